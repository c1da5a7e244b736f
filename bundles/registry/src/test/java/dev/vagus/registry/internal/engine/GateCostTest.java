package dev.vagus.registry.internal.engine;

import static dev.vagus.registry.internal.engine.EngineFixture.CALLER;
import static dev.vagus.registry.internal.engine.EngineFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.vagus.delivery.gate.Gates;
import dev.vagus.module.VagusException;
import dev.vagus.spi.Access;
import dev.vagus.spi.Checkpoint;
import dev.vagus.spi.Credential;
import dev.vagus.spi.Gate;
import dev.vagus.spi.GatePreview;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the registry itself spends on a gate that spends nothing. */
class GateCostTest {
    private static final int CALLS = 20_000;
    private static final CallOptions TOKEN = new CallOptions(null, null, Map.of(), Map.of(), "t");

    @TempDir
    Path folder;

    private long asked;

    private final class Free implements Gate, Checkpoint {
        private final Credential ann = () -> "Ann";

        @Override
        public Credential authenticate(String token, String module, long bundleId, long nanos) {
            return ann;
        }

        @Override
        public Checkpoint checkpoint(Access access) {
            return this;
        }

        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public @Nullable VagusException refusal(
                String module, long bundleId, @Nullable Credential credential, long nanos) {
            asked += credential == ann ? 1 : 0;
            return null;
        }

        @Override
        public GatePreview preview(String module, long bundleId, @Nullable Credential credential) {
            return new GatePreview(true, "");
        }
    }

    private static long bytes(EngineFixture lab, CallOptions options) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            lab.engine.invoke(CALLER, "Lab.Run", Map.of(), options);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** What the compiler does to both in the meantime differs by itself; one object for each call would be 16 bytes. */
    @Test
    void aCallWithAKnownTokenTakesNoMoreMemoryThanOneWithoutAGate() {
        try (EngineFixture lab = new EngineFixture();
                EngineFixture guarded = new EngineFixture()) {
            Gates gates = new Gates("registry", folder, null);
            gates.add("free", 0, 1, new Free());
            guarded.engine.behind(gates);
            lab.offer(operation("Lab", "Run"), call -> 1);
            guarded.offer(operation("Lab", "Run"), call -> 1);
            long usual = Long.MAX_VALUE;
            long checked = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                usual = Math.min(usual, bytes(lab, CallOptions.NONE));
                checked = Math.min(checked, bytes(guarded, TOKEN));
            }
            assertThat(checked / CALLS).isLessThan(usual / CALLS + 16);
            assertThat(asked).isEqualTo(5L * CALLS);
        }
    }
}
