package dev.vagus.shell.internal.component;

import dev.vagus.shell.internal.component.GogoScreens.Interruptible;
import dev.vagus.shell.internal.model.Command;
import dev.vagus.shell.internal.model.CommandRunner;
import dev.vagus.shell.internal.model.Output;
import java.io.PrintStream;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/** A command as Gogo runs it. Gogo prints what a function returns, so it returns nothing. */
final class GogoFunction implements Function {
    private static final int STANDARD_OUTPUT = 1;

    private final Command command;
    private final GogoScreens screens;

    GogoFunction(Command command, GogoScreens screens) {
        this.command = command;
        this.screens = screens;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) throws InterruptedException {
        Process process = Process.Utils.current();
        // The output of the pipe that the command stands in; the console's would pass by {@code | grep}.
        PrintStream out = process == null ? session.getConsole() : process.out();
        boolean shown = process == null || process.isTty(STANDARD_OUTPUT);
        Output output = new Output(out, screens.of(session, shown));
        try (Interruptible during = screens.interruptible(session)) {
            CommandRunner.run(command, arguments, output);
        } catch (InterruptedException e) {
            if (output.isInteractive()) {
                throw CommandRunner.stopped(command);
            }
            throw e;
        }
        return null;
    }
}
