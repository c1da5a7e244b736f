package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What keeps a mailbox from handing items out, above all the probe of a handler that is over its budget. */
class GateTest {
    private final ManualExecutor executor = new ManualExecutor();
    private final List<String> heard = new ArrayList<>();
    private final AtomicInteger probesOver = new AtomicInteger();
    private final Mailbox<String> mailbox = new Mailbox<>(1, Bounds.of(100, Overflow.FAIL), executor, System::nanoTime);
    private final Gate gate = mailbox.gate();

    private void attach(int threads) {
        mailbox.attach(
                item -> {
                    heard.add(item);
                    return Verdict.DELIVERED;
                },
                threads);
    }

    private void offer(String... items) {
        for (String item : items) {
            mailbox.offer(item, 0);
        }
    }

    @Test
    void oneItemComesThroughForEachProbe() {
        attach(1);
        gate.close();
        offer("a", "b", "c");
        executor.runAll();
        assertThat(heard).isEmpty();
        gate.probe(probesOver::incrementAndGet);
        assertThat(gate.isProbed()).isFalse();
        executor.runAll();
        assertThat(heard).containsExactly("a");
        assertThat(gate.isProbed()).isTrue();
        assertThat(probesOver).hasValue(1);
        gate.probe(probesOver::incrementAndGet);
        executor.runAll();
        assertThat(heard).containsExactly("a", "b");
        gate.open();
        executor.runAll();
        assertThat(heard).containsExactly("a", "b", "c");
    }

    @Test
    void ofSeveralTurnsOneTakesTheProbe() {
        attach(4);
        gate.close();
        offer("a", "b", "c", "d");
        gate.probe(probesOver::incrementAndGet);
        offer("e");
        executor.runAll();
        assertThat(heard).containsExactly("a");
        assertThat(probesOver).hasValue(1);
    }

    @Test
    void aProbeWaitsForTheNextItem() {
        attach(1);
        gate.close();
        gate.probe(probesOver::incrementAndGet);
        executor.runAll();
        assertThat(gate.isProbed()).isFalse();
        offer("a", "b");
        executor.runAll();
        assertThat(heard).containsExactly("a");
        assertThat(gate.isProbed()).isTrue();
    }

    @Test
    void theProbeWaitsForTheEndOfAnyOtherPauseAndNoReasonUndoesAnother() {
        attach(1);
        gate.pause();
        gate.close();
        offer("a", "b");
        gate.probe(probesOver::incrementAndGet);
        executor.runAll();
        assertThat(heard).isEmpty();
        gate.resume();
        executor.runAll();
        assertThat(heard).containsExactly("a");
        gate.pause();
        gate.open();
        executor.runAll();
        assertThat(heard).containsExactly("a");
        assertThat(gate.isPaused()).isTrue();
        gate.resume();
        executor.runAll();
        assertThat(heard).containsExactly("a", "b");
    }
}
