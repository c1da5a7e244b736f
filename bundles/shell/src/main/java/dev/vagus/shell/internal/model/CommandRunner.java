package dev.vagus.shell.internal.model;

import dev.vagus.module.ErrorRecord;
import dev.vagus.module.VagusException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a command from the words that a shell has read, and turns whatever goes wrong into one line. */
public final class CommandRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

    private CommandRunner() {}

    /**
     * Runs it on the calling thread.
     *
     * @param words strings, or what else the shell's language makes of a word
     * @throws CommandException when the line is wrong or the command fails
     * @throws InterruptedException when the user broke it off
     */
    public static void run(Command command, List<?> words, Output output) throws InterruptedException {
        Arguments arguments = ArgumentParser.parse(
                command, words.stream().map(CommandRunner::text).toList());
        if (arguments.has(Command.HELP)) {
            output.lines(HelpText.of(command));
            return;
        }
        try {
            command.body().run(arguments, output);
        } catch (CommandException e) {
            throw e;
        } catch (VagusException e) {
            throw failure(e.getMessage() + " (" + e.category().label() + ")");
        } catch (IllegalArgumentException e) {
            throw failure(ErrorRecord.of(e).message());
        } catch (RuntimeException e) {
            LOG.warn("the command {} failed", command.name(), e);
            throw failure(command.name() + " failed: " + ErrorRecord.of(e).summary());
        }
    }

    /** What a command ends with that a person broke off; scripts go no further by that. */
    public static CommandException stopped(Command command) {
        return new CommandException(command.name() + " was stopped by Ctrl-C");
    }

    /** Without the cause: a shell keeps its last exception, and the cause may be of a module that goes. */
    private static CommandException failure(String message) {
        return new CommandException(message.replaceAll("\\s*\\R\\s*", " "));
    }

    private static String text(Object word) {
        return word instanceof Map || word instanceof List ? Json.compact(word) : String.valueOf(word);
    }
}
