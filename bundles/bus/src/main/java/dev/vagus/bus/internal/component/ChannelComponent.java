package dev.vagus.bus.internal.component;

import dev.vagus.bus.ChannelSpec;
import dev.vagus.delivery.configuration.Given;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One channel by configuration. */
@Component(
        name = ChannelConfig.PID,
        configurationPid = ChannelConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = ChannelConfig.class, factory = true)
public final class ChannelComponent {
    private final ConfiguredChannels channels;
    private final String pid;
    private @Nullable ChannelSpec current;

    /** Creates the channel, or gives the existing one these settings. */
    @Activate
    public ChannelComponent(@Reference ConfiguredChannels channels, Map<String, Object> values) {
        this.channels = channels;
        pid = String.valueOf(values.getOrDefault(Constants.SERVICE_PID, ChannelConfig.PID));
        apply(values);
    }

    @Modified
    void modified(Map<String, Object> values) {
        apply(values);
    }

    private void apply(Map<String, Object> values) {
        ChannelSpec former = current;
        Given given = Settings.ofChannel(pid, values);
        ChannelSpec fresh = Settings.channel(given, channels.usual(), former);
        channels.refused(pid, given.wrong());
        if (fresh == null) {
            return;
        }
        if (former != null && !former.name().equals(fresh.name())) {
            channels.reset(former.name());
        }
        channels.put(fresh);
        current = fresh;
    }

    @Deactivate
    void deactivate() {
        channels.refused(pid, List.of());
        ChannelSpec last = current;
        if (last != null) {
            channels.reset(last.name());
        }
    }
}
