package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

class EventFilterTest {
    private static final Event EVENT = new Event("lab/Changed", Map.of());
    private static final Predicate<Event> ANYBODY = event -> true;

    private final List<String> asked = new ArrayList<>();
    private final Occurrence occurrence = new Occurrence(EVENT, null);

    private EventFilter filter(Predicate<Event> access, String text, boolean answer) {
        return new EventFilter(access, text, event -> {
            asked.add(text);
            return answer;
        });
    }

    @Test
    void filtersOfTheSameTextAreAskedOnceForAnEvent() {
        assertThat(occurrence.passes(filter(ANYBODY, "(a=1)", true))).isTrue();
        assertThat(occurrence.passes(filter(ANYBODY, "(a=1)", true))).isTrue();
        assertThat(occurrence.passes(filter(ANYBODY, "(b=1)", false))).isFalse();
        assertThat(occurrence.passes(filter(ANYBODY, "(b=1)", false))).isFalse();
        assertThat(asked).containsExactly("(a=1)", "(b=1)");
        assertThat(new Occurrence(EVENT, null).passes(filter(ANYBODY, "(b=1)", false)))
                .isFalse();
        assertThat(asked).hasSize(3);
    }

    @Test
    void whetherABundleMayHaveTheEventIsAskedForEachHandler() {
        assertThat(occurrence.passes(filter(ANYBODY, "(a=1)", true))).isTrue();
        assertThat(occurrence.passes(filter(event -> false, "(a=1)", true))).isFalse();
        assertThat(occurrence.passes(filter(ANYBODY, "(a=1)", true))).isTrue();
        assertThat(asked).containsExactly("(a=1)");
    }

    @Test
    void aFilterThatIsNotAskedForAHandlerWithoutRightsSaysNothingToTheNext() {
        assertThat(occurrence.passes(filter(event -> false, "(a=1)", true))).isFalse();
        assertThat(asked).isEmpty();
        assertThat(occurrence.passes(filter(ANYBODY, "(a=1)", true))).isTrue();
        assertThat(filter(ANYBODY, "(a=1)", true).test(EVENT)).isTrue();
        assertThat(filter(event -> false, "(a=1)", true).test(EVENT)).isFalse();
    }

    @Test
    void whatAFilterThrowsIsNoAnswerForTheNext() {
        EventFilter broken = new EventFilter(ANYBODY, "(a=1)", event -> {
            throw new IllegalStateException("broken");
        });
        assertThat(occurrence.passes(filter(ANYBODY, "(b=1)", true))).isTrue();
        assertThatThrownBy(() -> occurrence.passes(broken)).hasMessage("broken");
        assertThatThrownBy(() -> occurrence.passes(broken)).hasMessage("broken");
        assertThat(occurrence.passes(filter(ANYBODY, "(b=1)", true))).isTrue();
        assertThat(asked).containsExactly("(b=1)");
    }

    @Test
    void otherPredicatesAreAskedEachTime() {
        Predicate<Event> counting = event -> asked.add("asked");
        assertThat(occurrence.passes(counting)).isTrue();
        assertThat(occurrence.passes(counting)).isTrue();
        assertThat(asked).hasSize(2);
    }
}
