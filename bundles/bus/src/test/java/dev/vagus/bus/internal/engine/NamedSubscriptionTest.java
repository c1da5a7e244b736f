package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.bus.SubscriptionSnapshot.State;
import dev.vagus.bus.SubscriptionSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A named subscription over the update of its module. */
class NamedSubscriptionTest {
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final Bench bench = new Bench();
    private final SubscriptionSpec<Map<String, Object>> spec =
            SubscriptionSpec.on("C").named("keep");
    private final List<Object> before = new ArrayList<>();
    private final List<Object> after = new ArrayList<>();

    private Attachment first() {
        return bench.subscribe(spec, message -> before.add(message.data()));
    }

    @Test
    void waitsForItsModuleAndLosesNothing() {
        Attachment old = first();
        bench.send("C", "T", Map.of("n", 1));
        old.detach(WINDOW);
        assertThat(bench.only().state()).isEqualTo(State.WAITING);
        bench.send("C", "T", Map.of("n", 2));
        bench.runAll();
        assertThat(before).isEmpty();
        Attachment fresh = bench.subscribe(spec.ofType("T*"), message -> after.add(message.data()));
        bench.runAll();
        assertThat(after).containsExactly(Map.of("n", 1), Map.of("n", 2));
        assertThat(fresh.id()).isEqualTo(old.id());
        assertThat(bench.only().type()).isEqualTo("T*");
        assertThat(bench.due).isEmpty();
        old.close();
        old.detach(Duration.ZERO);
        assertThat(old.isOpen()).isFalse();
        assertThat(bench.only().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void endsWhenItsModuleDoesNotComeBackInTime() {
        Attachment old = first();
        old.detach(WINDOW);
        bench.send("C", "T", Map.of("n", 1));
        bench.windowEnds();
        assertThat(bench.engine.subscriptions()).isEmpty();
        assertThat(old.snapshot().state()).isEqualTo(State.CLOSED);
        assertThat(old.snapshot().cleared()).isEqualTo(1);
        bench.subscribe(spec, message -> after.add(message.data()));
        bench.runAll();
        assertThat(after).isEmpty();
    }

    @Test
    void endsAtOnceWhenItsModuleFailsToStart() {
        first().detach(WINDOW);
        bench.engine.abandon(99);
        assertThat(bench.engine.subscriptions()).hasSize(1);
        bench.engine.abandon(Bench.HEARER.bundleId());
        assertThat(bench.engine.subscriptions()).isEmpty();
        assertThat(bench.due).isEmpty();
    }

    @Test
    void endsAtOnceWhenItsModuleIsGone() {
        Attachment old = first();
        bench.send("C", "T", Map.of());
        old.detach(Duration.ZERO);
        assertThat(bench.engine.subscriptions()).isEmpty();
        assertThat(old.snapshot().cleared()).isEqualTo(1);
    }

    @Test
    void anUnnamedOneEndsWithItsHandler() {
        Attachment unnamed = bench.subscribe(SubscriptionSpec.on("C"), message -> {});
        unnamed.detach(WINDOW);
        assertThat(bench.engine.subscriptions()).isEmpty();
    }

    @Test
    void itsNameIsTakenForOthersAlsoWhileItWaits() {
        Attachment old = first();
        assertThatThrownBy(this::first)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'keep' is taken on channel 'C' by module hearer");
        old.detach(WINDOW);
        assertThatThrownBy(() -> bench.engine.subscribe(Bench.SENDER, spec, Map.class, message -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        bench.engine.subscribe(Bench.SENDER, SubscriptionSpec.on("D").named("keep"), Map.class, message -> {});
        assertThat(bench.engine.subscriptions()).hasSize(2);
    }
}
