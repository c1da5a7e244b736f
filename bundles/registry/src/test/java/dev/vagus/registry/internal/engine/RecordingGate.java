package dev.vagus.registry.internal.engine;

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
import org.jspecify.annotations.Nullable;

/** A gate that writes down what it is asked. It refuses subjects and scopes that it was told to refuse. */
public final class RecordingGate implements Gate {
    public final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private record Shown(String subject, String module) implements Credential {}

    /** Refuses this subject, {@code nobody}, or this scope. */
    public RecordingGate refusing(String what) {
        refused.add(what);
        return this;
    }

    @Override
    public Credential authenticate(String token, String module, long bundleId, long nanos) {
        return new Shown(token.replace("token of ", ""), module);
    }

    @Override
    public Checkpoint checkpoint(Access access) {
        return new Checkpoint() {
            @Override
            public @Nullable VagusException refusal(
                    String module, long bundleId, @Nullable Credential credential, long nanos) {
                String subject = credential == null ? "nobody" : credential.subject();
                asked.add(module + "/" + bundleId + " for " + subject + ": " + access.scope() + access.scopes()
                        + (access.needsCredential() ? "!" : ""));
                return refused.contains(subject) || refused.contains(access.scope())
                        ? new AccessRefusedException(AccessRule.GRANT, subject + " may not " + access.scope(), null)
                        : null;
            }

            @Override
            public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
                String subject = credential == null ? "nobody" : credential.subject();
                return new GatePreview(!refused.contains(subject), module + " for " + subject);
            }
        };
    }

    @Override
    public long epoch() {
        return refused.size();
    }
}
