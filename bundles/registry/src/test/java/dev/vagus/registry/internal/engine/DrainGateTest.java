package dev.vagus.registry.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainGateTest {
    private final DrainGate gate = new DrainGate();

    @Test
    void letsNobodyInAfterItWasClosed() {
        assertThat(gate.enter()).isTrue();
        gate.close();

        assertThat(gate.enter()).isFalse();
        assertThat(gate.count()).isOne();
    }

    @Test
    void isEmptyOnceAllHaveLeftWhateverTheThread() throws Exception {
        assertThat(gate.enter()).isTrue();
        assertThat(OwnThread.supply(gate::enter).get(10, TimeUnit.SECONDS)).isTrue();
        gate.close();
        assertThat(gate.awaitEmpty(0, 1_000)).isFalse();

        gate.leave();
        assertThat(gate.awaitEmpty(1, 1_000)).isTrue();
        CompletableFuture<Void> leaving = OwnThread.run(gate::leave);

        assertThat(gate.awaitEmpty(0, TimeUnit.SECONDS.toNanos(10))).isTrue();
        leaving.get(10, TimeUnit.SECONDS);
        assertThat(gate.isClosed()).isTrue();
    }
}
