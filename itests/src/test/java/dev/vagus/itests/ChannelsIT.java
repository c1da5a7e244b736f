package dev.vagus.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.bus.MailboxFullException;
import dev.vagus.bus.OverflowPolicy;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Map;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Channels by configuration, changed while modules send and hear, and what they keep for a module that comes late. */
public class ChannelsIT extends TwoModulesTest {
    private static final String CHANNEL = "Configured";

    private Configuration configuration;

    @After
    public void deleteTheConfiguration() throws Exception {
        for (Configuration each : all()) {
            each.delete();
        }
        await().until(() -> bus.channel(CHANNEL).isEmpty() || spec().capacity() == ChannelSpec.DEFAULT_CAPACITY);
    }

    @Test
    public void aChangeOfTheConfigurationHoldsForTheMailboxesThatAreThere() throws Exception {
        configure(Map.of("mailbox.capacity", 2, "overflow", "FAIL", "description", "two at most"));
        Bundle hearer = startHearer("Hearer", "channel=" + CHANNEL);
        bus.pauseChannel(CHANNEL, "to fill it");
        send(CHANNEL, "First", 1);
        send(CHANNEL, "Second", 2);
        assertThatThrownBy(() -> send(CHANNEL, "TooMany", 3)).isInstanceOf(MailboxFullException.class);

        configure(Map.of("mailbox.capacity", 3, "overflow", "FAIL"));
        send(CHANNEL, "Third", 3);
        bus.resumeChannel(CHANNEL);

        awaitReports("Hearer First 1", "Hearer Second 2", "Hearer Third 3");
        configuration.delete();
        await("the defaults").until(() -> spec().equals(ChannelSpec.named(CHANNEL)));
        hearer.uninstall();
        await("the end of a channel that nobody wants").until(() -> {
            configure(Map.of());
            configuration.delete();
            return bus.channel(CHANNEL).isEmpty();
        });
    }

    @Test
    public void aSettingThatIsWrongChangesNothingAndTheOthersHold() throws Exception {
        configure(Map.of("mailbox.capacity", 2, "overflow", "FAIL"));

        configure(Map.of("mailbox.capacity", "many", "overflow", "SOMETIMES", "description", "changed"));

        assertThat(spec().capacity()).isEqualTo(2);
        assertThat(spec().overflow()).isEqualTo(OverflowPolicy.FAIL);
    }

    @Test
    public void messagesWithoutATimeToLiveGetTheOneOfTheChannel() throws Exception {
        configure(Map.of("ttl.ms", 5));
        startHearer("Hearer", "channel=" + CHANNEL);
        bus.pauseChannel(CHANNEL, "so that they wait");
        long start = System.nanoTime();
        send(CHANNEL, "Short", 1);
        bus.message(CHANNEL, "Long")
                .data(Map.of("n", 2))
                .timeToLive(Duration.ofMinutes(1))
                .send();
        await().until(() -> System.nanoTime() - start > 6_000_000);

        bus.resumeChannel(CHANNEL);

        awaitReports("Hearer Long 2");
        awaitQuiet();
        assertThat(subscriptionOf("Hearer").expired()).isEqualTo(1);
        assertThat(subscriptionOf("Hearer").delivered()).isEqualTo(1);
    }

    @Test
    public void aModuleThatComesLateGetsWhatIsRetainedAndThenWhatIsSent() throws Exception {
        configure(Map.of("retain.last", 2));
        for (int n = 1; n <= 3; n++) {
            send(CHANNEL, "Price", n);
        }
        assertThat(bus.channel(CHANNEL).orElseThrow().retained()).isEqualTo(2);

        startHearer("Late", "channel=" + CHANNEL, "type=Price");
        send(CHANNEL, "Price", 4);
        awaitReports("Late Price 2", "Late Price 3", "Late Price 4");

        startHearer("Later", "channel=" + CHANNEL, "filter=(n=4)");
        awaitReports("Late Price 2", "Late Price 3", "Late Price 4", "Later Price 4");
    }

    /** Configures the channel and waits until it is so, as far as the description tells. */
    private void configure(Map<String, Object> settings) throws Exception {
        Dictionary<String, Object> properties = InModule.properties(settings);
        properties.put("name", CHANNEL);
        String description = properties.get("description") == null
                ? settings.toString()
                : properties.get("description").toString();
        properties.put("description", description);
        if (all().length == 0) {
            configuration = service(ConfigurationAdmin.class).createFactoryConfiguration("dev.vagus.channel", "?");
        }
        configuration.update(properties);
        await("the channel as configured").until(() -> bus.channel(CHANNEL)
                .filter(channel -> channel.spec().description().equals(description))
                .isPresent());
    }

    private Configuration[] all() throws Exception {
        Configuration[] found =
                service(ConfigurationAdmin.class).listConfigurations("(service.factoryPid=dev.vagus.channel)");
        return found == null ? new Configuration[0] : found;
    }

    private ChannelSpec spec() {
        return bus.channel(CHANNEL).orElseThrow().spec();
    }
}
