package dev.vagus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelSpecTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", ".hidden", "a/b", "ä", "-a"})
    void refusesNamesThatAreNotValidAndSaysWhatWouldBe(String name) {
        assertThatThrownBy(() -> ChannelSpec.named(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'")
                .hasMessageContaining("letters, digits");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        ChannelSpec spec = ChannelSpec.named("Configuration");
        assertThatThrownBy(() -> spec.withCapacity(0)).hasMessageContaining("capacity of channel 'Configuration'");
        assertThatThrownBy(() -> spec.blocking(Duration.ofSeconds(-1))).hasMessageContaining("block timeout");
        assertThatThrownBy(() -> spec.withTimeToLive(Duration.ZERO)).hasMessageContaining("time to live");
    }

    @Test
    void changesOneSettingAtATime() {
        ChannelSpec spec =
                ChannelSpec.named("a").describedAs("text").withCapacity(5).withTimeToLive(Duration.ofSeconds(1));
        assertThat(spec.blocking(Duration.ofMillis(10)))
                .isEqualTo(new ChannelSpec(
                        "a",
                        "text",
                        5,
                        OverflowPolicy.BLOCK,
                        Duration.ofMillis(10),
                        Duration.ofSeconds(1),
                        Retention.NONE,
                        false));
        assertThat(spec.storedEncrypted(true).withCapacity(7))
                .returns(true, ChannelSpec::encrypted)
                .returns("text", ChannelSpec::description);
    }
}
