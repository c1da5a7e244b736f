package dev.vagus.events.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicRulesTest {
    @Test
    void withoutPatternsNothingIsKept() {
        assertThat(TopicRules.of(List.of())).isSameAs(TopicRules.NONE);
        assertThat(TopicRules.NONE.keeps("org/acme/Heated")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "org/acme/Heated,true",
        "org/acme/oven/Heated,true",
        "org/acmebis/Heated,false",
        "org/acme/Tick,false",
        "org/acme/oven/Tick,true",
        "org/Acme/Heated,false",
    })
    void whatMatchesIsKeptUnlessItIsLeftOut(String topic, boolean kept) {
        TopicRules rules = TopicRules.of(List.of("org/acme/*", "!org/acme/Tick", "com/acme/*"));

        assertThat(rules.keeps(topic)).isEqualTo(kept);
    }

    @Test
    void everythingButTheFrameworksNoiseCanBeKept() {
        TopicRules rules = TopicRules.of(List.of("*", "!org/osgi/*"));

        assertThat(rules.keeps("Heated")).isTrue();
        assertThat(rules.keeps("org/osgi/framework/ServiceEvent/REGISTERED")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.acme.*", "", "!", "org/acme/Heated?", "org acme"})
    void whatCanBeNoPatternOfTopicsIsRefused(String pattern) {
        assertThatThrownBy(() -> TopicRules.of(List.of("org/acme/*", pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + pattern + "' is not a pattern of topics")
                .hasMessageContaining("org/acme/*");
    }

    @Test
    void onlyLeavingOutIsRefusedSinceItKeepsNothing() {
        assertThatThrownBy(() -> TopicRules.of(List.of("!org/osgi/*")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'!org/osgi/*' only leaves events out: say which are kept, for example *,!org/osgi/*");
    }
}
