package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandRunner;
import dev.vagus.shell.internal.model.Completion;
import dev.vagus.shell.internal.model.Output;
import dev.vagus.shell.internal.model.Output.Screen;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jspecify.annotations.Nullable;

/** A command as Karaf's shell runs it. */
final class KarafCommand implements org.apache.karaf.shell.api.console.Command {
    private static final int STANDARD_OUTPUT = 1;

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
        boolean shown = process == null || process.isTty(STANDARD_OUTPUT);
        try {
            CommandRunner.run(command, arguments, new Output(out, screen(session, shown)));
        } catch (InterruptedException e) {
            if (session.getTerminal() == null) {
                throw e;
            }
            throw CommandRunner.stopped(command);
        }
        return null;
    }

    /** @param shown whether what is printed goes there, and not into a pipe or a file */
    private static Screen screen(Session session, boolean shown) {
        Terminal terminal = session.getTerminal();
        if (terminal == null) {
            return Screen.NONE;
        }
        boolean colours =
                shown && terminal.getType() != null && !terminal.getType().startsWith("dumb");
        return new Screen(shown ? terminal.getWidth() : 0, colours, question -> ask(session, question));
    }

    private static @Nullable String ask(Session session, String question) throws InterruptedException {
        try {
            return session.readLine(question, null);
        } catch (UserInterruptException | InterruptedIOException e) {
            throw new InterruptedException("no answer");
        } catch (EndOfFileException | IOException e) {
            return null; // nobody can answer any more
        }
    }

    @Override
    public Completer getCompleter(boolean scoped) {
        return this::complete;
    }

    @Override
    public @Nullable Parser getParser() {
        return null;
    }

    /** Karaf asks the completers of all commands, whichever the line is of. */
    private int complete(Session session, CommandLine line, List<String> candidates) {
        if (line.getCursorArgumentIndex() < 1 || !isMeant(line.getArguments()[0])) {
            return -1;
        }
        String word = line.getCursorArgument();
        String begun = word == null ? "" : word.substring(0, line.getArgumentPosition());
        List<String> before = Arrays.asList(line.getArguments()).subList(1, line.getCursorArgumentIndex());
        Completion.of(command, before, begun).stream()
                .filter(each -> each.word().startsWith(begun))
                .forEach(each -> candidates.add(each.ends() ? each.word() + " " : each.word()));
        return candidates.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
    }

    private boolean isMeant(String word) {
        return word.equals(command.name()) || word.equals(Command.SCOPE + ":" + command.name());
    }
}
