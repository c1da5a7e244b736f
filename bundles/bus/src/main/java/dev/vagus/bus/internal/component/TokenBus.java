package dev.vagus.bus.internal.component;

import dev.vagus.bus.MessageBuilder;
import dev.vagus.module.TimeOrderedId;
import org.jspecify.annotations.Nullable;

/** The bus as one bundle has it on behalf of somebody else, whose token is shown with all that is asked of the gate. */
final class TokenBus extends BundleBus {
    private static final String HEADER = "authorization";

    private final String token;

    TokenBus(BundleBus same, String token) {
        super(same, token);
        this.token = token;
    }

    @Override
    public TimeOrderedId send(String channel, String type, @Nullable Object data) {
        return message(channel, type).data(data).send();
    }

    @Override
    public MessageBuilder message(String channel, String type) {
        // Without a gate the header would stay in the message, for everybody to read.
        control().requireCheck("a message on channel " + channel + " was not sent");
        return super.message(channel, type).header(HEADER, token);
    }
}
