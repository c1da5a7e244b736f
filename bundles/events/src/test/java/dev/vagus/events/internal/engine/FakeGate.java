package dev.vagus.events.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
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

/** A gate by a list of what is allowed: {@code module scope}, or {@code token scope} for who shows that token. */
public final class FakeGate implements Gate {
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private final AtomicLong epoch = new AtomicLong();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** It was refused by this gate. */
    public static final class Refused extends VagusException {
        private static final long serialVersionUID = 1L;

        Refused(String what) {
            super(ErrorCategory.AUTHORIZATION, what, null);
        }
    }

    private record Shown(String subject) implements Credential {}

    public void allow(String who, String scope) {
        allowed.add(who + ' ' + scope);
        epoch.incrementAndGet();
    }

    public void forbid(String who, String scope) {
        allowed.remove(who + ' ' + scope);
        epoch.incrementAndGet();
    }

    /** What was decided, as {@code who scope}, but for previews. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public Credential authenticate(String token, String module, long bundleId, long nanos) {
        return new Shown(token);
    }

    @Override
    public Checkpoint checkpoint(Access access) {
        String scope = access.scopes().isEmpty() ? access.scope() : String.join(" ", access.scopes());
        return new Checkpoint() {
            @Override
            public @Nullable VagusException refusal(
                    String module, long bundleId, @Nullable Credential credential, long nanos) {
                String who = credential == null ? module : credential.subject();
                asked.add(who + ' ' + scope);
                return allowed.contains(who + ' ' + scope) ? null : new Refused(who + " may not " + scope);
            }

            @Override
            public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
                boolean passes = allowed.contains(module + ' ' + scope);
                return new GatePreview(passes, passes ? "" : module + " may not " + scope);
            }
        };
    }

    @Override
    public long epoch() {
        return epoch.get();
    }
}
