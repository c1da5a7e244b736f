package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandRunner;
import dev.vagus.shell.internal.model.Option;
import dev.vagus.shell.internal.model.Output;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.jspecify.annotations.Nullable;

/** A command as Karaf's shell runs it. */
final class KarafCommand implements org.apache.karaf.shell.api.console.Command {
    private final Command command;

    KarafCommand(Command command) {
        this.command = command;
    }

    @Override
    public String getScope() {
        return Command.SCOPE;
    }

    @Override
    public String getName() {
        return command.name();
    }

    @Override
    public String getDescription() {
        return command.summary();
    }

    @Override
    public @Nullable Object execute(Session session, List<Object> arguments) throws InterruptedException {
        Process process = Process.Utils.current();
        PrintStream out = process == null ? session.getConsole() : process.out();
        Terminal terminal = session.getTerminal();
        CommandRunner.run(
                command, arguments, new Output(out, terminal == null ? 0 : terminal.getWidth(), terminal != null));
        return null;
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return this::complete;
    }

    @Override
    public @Nullable Parser getParser() {
        return null;
    }

    private int complete(Session session, CommandLine line, List<String> candidates) {
        String begun = line.getCursorArgument() == null
                ? ""
                : line.getCursorArgument().substring(0, line.getArgumentPosition());
        Stream<String> options = command.options().stream().map(Option::name);
        Stream<String> words = line.getCursorArgumentIndex() == 1
                ? Stream.concat(command.candidates().get().stream(), options)
                : options;
        words.filter(word -> word.startsWith(begun)).forEach(word -> candidates.add(word + " "));
        return candidates.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
    }
}
