package dev.vagus.shell.internal.component;

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
    /** The variable by which the Gogo shell on a terminal says how wide it is; other sessions have none. */
    private static final String COLUMNS = "COLUMNS";

    private final Command command;

    GogoFunction(Command command) {
        this.command = command;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) throws InterruptedException {
        Integer columns = session.get(COLUMNS) instanceof Integer width ? width : null;
        Output output = new Output(out(session), columns == null ? 0 : columns, columns != null);
        CommandRunner.run(command, arguments, output);
        return null;
    }

    /** The output of the pipe that the command stands in; the console's would pass by {@code | grep}. */
    static PrintStream out(CommandSession session) {
        Process process = Process.Utils.current();
        return process == null ? session.getConsole() : process.out();
    }
}
