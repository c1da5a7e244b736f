package dev.vagus.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.OverflowPolicy;
import dev.vagus.bus.Retention;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelCommandsTest extends CommandTest {
    @BeforeEach
    void makeChannel() {
        bus.createChannel(ChannelSpec.named("Configuration").describedAs("who is told"));
    }

    @Test
    void createsAChannelWithTheGivenSettings() {
        String printed = run(
                "channel-create",
                "Orders",
                "--capacity",
                "1000",
                "--overflow=drop-oldest",
                "--ttl",
                "5m",
                "--block-timeout",
                "500ms",
                "--retain",
                "10",
                "--retain-for",
                "1h",
                "--encrypted",
                "true",
                "--description",
                "all orders");

        assertThat(printed).isEqualToIgnoringNewLines("created channel Orders");
        assertThat(bus.channels.get("Orders"))
                .isEqualTo(new ChannelSpec(
                        "Orders",
                        "all orders",
                        1000,
                        OverflowPolicy.DROP_OLDEST,
                        Duration.ofMillis(500),
                        Duration.ofMinutes(5),
                        Retention.ofLast(10).forAtMost(Duration.ofHours(1)),
                        true));
        assertThat(failure("channel-create", "Orders", "--encrypted", "yes"))
                .isEqualTo("--encrypted must be true or false, but is 'yes'");
        assertThat(run("channel-show", "Orders")).containsPattern("stored encrypted only +yes");
    }

    @Test
    void changesOnlyWhatIsGivenOfAChannelThatExists() {
        assertThat(run("channel-create", "Configuration", "--capacity", "7"))
                .isEqualToIgnoringNewLines("changed channel Configuration");
        assertThat(bus.channels.get("Configuration"))
                .isEqualTo(ChannelSpec.named("Configuration")
                        .describedAs("who is told")
                        .withCapacity(7));
    }

    @Test
    void saysWhichSettingIsWrong() {
        assertThat(failure("channel-create", "a b")).startsWith("channel name 'a b' is not valid: use letters");
        assertThat(failure("channel-create", "A", "--capacity", "0"))
                .isEqualTo("--capacity must be a whole number of at least 1, but is '0'");
        assertThat(failure("channel-create", "A", "--overflow", "burn"))
                .isEqualTo("--overflow must be one of block, fail, drop-oldest, drop-newest, but is 'burn'");
    }

    @Test
    void listsChannelsWithTheirFigures() {
        assertThat(run("channel-list").lines())
                .containsExactly(
                        "CHANNEL        STATE   SUBSCRIPTIONS  SENT  ROUTED  UNROUTED  FILTERED  REFUSED  QUEUED  OLDEST  SENT/S  DESCRIPTION",
                        "Configuration  active              1    10       6         1         2        1       3  2.5s    1.3     who is told");
        assertThat(run("channel-list", "--json")).contains("\"name\" : \"Configuration\"", "\"sent\" : 10");
    }

    @Test
    void saysThatThereAreNone() {
        bus.channels.clear();

        assertThat(run("channel-list")).startsWith("no channels");
        assertThat(run("channel-list", "--json").strip()).isEqualTo("[ ]");
    }

    @Test
    void showsAChannelWithItsSubscriptionsOnly() {
        bus.subscriptions.add(FakeBus.subscription("s-1", "Configuration"));
        bus.subscriptions.add(FakeBus.subscription("s-2", "Orders"));

        assertThat(run("channel-show", "Configuration"))
                .containsPattern("capacity per subscription +20000")
                .containsPattern("when full +drop-newest")
                .containsPattern("time to live +for ever")
                .contains("s-1")
                .doesNotContain("s-2");
        assertThat(run("channel-show", "Configuration", "--json")).contains("\"subscriptions\" :", "\"channel\" :");
    }

    @Test
    void removesAndClears() {
        assertThat(run("channel-clear", "Configuration", "--force"))
                .isEqualToIgnoringNewLines("cleared 3 messages of channel Configuration");
        assertThat(run("channel-remove", "Configuration", "--force"))
                .isEqualToIgnoringNewLines("removed channel Configuration and cleared 1 message");
        assertThat(bus.channels).isEmpty();
    }

    @Test
    void proposesTheChannelThatWasMeant() {
        assertThat(failure("channel-show", "Confguration"))
                .isEqualTo("no channel Confguration; did you mean Configuration?");
        assertThat(failure("channel-clear", "Zebra"))
                .isEqualTo("no channel Zebra; channel-list shows what there is, channel-create makes one");
    }

    @Test
    void saysThatTheBusIsNotThere() {
        started = false;

        assertThat(failure("channel-list"))
                .isEqualTo("the message bus is not there: bundle dev.vagus.bus is not started");
    }
}
