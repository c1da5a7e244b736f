package dev.vagus.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTopicsTest {
    @Test
    void mapsChannelAndNameToATopic() {
        assertThat(EventTopics.topic("Events", "LabStepStarted")).isEqualTo("dev/vagus/event/Events/LabStepStarted");
        assertThat(EventTopics.topic("", "org/acme/Heated"))
                .as("an event without a channel is named by its topic")
                .isEqualTo("org/acme/Heated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "a*", "ä", "a.b"})
    void refusesWhatCannotBeATokenOfATopic(String name) {
        assertThatThrownBy(() -> EventTopics.requireToken("event name", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("event name '" + name + "' is not valid");
    }
}
