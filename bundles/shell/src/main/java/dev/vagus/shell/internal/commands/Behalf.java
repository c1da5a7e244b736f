package dev.vagus.shell.internal.commands;

import dev.vagus.bus.MessageBus;
import dev.vagus.shell.internal.model.Arguments;

/** On whose behalf a command manages the bus: as the operator, or for whom the token speaks that is given. */
final class Behalf {
    static final String TOKEN = "--token";
    static final String WHOSE = "on whose behalf: " + TokenWords.HOW;

    private Behalf() {}

    static MessageBus bus(Services services, Arguments arguments) {
        String token = arguments.find(TOKEN);
        MessageBus bus = services.bus();
        return token == null ? bus : bus.onBehalfOf(TokenWords.read(token));
    }
}
