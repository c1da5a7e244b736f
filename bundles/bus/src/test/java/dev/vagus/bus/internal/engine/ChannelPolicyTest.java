package dev.vagus.bus.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.Explanation;
import dev.vagus.bus.RedeliveryPolicy;
import dev.vagus.bus.SubscriptionSpec;
import dev.vagus.module.ErrorCategory;
import dev.vagus.module.Setting;
import dev.vagus.module.VagusException;
import dev.vagus.spi.PolicySource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies say about time and retries, before the bus's settings and after the subscription's own. */
class ChannelPolicyTest {
    private final Bench bench = new Bench();
    private final Map<String, Setting> said = new HashMap<>();
    private final PolicySource source = target -> target.equals("channel:C") ? Map.copyOf(said) : Map.of();
    private int attempts;

    @BeforeEach
    void offerPolicies() {
        bench.engine.policies().source(null, source);
    }

    private static SubscriptionSpec<Object> spec() {
        return SubscriptionSpec.on("C", Object.class);
    }

    private void say(String key, Object value) {
        said.put(key, new Setting(key, value, "p"));
        bench.engine.policies().review();
    }

    private void hearBadly(SubscriptionSpec<Object> spec, RuntimeException failure) {
        bench.subscribe(spec, message -> {
            attempts++;
            throw failure;
        });
    }

    private int attemptsOfOneMessage() {
        attempts = 0;
        bench.send("C", "T", 1);
        bench.runAll();
        for (int i = 0; i < 20; i++) {
            bench.pass(Duration.ofSeconds(10));
        }
        return attempts;
    }

    private List<String> settings() {
        Explanation.Recipient told = bench.engine
                .explain(Bench.SENDER, Draft.plain("C", "T"), 1)
                .recipients()
                .get(0);
        assertThat(told.guard()).isEmpty();
        return told.settings().stream().map(Setting::toString).toList();
    }

    @Test
    void retriesComeFromThePolicyAndChangeLive() {
        hearBadly(spec(), new IllegalStateException("broken"));
        assertThat(attemptsOfOneMessage()).isEqualTo(1);
        say("retry.max", 2L);
        assertThat(attemptsOfOneMessage()).isEqualTo(3);
        say("retry.max", 4L);
        assertThat(attemptsOfOneMessage()).isEqualTo(5);
        bench.engine.policies().source(source, null);
        assertThat(attemptsOfOneMessage()).isEqualTo(1);
        assertThat(bench.only().dead()).isEqualTo(4);
    }

    @Test
    void thePausesComeFromThePolicyToo() {
        say("retry.max", 2L);
        say("retry.backoff.ms", 4_000L);
        say("retry.multiplier", 3.0);
        say("retry.jitter", 0.0);
        say("retry.backoff.max.ms", 5_000L);
        hearBadly(spec(), new IllegalStateException("broken"));
        bench.send("C", "T", 1);
        bench.runAll();
        bench.pass(Duration.ofMillis(3_999));
        assertThat(attempts).isEqualTo(1);
        bench.pass(Duration.ofMillis(1));
        assertThat(attempts).isEqualTo(2);
        bench.pass(Duration.ofMillis(4_999));
        assertThat(attempts).isEqualTo(2);
        bench.pass(Duration.ofMillis(1));
        assertThat(attempts).isEqualTo(3);
        assertThat(bench.only().dead()).isEqualTo(1);
    }

    @Test
    void whatASubscriptionSaysItselfHolds() {
        say("retry.max", 5L);
        say("timeout.ms", 100L);
        hearBadly(
                spec().redelivered(RedeliveryPolicy.DEFAULT.withRetries(1)).withBudget(Duration.ofSeconds(9)),
                new IllegalStateException("broken"));
        assertThat(attemptsOfOneMessage()).isEqualTo(2);
        assertThat(bench.only().handler().budget()).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings()).startsWith("timeout.ms=9000 (subscription)", "retry.max=1 (subscription)");
    }

    @Test
    void thePolicySaysAfterWhichFailures() {
        say("retry.max", 1L);
        hearBadly(spec(), new VagusException(ErrorCategory.BUSY, "busy", null) {});
        assertThat(attemptsOfOneMessage()).isEqualTo(2);
        say("retry.categories", List.of("network"));
        assertThat(attemptsOfOneMessage()).isEqualTo(1);
        assertThat(settings()).contains("retry.categories=[network] (p)");
    }

    @Test
    void theTimeoutIsTheBudgetOfTheHandlerAndChangesLive() {
        bench.hear(spec());
        assertThat(bench.only().handler().budget()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings()).startsWith("timeout.ms=5000 (default)", "retry.max=0 (dev.vagus.bus)");
        say("timeout.ms", 250L);
        assertThat(bench.only().handler().budget()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings()).startsWith("timeout.ms=250 (p)");
        bench.engine.policies().source(source, null);
        assertThat(bench.only().handler().budget()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aSourceThatIsReplacedOrSpeaksNonsenseTakesNothingAway() {
        say("retry.max", 2L);
        hearBadly(spec(), new IllegalStateException("broken"));
        PolicySource other = target -> Map.of("retry.max", new Setting("retry.max", 3L, "other"));
        bench.engine.policies().source(null, other);
        bench.engine.policies().source(source, null);
        assertThat(attemptsOfOneMessage()).isEqualTo(4);
        bench.engine.policies().source(null, target -> Map.of("retry.max", new Setting("retry.max", "many", "bad")));
        assertThat(attemptsOfOneMessage()).isEqualTo(4);
        bench.engine.policies().source(null, target -> {
            throw new IllegalStateException("no policies");
        });
        assertThat(attemptsOfOneMessage()).isEqualTo(4);
    }
}
