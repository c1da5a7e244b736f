package dev.vagus.launcher.command;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;

/**
 * Runs shell commands through Gogo's {@code CommandProcessor} in a session whose standard input is empty, prints each
 * result as the shell would, and stops at the first command that throws.
 */
public final class CommandRunner {
    private static final String PROCESSOR = "org.apache.felix.service.command.CommandProcessor";
    private static final int INSPECT = 0; // Converter.INSPECT
    /** Where a name without a scope is looked for, in this order. */
    private static final String SCOPES = "vagus:gogo:*";

    /** A pattern such as {@code Lab*} is the command's own, not one of files. */
    private static final String NO_GLOB = "gogo.option.noglob";

    private final BundleContext context;
    private final PrintStream out;
    private final PrintStream err;

    public CommandRunner(BundleContext context, PrintStream out, PrintStream err) {
        this.context = context;
        this.out = out;
        this.err = err;
    }

    /** True if every command ended normally. Otherwise the reason has been printed in one line. */
    public boolean run(String commands) throws InterruptedException {
        try {
            Services processor = Services.find(context, PROCESSOR);
            if (processor == null) {
                err.println("error: no shell commands can run: the service " + PROCESSOR + " is not there");
                return false;
            }
            ScriptCommands.register(context, processor);
            Services session = session(processor);
            session.call("put", List.of(String.class, Object.class), "SCOPE", SCOPES);
            session.call("put", List.of(String.class, Object.class), NO_GLOB, true);
            for (String command : CommandScript.split(processor.type().getClassLoader(), commands)) {
                execute(session, command);
            }
            session.call("close", List.of());
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            err.println("error: " + CommandFailure.describe(e));
            return false;
        } finally {
            out.flush();
        }
    }

    private void execute(Services session, String command) throws Exception {
        Object result = session.call("execute", List.of(CharSequence.class), command);
        if (result != null) {
            out.println(session.call("format", List.of(Object.class, int.class), result, INSPECT));
        }
    }

    private Services session(Services processor) throws Exception {
        Object session = processor.call(
                "createSession",
                List.of(InputStream.class, OutputStream.class, OutputStream.class),
                new ByteArrayInputStream(new byte[0]),
                out,
                err);
        ClassLoader loader = processor.type().getClassLoader();
        Class<?> type = Class.forName("org.apache.felix.service.command.CommandSession", false, loader);
        return Services.view(type, Objects.requireNonNull(session));
    }
}
