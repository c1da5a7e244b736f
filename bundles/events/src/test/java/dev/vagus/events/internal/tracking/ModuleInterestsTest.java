package dev.vagus.events.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.events.EventSubscription;
import dev.vagus.events.internal.engine.Interest;
import dev.vagus.events.internal.engine.Order;
import dev.vagus.events.internal.engine.TopicPattern;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.event.Event;

class ModuleInterestsTest {
    @Test
    void anExactNameOnAnExactChannelIsKeptUnderItsTopic() {
        Interest interest = interest(EventSubscription.to("Done").on("Lab"));

        assertThat(interest.patterns()).extracting(TopicPattern::text).containsExactly("dev/vagus/event/Lab/Done");
        assertThat(hears(interest, "dev/vagus/event/Lab/Done")).isTrue();
    }

    @Test
    void wildcardsInTheNameAreKeptUnderTheChannelAndDecideThere() {
        Interest interest = interest(EventSubscription.to("Lab*Completed").on("Lab"));

        assertThat(interest.patterns()).extracting(TopicPattern::text).containsExactly("dev/vagus/event/Lab/*");
        assertThat(hears(interest, "dev/vagus/event/Lab/LabStepCompleted")).isTrue();
        assertThat(hears(interest, "dev/vagus/event/Lab/LabCompleted")).isTrue();
        assertThat(hears(interest, "dev/vagus/event/Lab/LabStepFailed")).isFalse();
        assertThat(hears(interest, "dev/vagus/event/Other/LabCompleted")).isFalse();
    }

    @Test
    void wildcardsInTheChannelAreKeptUnderAllVagusEvents() {
        Interest interest = interest(EventSubscription.to("Done").on("Lab-*"));

        assertThat(interest.patterns()).extracting(TopicPattern::text).containsExactly("dev/vagus/event/*");
        assertThat(hears(interest, "dev/vagus/event/Lab-1/Done")).isTrue();
        assertThat(hears(interest, "dev/vagus/event/Lab-1/Done/deeper")).isFalse();
        assertThat(hears(interest, "dev/vagus/event/Lab/Done")).isFalse();
    }

    @Test
    void theFilterSeesTheDataAndTheFactsOfTheEvent() {
        Interest interest = interest(EventSubscription.to("*").matching("(&(Step=one)(vagus.source=Lab))"));

        assertThat(interest.filter().test(event(Map.of("Step", "one", "vagus.source", "Lab"))))
                .isTrue();
        assertThat(interest.filter().test(event(Map.of("Step", "two", "vagus.source", "Lab"))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "a.b*", "ä"})
    void namesAndChannelsThatNoEventCanHaveAreRefused(String pattern) {
        assertThatThrownBy(() -> interest(EventSubscription.to(pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("event name '" + pattern + "'");
        assertThatThrownBy(() -> interest(EventSubscription.to("ok").on(pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("channel '" + pattern + "'");
    }

    @Test
    void thePriorityDecidesBeforeTheRanking() {
        Interest high = interest(EventSubscription.to("*").withPriority(5));
        Interest usual = interest(EventSubscription.to("*"));

        assertThat(high.order()).isLessThan(new Order(4, Integer.MAX_VALUE));
        assertThat(usual.order()).isEqualTo(new Order(0, 0)).isLessThan(new Order(0, -1));
    }

    @Test
    void anEventToAllChannelsIsHeardByItsNameAlone() {
        Interest interest = interest(EventSubscription.to("Lab*Completed").on("Lab-1"));

        assertThat(interest.names()).accepts("LabStepCompleted").rejects("LabStepFailed");
    }

    private static Interest interest(EventSubscription subscription) {
        return ModuleInterests.of(subscription, event -> true);
    }

    private static boolean hears(Interest interest, String topic) {
        return interest.patterns().stream().anyMatch(pattern -> pattern.matches(topic))
                && interest.refinement().test(topic);
    }

    private static Event event(Map<String, Object> properties) {
        return new Event("dev/vagus/event/Events/Any", properties);
    }
}
