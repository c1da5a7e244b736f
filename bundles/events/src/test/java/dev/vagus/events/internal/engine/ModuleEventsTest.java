package dev.vagus.events.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vagus.delivery.structure.Structures;
import dev.vagus.events.ModuleEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.event.Event;

class ModuleEventsTest {
    private final ModuleEvents mapping = new ModuleEvents(new Structures(), () -> 1_234L);

    private record Step(String name, int number) {}

    @Test
    void anEventHasItsDataAndItsOwnFactsAsProperties() {
        ModuleEvent event = mapping.create("Done", "Lab", "runner", "corr-1", Map.of("StepName", "DeployVM"));

        Event osgi = mapping.osgiEventOf(event);

        assertThat(osgi.getTopic()).isEqualTo("dev/vagus/event/Lab/Done");
        assertThat(osgi.getProperty("StepName")).isEqualTo("DeployVM");
        assertThat(osgi.getProperty("timestamp")).isEqualTo(1_234L);
        assertThat(osgi.getProperty("vagus.id")).isEqualTo(event.id());
        assertThat(osgi.getProperty("vagus.name")).isEqualTo("Done");
        assertThat(osgi.getProperty("vagus.channel")).isEqualTo("Lab");
        assertThat(osgi.getProperty("vagus.source")).isEqualTo("runner");
        assertThat(osgi.getProperty("vagus.correlation.id")).isEqualTo("corr-1");
    }

    @Test
    void theWayThereAndBackChangesNothing() {
        ModuleEvent event = mapping.create("Done", "Lab", "runner", "corr-1", Map.of("a", 1, "b", List.of("x")));

        assertThat(mapping.viewOf(mapping.osgiEventOf(event))).isEqualTo(event);
    }

    @Test
    void dataIsCopiedAsStructure() {
        List<String> names = new ArrayList<>(List.of("one"));
        ModuleEvent event =
                mapping.create("Done", "Lab", "runner", null, Map.of("names", names, "step", new Step("s", 1)));
        names.add("two");

        assertThat(event.data())
                .containsEntry("names", List.of("one"))
                .containsEntry("step", Map.of("name", "s", "number", 1));
        assertThat(mapping.osgiEventOf(event).containsProperty("vagus.correlation.id"))
                .isFalse();
    }

    @Test
    void aTimestampInTheDataStays() {
        ModuleEvent event = mapping.create("Done", "Lab", "runner", null, Map.of("timestamp", "noon"));

        assertThat(mapping.osgiEventOf(event).getProperty("timestamp")).isEqualTo("noon");
        assertThat(mapping.viewOf(mapping.osgiEventOf(event)).data()).containsEntry("timestamp", "noon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"event.topics", "vagus.id", "vagus.anything"})
    void reservedNamesInTheDataAreRefused(String key) {
        assertThatThrownBy(() -> mapping.create("Done", "Lab", "runner", null, Map.of(key, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Done")
                .hasMessageContaining("'" + key + "'");
    }

    @Test
    void namesThatCannotBePartOfATopicAreRefused() {
        assertThatThrownBy(() -> mapping.create("a/b", "Lab", "runner", null, Map.of()))
                .hasMessageContaining("event name 'a/b'");
        assertThatThrownBy(() -> mapping.create("Done", "", "runner", null, Map.of()))
                .hasMessageContaining("channel ''");
    }

    @Test
    void aPlainEventOnATopicOfVagusIsSeenWithWhatItHas() {
        Event posted = new Event("dev/vagus/event/Lab/Done", Map.of("Step", "one", "timestamp", 99L));

        ModuleEvent view = mapping.viewOf(posted);

        assertThat(view.name()).isEqualTo("Done");
        assertThat(view.channel()).isEqualTo("Lab");
        assertThat(view.source()).isEmpty();
        assertThat(view.id()).hasSize(13);
        assertThat(view.timestamp()).isEqualTo(Instant.ofEpochMilli(99));
        assertThat(view.data()).isEqualTo(Map.of("Step", "one"));
    }

    @Test
    void onlyAChannelAndANameBelowThePrefixMakeAVagusEvent() {
        assertThat(ModuleEvents.isModuleTopic("dev/vagus/event/Lab/Done")).isTrue();
        assertThat(ModuleEvents.isModuleTopic("dev/vagus/event/Lab")).isFalse();
        assertThat(ModuleEvents.isModuleTopic("dev/vagus/event/Lab/Done/more")).isFalse();
        assertThat(ModuleEvents.isModuleTopic("dev/vagus/events/Lab/Done")).isFalse();
        assertThat(ModuleEvents.isModuleTopic("a/b")).isFalse();
    }
}
