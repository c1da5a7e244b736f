package dev.vagus.bus.echo;

import dev.vagus.bus.Message;
import dev.vagus.bus.MessageBus;
import dev.vagus.bus.MessageHandler;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;

/** The component of a test module: says on channel Out what it hears, with the version of its bundle. */
public final class Echo implements MessageHandler<Echo.Call> {
    /** What it hears. */
    public record Call(int number) {}

    private final MessageBus bus;

    /** Made by the component runtime. */
    public Echo(MessageBus bus) {
        this.bus = bus;
    }

    @Override
    public void onMessage(Message<Call> message) {
        String version = FrameworkUtil.getBundle(Echo.class).getVersion().toString();
        bus.send("Out", "Echo", Map.of("number", message.data().number(), "version", version));
    }
}
