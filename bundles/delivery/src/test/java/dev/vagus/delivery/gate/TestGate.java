package dev.vagus.delivery.gate;

import dev.vagus.module.VagusException;
import dev.vagus.security.AccessRefusedException;
import dev.vagus.security.AccessRule;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A gate that takes its own credentials, and those of nobody, unless it is told to refuse. */
final class TestGate implements Gate {
    final AtomicLong epoch = new AtomicLong();
    private final String name;
    private volatile boolean refusing;

    TestGate(String name) {
        this.name = name;
    }

    TestGate refusing() {
        refusing = true;
        epoch.incrementAndGet();
        return this;
    }

    private record Shown(TestGate by, String subject) implements Credential {}

    @Override
    public Credential authenticate(String token, String module, long bundleId, long nanos) {
        return new Shown(this, token);
    }

    @Override
    public Checkpoint checkpoint(Access access) {
        return new Checkpoint() {
            @Override
            public @Nullable VagusException refusal(
                    String module, long bundleId, @Nullable Credential credential, long nanos) {
                boolean known = credential == null || credential instanceof Shown shown && shown.by() == TestGate.this;
                return refusing || !known
                        ? new AccessRefusedException(AccessRule.GRANT, name + " refuses " + access.scope(), null)
                        : null;
            }

            @Override
            public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
                return new GatePreview(!refusing, name);
            }
        };
    }

    @Override
    public long epoch() {
        return epoch.get();
    }
}
