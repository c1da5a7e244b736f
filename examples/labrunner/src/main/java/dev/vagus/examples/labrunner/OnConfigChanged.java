package dev.vagus.examples.labrunner;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageHandler;
import dev.vagus.bus.MessageSubscriber;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hears changes of the lab runner's own settings. The filter looks into the payload; the name lets messages wait while
 * the module is being updated.
 */
@Component
@MessageSubscriber(
        channel = "Configuration",
        type = "Config*",
        filter = "(module=LabRunner)",
        name = "labrunner-config")
public final class OnConfigChanged implements MessageHandler<ConfigChanged> {
    private final LabRunner lab;

    /** Called by the component runtime. */
    @Activate
    public OnConfigChanged(@Reference LabRunner lab) {
        this.lab = lab;
    }

    @Override
    public void onMessage(Message<ConfigChanged> message) {
        ConfigChanged change = message.data();
        if (change.setting().equals("MaxJobs")) {
            Object value = change.newValue();
            lab.limitJobs(value == null ? LabRunner.DEFAULT_MAX_JOBS : Integer.parseInt(value.toString()));
        }
    }
}
