package dev.vagus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes<String, List<String>> routes = new Routes<>(target -> 0, targets -> targets);

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

    @Test
    void aTargetThatReplacesAnotherIsNeverBesideItAndNeverMissing() {
        Wildcard all = Wildcard.compile("T*");
        Wildcard one = Wildcard.compile("T");
        long key = routes.add(one, "former");
        List<List<String>> seen = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            seen.add(routes.route("T"));
            key = routes.replace(key, () -> seen.add(List.of("changed")), i % 2 == 0 ? all : one, "target " + i);
        }
        seen.add(routes.route("T"));
        assertThat(seen).allSatisfy(route -> assertThat(route).hasSize(1));
        assertThat(routes.route("T")).containsExactly("target 9");
        assertThat(routes.targets()).containsExactly("target 9");
    }
}
