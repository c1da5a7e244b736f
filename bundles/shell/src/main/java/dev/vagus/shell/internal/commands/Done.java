package dev.vagus.shell.internal.commands;

import dev.vagus.shell.internal.model.Arguments;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.Output;
import java.util.Map;

/** What a command says when it has done something. */
final class Done {
    private Done() {}

    /**
     * Says it.
     *
     * @param what what was done, as JSON has it
     * @param with what it was done to, or how often
     * @param text the same for people
     */
    static void say(String what, Object with, String text, Arguments arguments, Output output) {
        if (arguments.has(Command.JSON)) {
            output.json(Map.of(what, with));
        } else {
            output.line(text);
        }
    }
}
