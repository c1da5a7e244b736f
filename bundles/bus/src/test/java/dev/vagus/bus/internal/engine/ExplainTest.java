package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.Explanation;
import dev.vagus.bus.Explanation.Recipient;
import dev.vagus.bus.Explanation.Verdict;
import dev.vagus.bus.SubscriptionSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private final Bench bench = new Bench();

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private Explanation explain(Object data) {
        return bench.engine.explain(Bench.SENDER, Draft.plain("C", "ConfigChanged"), data);
    }

    @Test
    void saysOfEachSubscriptionWhatItWouldDoAndSendsNothing() {
        bench.channel(ChannelSpec.named("C").withCapacity(1));
        List<Object> heard = bench.hear(spec().ofType("Config*").named("all"));
        bench.hear(spec().ofType("Other"));
        bench.hear(spec().matching("(n=2)"));
        bench.hear(spec().inGroup("g"));
        bench.hear(spec().inGroup("g"));
        Attachment waiting = bench.subscribe(spec().named("away"), message -> {});
        waiting.detach(Duration.ofMinutes(1));
        bench.hear(spec());
        bench.engine.control().holdSubscription("S7", "repair");
        bench.hear(spec().ofType("Config**"));
        bench.runAll();
        assertThat(explain(Map.of("n", 1)).obstacle()).isEmpty();
        assertThat(explain(Map.of("n", 1)).recipients())
                .extracting(Recipient::subscription, Recipient::verdict, Recipient::reason)
                .containsExactly(
                        tuple("S1", Verdict.DELIVERED, ""),
                        tuple("S2", Verdict.NOT_OFFERED, "its type Other does not match"),
                        tuple("S3", Verdict.NOT_OFFERED, "its filter (n=2) does not match"),
                        tuple("S4", Verdict.DELIVERED, ""),
                        tuple("S5", Verdict.NOT_OFFERED, "another one of group g has the turn"),
                        tuple("S6", Verdict.KEPT, "its module is being updated"),
                        tuple("S7", Verdict.KEPT, "paused: repair"),
                        tuple("S8", Verdict.DELIVERED, ""));
        bench.send("C", "Any", 1);
        assertThat(explain(1).recipients().get(6).verdict()).isEqualTo(Verdict.FULL);
        bench.runAll();
        assertThat(heard).isEmpty();
        assertThat(bench.engine.channel("C").orElseThrow().sent()).isEqualTo(1);
    }

    @Test
    void saysWhatKeepsItFromBeingSentAtAll() {
        assertThat(explain(1).obstacle()).contains("no such channel");
        assertThat(bench.engine.channels()).isEmpty();
        bench.channel(ChannelSpec.named("C"));
        Map<String, Object> itself = new HashMap<>();
        itself.put("self", itself);
        assertThat(explain(itself).obstacle()).contains("no structure");
        bench.engine.control().drain("C", Duration.ZERO);
        assertThat(explain(1).obstacle()).contains("drained");
        assertThatThrownBy(() -> bench.engine.explain(Bench.SENDER, Draft.plain("C", "a*"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
