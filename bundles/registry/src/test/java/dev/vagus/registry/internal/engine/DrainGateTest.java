package dev.vagus.registry.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainGateTest {
    private final DrainGate gate = new DrainGate();

    @Test
    void letsNobodyInAfterItWasClosed() {
        int ticket = gate.enter();
        gate.close();

        assertThat(ticket).isNotEqualTo(DrainGate.REFUSED);
        assertThat(gate.enter()).isEqualTo(DrainGate.REFUSED);
        assertThat(gate.count()).isOne();
    }

    @Test
    void isEmptyOnceAllHaveLeftByTheirTickets() throws Exception {
        int first = gate.enter();
        int second = OwnThread.supply(gate::enter).get(10, TimeUnit.SECONDS);
        gate.close();
        assertThat(gate.awaitEmpty(0, 1_000)).isFalse();

        gate.leave(second);
        assertThat(gate.awaitEmpty(1, 1_000)).isTrue();
        CompletableFuture<Void> leaving = OwnThread.run(() -> gate.leave(first));

        assertThat(gate.awaitEmpty(0, TimeUnit.SECONDS.toNanos(10))).isTrue();
        leaving.get(10, TimeUnit.SECONDS);
        assertThat(gate.isClosed()).isTrue();
    }
}
