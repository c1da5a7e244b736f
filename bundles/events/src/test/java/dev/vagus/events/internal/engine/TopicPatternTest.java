package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
    @Test
    void anExactTopicMatchesItselfOnly() {
        TopicPattern pattern = TopicPattern.parse("org/osgi-x/Some_1");

        assertThat(pattern.matches("org/osgi-x/Some_1")).isTrue();
        assertThat(pattern.matches("org/osgi-x/Some_1/more")).isFalse();
        assertThat(pattern.matches("org/osgi-x")).isFalse();
    }

    @Test
    void aWildcardMatchesWhatIsBelowAtAnyDepthButNotItself() {
        TopicPattern pattern = TopicPattern.parse("a/b/*");

        assertThat(pattern.matches("a/b/c")).isTrue();
        assertThat(pattern.matches("a/b/c/d")).isTrue();
        assertThat(pattern.matches("a/b")).isFalse();
        assertThat(pattern.matches("a/bc")).isFalse();
    }

    @Test
    void aStarMatchesEverything() {
        assertThat(TopicPattern.parse("*").matches("any/topic")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", "a/*/b", "a*", "*/a", "a/b*", "a b", "a.b", "ä", "/*", "**"})
    void whatTheSpecificationDoesNotKnowIsRefused(String text) {
        assertThatThrownBy(() -> TopicPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
