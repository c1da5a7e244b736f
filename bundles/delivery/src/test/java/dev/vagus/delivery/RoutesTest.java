package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes<String> routes = new Routes<>();

    @Test
    void aTypeGoesToItsOwnTargetsAndToThoseOfMatchingPatternsInOrderOfAdding() {
        routes.add(Wildcard.compile("Config*"), "first");
        routes.add(Wildcard.compile("ConfigChanged"), "second");
        routes.add(Wildcard.ANY, "third");
        routes.add(Wildcard.compile("Other"), "fourth");
        assertThat(routes.route("ConfigChanged")).containsExactly("first", "second", "third");
        assertThat(routes.route("Other")).containsExactly("third", "fourth");
    }

    @Test
    void whoeverComesOrGoesIsSeenByTheNextLookup() {
        assertThat(routes.route("T")).isEmpty();
        long literal = routes.add(Wildcard.compile("T"), "literal");
        assertThat(routes.route("T")).containsExactly("literal");
        long pattern = routes.add(Wildcard.compile("T*"), "pattern");
        assertThat(routes.route("T")).containsExactly("literal", "pattern");
        assertThat(routes.remove(literal)).isTrue();
        assertThat(routes.route("T")).containsExactly("pattern");
        assertThat(routes.remove(pattern)).isTrue();
        assertThat(routes.remove(pattern)).isFalse();
        assertThat(routes.route("T")).isEmpty();
        assertThat(routes.targets()).isEmpty();
    }

    @Test
    void theCacheIsBoundedHoweverManyTypesAreAskedFor() {
        routes.add(Wildcard.ANY, "all");
        for (int i = 0; i < 10_000; i++) {
            assertThat(routes.route("type" + i)).containsExactly("all");
        }
        assertThat(routes.cached()).isLessThanOrEqualTo(1_024);
    }

    @Test
    void theSameTypeGivesTheSameRouteUntilSomethingChanges() {
        routes.add(Wildcard.compile("T"), "a");
        assertThat(routes.route("T")).isSameAs(routes.route("T"));
        routes.add(Wildcard.compile("U"), "b");
        assertThat(routes.route("U")).containsExactly("b");
    }
}
