package dev.vagus.bus.internal.engine;

import dev.vagus.module.VagusException;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A gate that refuses what it was told to, and credentials that it did not make; it writes down what it is asked. */
final class RuleGate implements Gate {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicLong epoch = new AtomicLong();

    private record Shown(RuleGate by, String subject) implements Credential {}

    /** Refuses a scope, to one of a subject or module where it is followed by a blank and that. */
    void refuse(String what) {
        refused.add(what);
        epoch.incrementAndGet();
    }

    void allow(String what) {
        refused.remove(what);
        epoch.incrementAndGet();
    }

    @Override
    public Credential authenticate(String token, String module, long bundleId, long nanos) {
        return new Shown(this, token.isEmpty() ? "malformed" : token.replace("Bearer ", ""));
    }

    @Override
    public Checkpoint checkpoint(Access access) {
        return new Checkpoint() {
            @Override
            public @Nullable VagusException refusal(
                    String module, long bundleId, @Nullable Credential credential, long nanos) {
                asked.add(module + "/" + bundleId + " for " + subject(credential) + ": " + access.scope());
                return why(module, credential).isEmpty()
                        ? null
                        : new AccessRefusedException(AccessRule.GRANT, why(module, credential), null);
            }

            @Override
            public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
                return new GatePreview(why(module, credential).isEmpty(), why(module, credential));
            }

            private String why(String module, @Nullable Credential credential) {
                if (credential != null && !(credential instanceof Shown shown && shown.by() == RuleGate.this)) {
                    return "an unknown credential";
                }
                String scope = access.scope();
                String subject = subject(credential);
                return refused.contains(scope)
                                || refused.contains(scope + " " + module)
                                || refused.contains(scope + " " + subject)
                        ? module + " for " + subject + " may not " + scope
                        : "";
            }
        };
    }

    private static String subject(@Nullable Credential credential) {
        return credential == null ? "nobody" : credential.subject();
    }

    @Override
    public long epoch() {
        return epoch.get();
    }
}
