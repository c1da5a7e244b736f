package dev.vagus.breaker.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.module.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyBookTest {
    private final PolicyBook book = new PolicyBook();

    private void put(String source, String targets, Map<String, ?> settings) {
        book.put(Policy.read(source, List.of(targets.split(",")), settings));
    }

    private Setting setting(String target, String key) {
        return book.settings(target).get(key);
    }

    @Test
    void theMostSpecificPolicyCountsForEachSetting() {
        put("all", "*", Map.of("timeout.ms", 1_000, "retry.max", 1));
        put("module", "LabRunner.*", Map.of("timeout.ms", "2000"));
        put("exports", "*.Export", Map.of("bulkhead.max", 4));
        put("one", "LabRunner.Export", Map.of("retry.max", 5L));

        assertThat(setting("LabRunner.Export", "timeout.ms")).isEqualTo(new Setting("timeout.ms", 2_000L, "module"));
        assertThat(setting("LabRunner.Export", "retry.max")).isEqualTo(new Setting("retry.max", 5L, "one"));
        assertThat(setting("LabRunner.Export", "bulkhead.max")).isEqualTo(new Setting("bulkhead.max", 4L, "exports"));
        assertThat(setting("Shop.Order", "timeout.ms")).isEqualTo(new Setting("timeout.ms", 1_000L, "all"));
        assertThat(setting("Shop.Order", "bulkhead.max")).isNull();
    }

    @Test
    void ofEquallySpecificOnesTheFirstByNameCounts() {
        put("b", "Lab.*", Map.of("timeout.ms", 2));
        put("a", "Lab.*", Map.of("timeout.ms", 1));

        assertThat(setting("Lab.Run", "timeout.ms").source()).isEqualTo("a");
    }

    @Test
    void aPatternWithoutPrefixMeansOperationsOnly() {
        put("all", "*", Map.of("timeout.ms", 1));
        put("guards", "guard:*.warehouse", Map.of("timeout.ms", 3));

        assertThat(setting("guard:Shop.orders", "timeout.ms")).isNull();
        assertThat(setting("guard:Shop.warehouse", "timeout.ms").source()).isEqualTo("guards");
    }

    @Test
    void whatHoldsEverywhereIsLessSpecificThanAnyPolicy() {
        book.usual(Policy.read("dev.vagus.breaker", List.of("*"), Map.of("breaker.failures", 3, "retry.max", 1)));
        put("all", "*", Map.of("retry.max", 2));

        assertThat(setting("Lab.Run", "breaker.failures").source()).isEqualTo("dev.vagus.breaker");
        assertThat(setting("guard:Lab.db", "breaker.failures").value()).isEqualTo(3L);
        assertThat(setting("Lab.Run", "retry.max").source()).isEqualTo("all");
    }

    @Test
    void tellsOfEveryChange() {
        List<Integer> sizes = new ArrayList<>();
        book.listen(() -> sizes.add(book.settings("Lab.Run").size()));
        put("one", "Lab.Run", Map.of("retry.max", 2));
        put("one", "Lab.Run", Map.of("retry.max", 2, "timeout.ms", 5));
        book.remove("one");
        book.remove("one");

        assertThat(sizes).containsExactly(1, 2, 0);
    }

    @Test
    void readsWhatConfigurationsHold() {
        put(
                "mixed",
                "Lab.Run",
                Map.of(
                        "service.pid", "x",
                        "felix.fileinstall.filename", "y",
                        "retry.categories", new String[] {"TIMEOUT", "not_found"},
                        "breaker.categories", "internal, busy",
                        "retry.jitter", "0.5",
                        "breaker.enabled", "FALSE",
                        "breaker.window", "Calls"));

        Map<String, Setting> settings = book.settings("Lab.Run");
        assertThat(settings.get("retry.categories").value()).isEqualTo(List.of("timeout", "not-found"));
        assertThat(settings.get("breaker.categories").value()).isEqualTo(List.of("internal", "busy"));
        assertThat(settings.get("retry.jitter").value()).isEqualTo(0.5);
        assertThat(settings.get("breaker.enabled").value()).isEqualTo(false);
        assertThat(settings.get("breaker.window").value()).isEqualTo("calls");
        assertThat(settings).hasSize(5);
    }

    @Test
    void refusesAConfigurationAsAWholeAndSaysEverythingThatIsWrong() {
        assertThatThrownBy(() -> Policy.read(
                        "bad",
                        null,
                        Map.of(
                                "targets", "Lab Runner",
                                "retry.max", -1,
                                "retry.jitter", "much",
                                "breaker.window", "all",
                                "breaker.categories", "timeout,bogus",
                                "breaker.failure.rte", 5)))
                .hasMessageContaining("the target 'Lab Runner' is not valid")
                .hasMessageContaining("retry.max must be a whole number from 0 to 100, but is '-1'")
                .hasMessageContaining("retry.jitter must be a number from 0 to 1, but is 'much'")
                .hasMessageContaining("breaker.window must be one of none, calls, time, but is 'all'")
                .hasMessageContaining("breaker.categories must be one or more of")
                .hasMessageContaining("the key breaker.failure.rte is unknown; did you mean breaker.failure.rate?");
        assertThatThrownBy(() -> Policy.read("bad", null, Map.of("retry.max", 1)))
                .hasMessageContaining("targets must name at least one");
        assertThatThrownBy(() -> Policy.read("bad", List.of("Lab.Run"), Map.of("fallback", "Lab.Run")))
                .hasMessageContaining("its own target");
    }

    @Test
    void channelsAreTargetsOfTheirOwn() {
        put("all", "*", Map.of("timeout.ms", 1));
        put("channels", "channel:*", Map.of("timeout.ms", 2, "retry.max", 3));
        put("audits", "channel:Audit*,Lab.*", Map.of("timeout.ms", 3));
        put("one", "channel:Configuration", Map.of("timeout.ms", 4));

        assertThat(setting("channel:Other", "timeout.ms").source()).isEqualTo("channels");
        assertThat(setting("channel:AuditLog", "timeout.ms").source()).isEqualTo("audits");
        assertThat(setting("channel:Configuration", "timeout.ms").source()).isEqualTo("one");
        assertThat(setting("channel:Configuration", "retry.max").source()).isEqualTo("channels");
        assertThat(setting("Lab.Run", "retry.max")).isNull();
        assertThat(setting("guard:Lab.db", "timeout.ms")).isNull();
    }

    @Test
    void whatHoldsEverywhereSaysOfChannelsOnlyHowTheirBreakersDecide() {
        book.usual(Policy.read(
                "dev.vagus.breaker", List.of("*"), Map.of("breaker.failures", 3, "retry.max", 1, "rate.limit", 5)));
        assertThat(book.settings("channel:C")).isEmpty();
        put("time", "channel:C", Map.of("timeout.ms", 4));
        assertThat(book.settings("channel:C")).containsOnlyKeys("timeout.ms");
        put("breaker", "channel:C", Map.of("breaker.probes", 2));
        assertThat(book.settings("channel:C")).containsOnlyKeys("timeout.ms", "breaker.probes", "breaker.failures");
    }

    @Test
    void refusesWhatMeansNothingForGuards() {
        assertThatThrownBy(() -> Policy.read(
                        "bad", List.of("guard:Lab.*"), Map.of("fallback", "Lab.Other", "isolation", "thread")))
                .hasMessageContaining("fallback means nothing for guard:Lab.*, since whoever guards code catches")
                .hasMessageContaining("isolation means nothing for guard:Lab.*");
    }

    @Test
    void refusesWhatMeansNothingForChannels() {
        assertThatThrownBy(() -> Policy.read(
                        "bad",
                        List.of("Lab.*", "channel:C", "channel:D/labrunner"),
                        Map.of("fallback", "Lab.Other", "retry.non.idempotent", true, "timeout.ms", 5)))
                .hasMessageContaining("fallback means nothing for channel:C, since no operation can take a message")
                .hasMessageContaining("put channel:C into a configuration of its own")
                .hasMessageContaining("retry.non.idempotent means nothing for channel:C")
                .hasMessageContaining(
                        "the target channel:D/labrunner is a subscription, but policies apply to channels:"
                                + " write channel:D");
        for (String target : List.of("channel:", "channel:a b", "channel:a:b", "chanel:a", "channel:/x")) {
            assertThatThrownBy(() -> Target.of(target)).hasMessageContaining("channel:CHANNEL");
        }
        assertThatThrownBy(() -> Policy.read("bad", null, Map.of("retry.max", 1)))
                .hasMessageContaining("channel:Configuration");
    }

    @Test
    void aChannelMeansTheBreakersOfItsSubscriptions() {
        assertThat(Target.of("channel:C").meansBreaker("channel:C/n")).isTrue();
        assertThat(Target.of("channel:*").meansBreaker("channel:C/n")).isTrue();
        assertThat(Target.of("channel:C/*").meansBreaker("channel:C/n")).isTrue();
        assertThat(Target.of("channel:C/m").meansBreaker("channel:C/n")).isFalse();
        assertThat(Target.of("channel:D").meansBreaker("channel:C/n")).isFalse();
        assertThat(Target.of("*").meansBreaker("channel:C/n")).isFalse();
        assertThat(Target.of("Lab.*").meansBreaker("Lab.Run")).isTrue();
    }

    @Test
    void everyDefaultIsAllowed() {
        for (PolicyKey key : PolicyKey.values()) {
            Object usual = key.usual();
            if (usual != null) {
                assertThat(key.read(usual)).as(key.key()).isEqualTo(usual);
            }
        }
        assertThat(Terms.DEFAULTS.breaker()).isEqualTo(dev.vagus.breaker.internal.engine.BreakerSettings.DEFAULT);
        assertThat(Terms.DEFAULTS.rate()).isNull();
        assertThat(Terms.DEFAULTS.bulkhead()).isZero();
    }
}
