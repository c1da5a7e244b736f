package dev.vagus.launcher.attach;

import dev.vagus.launcher.Failures;
import dev.vagus.launcher.command.CommandRunner;
import dev.vagus.launcher.command.ComponentReadiness;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** One client: what it asks for is run, what it types is passed on, until either side ends. */
final class AttachedSession {
    private static final int OK = 0;
    private static final int FAILURE = 1;
    private static final int INTERRUPTED = 130;
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Connection connection;
    private final BundleContext context;
    private final Path data;
    private volatile @Nullable CommandRunner commands;
    private volatile @Nullable TerminalShell shell;
    private volatile boolean interrupted;

    AttachedSession(Connection connection, BundleContext context, Path data) {
        this.connection = connection;
        this.context = context;
        this.data = data;
    }

    /** Serves the client until the end, on the calling thread; never throws. */
    void run() {
        PrintStream err = new PrintStream(connection.stream(Frame.Type.ERROR), true, StandardCharsets.UTF_8);
        int status = FAILURE;
        try {
            Request request = Request.of(connection.receive());
            status = serve(request, err);
        } catch (IOException | RuntimeException | LinkageError e) {
            err.println("error: " + Failures.cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(status);
    }

    private int serve(Request request, PrintStream err) throws IOException, InterruptedException {
        String script = request.commands();
        if (script == null) {
            TerminalShell opened = new TerminalShell(context, data, connection, request);
            shell = opened;
            listen();
            opened.run();
            return OK;
        }
        PrintStream out = new PrintStream(connection.stream(Frame.Type.OUTPUT), false, StandardCharsets.UTF_8);
        CommandRunner runner = new CommandRunner(context, out, err, true);
        commands = runner;
        listen();
        for (String line : new ComponentReadiness(context).await(request.patience())) {
            err.println("warning: " + line);
        }
        boolean fine = !interrupted && run(runner, script);
        out.flush();
        if (interrupted) {
            runner.awaitEnd(LAST_WORDS);
            out.flush();
            return INTERRUPTED;
        }
        return fine ? OK : FAILURE;
    }

    private boolean run(CommandRunner runner, String script) throws InterruptedException {
        try {
            return runner.run(script);
        } catch (InterruptedException e) {
            if (interrupted) {
                return false; // this is what Gogo says of a command that was interrupted; the thread was not
            }
            throw e;
        }
    }

    /** Hears what the client sends, on a thread of its own. */
    private void listen() {
        Thread ear = new Thread(null, this::hear, Thread.currentThread().getName() + "-in", 0, false);
        ear.setDaemon(true);
        ear.start();
    }

    private void hear() {
        try {
            for (Frame frame = connection.receive(); frame != null; frame = connection.receive()) {
                heard(frame);
            }
        } catch (IOException e) {
            interrupted = true; // the same as the end of what it sends: nobody is there any more
        } finally {
            gone();
        }
    }

    private void heard(Frame frame) throws IOException {
        TerminalShell open = shell;
        switch (frame.type()) {
            case INPUT -> {
                if (open != null) {
                    open.typed(frame.body());
                }
            }
            case SIZE -> {
                if (open != null) {
                    open.resize(frame.number(0), frame.number(1));
                }
            }
            case INTERRUPT -> interrupt();
            default -> throw new IOException("a client does not send " + frame.type());
        }
    }

    private void interrupt() {
        interrupted = true;
        CommandRunner running = commands;
        if (running != null) {
            running.interrupt();
        }
    }

    /** The client has gone: what runs for it ends. */
    private void gone() {
        interrupt();
        leaveTerminal();
    }

    /** Ends the shell on a terminal; commands go on. */
    void leaveTerminal() {
        TerminalShell open = shell;
        if (open != null) {
            open.close();
        }
    }

    /** Tells the client why it cannot be served. */
    void refuse(String reason) {
        new PrintStream(connection.stream(Frame.Type.ERROR), true, StandardCharsets.UTF_8).println("error: " + reason);
        end(FAILURE);
    }

    private void end(int status) {
        try {
            connection.send(Frame.of(Frame.Type.EXIT, status));
            connection.close();
        } catch (IOException e) {
            cut();
        }
    }

    /** Ends it from outside; harmless when it has ended. */
    void cut() {
        gone();
        try {
            connection.cut();
        } catch (IOException e) {
            interrupted = true; // it is closed all the same
        }
    }
}
