package dev.vagus.launcher.command;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * Runs shell commands through Gogo's {@code CommandProcessor} in a session whose standard input is empty, prints each
 * result as the shell would, and stops at the first command that throws.
 */
public final class CommandRunner {
    private static final String PROCESSOR = "org.apache.felix.service.command.CommandProcessor";
    private static final int INSPECT = 0; // Converter.INSPECT
    private static final long POLL_MILLIS = 10;
    private static final List<Class<?>> PUT = List.of(String.class, Object.class);
    /** Where a name without a scope is looked for, in this order. */
    private static final String SCOPES = "vagus:gogo:*";

    /** A pattern such as {@code Lab*} is the command's own, not one of files. */
    private static final String NO_GLOB = "gogo.option.noglob";

    private final BundleContext context;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean guest;
    private volatile @Nullable Services running;
    private @Nullable Services opened;
    private volatile boolean interrupted;
    private volatile boolean left;
    private volatile String current = "";

    /** @param guest whether {@code exit} ends the commands and not the framework */
    public CommandRunner(BundleContext context, PrintStream out, PrintStream err, boolean guest) {
        this.guest = guest;
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
            ShellCommands.register(context, processor);
            Services session = session(processor);
            opened = session;
            session.call("put", PUT, "SCOPE", SCOPES);
            session.call("put", PUT, NO_GLOB, true);
            if (guest) {
                ClassLoader gogo = processor.type().getClassLoader();
                session.call("put", PUT, "exit", GogoFunction.of(gogo, "exit", () -> left = true));
            }
            running = session;
            for (String command : CommandScript.split(processor.type().getClassLoader(), commands)) {
                if (!interrupted && !left) {
                    execute(session, command);
                }
            }
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (CancellationException e) {
            return false; // interrupted, and the command had nothing to say
        } catch (Exception | LinkageError e) {
            err.println("error: " + CommandFailure.describe(e));
            return false;
        } finally {
            running = null;
            out.flush();
            if (!interrupted) {
                close();
            }
        }
    }

    /** Gogo keeps the threads of a session, and what it knows of it, until it is closed. */
    private void close() {
        Services session = opened;
        opened = null;
        if (session != null) {
            try {
                session.call("close", List.of());
            } catch (Exception e) {
                err.println("error: the session of the commands cannot be closed: " + CommandFailure.describe(e));
            }
        }
    }

    /** Ends the command that runs, as Ctrl-C does in the shell, and runs none of those after it. Any thread may call. */
    public void interrupt() {
        interrupted = true;
        Services session = running;
        if (session != null) {
            try {
                Object job = session.call("foregroundJob", List.of());
                if (job != null) {
                    ClassLoader loader = session.type().getClassLoader();
                    Class<?> type = Class.forName("org.apache.felix.service.command.Job", false, loader);
                    Services.view(type, job).call("interrupt", List.of());
                }
            } catch (Exception e) {
                err.println("error: the command cannot be interrupted: " + CommandFailure.describe(e));
            }
        }
    }

    private void execute(Services session, String command) throws Exception {
        current = command;
        Object result = session.call("execute", List.of(CharSequence.class), command);
        if (result != null) {
            out.println(session.call("format", List.of(Object.class, int.class), result, INSPECT));
        }
    }

    /**
     * Waits so long at most for the command that was interrupted: Gogo does not, and it has something to say yet. Gogo
     * names the threads of commands after them. To be called by the thread that ran the commands.
     */
    public void awaitEnd(Duration limit) throws InterruptedException {
        String name = "pipe-" + current.strip();
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (System.nanoTime() - end < 0
                    && Thread.getAllStackTraces().keySet().stream()
                            .anyMatch(thread -> thread.getName().equals(name))) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } finally {
            close();
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
