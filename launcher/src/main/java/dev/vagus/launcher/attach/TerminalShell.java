package dev.vagus.launcher.attach;

import dev.vagus.launcher.ShellProfile;
import dev.vagus.launcher.command.GogoFunction;
import dev.vagus.launcher.command.Services;
import dev.vagus.launcher.command.ShellCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The interactive shell of the instance (Gogo on JLine) on the terminal of a client: what it types comes as bytes, what it
 * is to show goes back, and JLine's own line discipline makes Ctrl-C of a byte.
 */
final class TerminalShell {
    private static final String GOGO = "org.apache.felix.service.command.";
    private static final String SHELL = "org.apache.felix.gogo.jline";
    private static final List<Class<?>> PUT = List.of(String.class, Object.class);

    private final BundleContext context;
    private final Path data;
    private final Bundle bundle;
    private final Class<?> terminalType;
    private final Object terminal;
    private volatile @Nullable Object shell;
    private volatile boolean left;

    TerminalShell(BundleContext context, Path data, Connection connection, Request request) throws IOException {
        this.context = context;
        this.data = data;
        bundle = bundle(context);
        try {
            // The shell's bundle sees the interface; what implements it is beside that.
            terminalType = bundle.loadClass("org.jline.terminal.Terminal");
            terminal = jline("org.jline.terminal.impl.LineDisciplineTerminal")
                    .getConstructor(String.class, String.class, OutputStream.class, Charset.class)
                    .newInstance(
                            "vagus", request.terminal(), connection.stream(Frame.Type.OUTPUT), StandardCharsets.UTF_8);
            size(request.columns(), request.rows());
        } catch (ReflectiveOperationException e) {
            throw new IOException("the shell has no terminal for others: " + e, e);
        }
    }

    private static Bundle bundle(BundleContext context) throws IOException {
        for (Bundle bundle : context.getBundles()) {
            if (SHELL.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new IOException("the bundle " + SHELL + " is not there");
    }

    private Class<?> jline(String name) throws ClassNotFoundException {
        return Class.forName(name, false, terminalType.getClassLoader());
    }

    /** Reads, runs and prints until the client ends it; on the calling thread. */
    void run() throws IOException {
        try {
            Services processor = Services.find(context, GOGO + "CommandProcessor");
            if (processor == null) {
                throw new IOException("no shell commands can run: there is no " + GOGO + "CommandProcessor");
            }
            ShellCommands.register(context, processor);
            ShellProfile.write(data, bundle);
            open(processor);
        } catch (InvocationTargetException e) {
            if (!left) {
                throw new IOException("the shell has failed: " + e.getCause(), e.getCause());
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the shell cannot be opened: " + e, e);
        } finally {
            closeTerminal();
        }
    }

    private void open(Services processor) throws Exception {
        Class<?> type = bundle.loadClass(SHELL + ".Shell");
        Class<?> contextType = bundle.loadClass(SHELL + ".Shell$Context");
        Object made = type.getConstructor(contextType, processor.type())
                .newInstance(ShellCommands.surroundings(contextType, context), processor.service());
        shell = made;
        Class<?> sessionType =
                Class.forName(GOGO + "CommandSession", false, processor.type().getClassLoader());
        Object session = session(processor, sessionType);
        try {
            if (!left) {
                type.getMethod("gosh", sessionType, String[].class)
                        .invoke(made, session, new String[] {"--login", "--noshutdown"});
            }
        } finally {
            sessionType.getMethod("close").invoke(session);
        }
    }

    private Object session(Services processor, Class<?> type) throws Exception {
        InputStream in = (InputStream) terminalType.getMethod("input").invoke(terminal);
        OutputStream out = (OutputStream) terminalType.getMethod("output").invoke(terminal);
        Object session = Objects.requireNonNull(processor.call(
                "createSession", List.of(InputStream.class, OutputStream.class, OutputStream.class), in, out, out));
        Services view = Services.view(type, session);
        view.call("put", PUT, ".terminal", terminal);
        view.call("put", PUT, "exit", GogoFunction.of(type.getClassLoader(), "exit", this::leave));
        return session;
    }

    /** The command {@code exit} of this session ends the session and not the instance. */
    private void leave() {
        try {
            stop();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the shell of a session cannot be ended", e);
        }
    }

    private void stop() throws ReflectiveOperationException {
        left = true;
        Object open = shell;
        if (open != null) {
            open.getClass().getMethod("stop").invoke(open);
        }
    }

    /** What the client has typed. Waits while the shell does not read. */
    void typed(byte[] bytes) throws IOException {
        try {
            terminal.getClass().getMethod("processInputBytes", byte[].class).invoke(terminal, bytes);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the terminal does not take what is typed: " + e, e);
        }
    }

    /** The client's terminal has this size now. */
    void resize(int columns, int rows) throws IOException {
        try {
            size(columns, rows);
            raise("WINCH");
        } catch (ReflectiveOperationException e) {
            throw new IOException("the terminal's size cannot be set: " + e, e);
        }
    }

    private void size(int columns, int rows) throws ReflectiveOperationException {
        Class<?> type = jline("org.jline.terminal.Size");
        Object size = type.getConstructor(int.class, int.class).newInstance(columns, rows);
        terminalType.getMethod("setSize", type).invoke(terminal, size);
    }

    private void raise(String signal) throws ReflectiveOperationException {
        Class<?> type = jline("org.jline.terminal.Terminal$Signal");
        terminalType
                .getMethod("raise", type)
                .invoke(terminal, type.getField(signal).get(null));
    }

    /** The client has gone: the command that runs is interrupted, and the shell ends. Harmless when it has ended. */
    void close() {
        try {
            leave();
            raise("INT");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the command of a session cannot be interrupted", e);
        } finally {
            closeTerminal();
        }
    }

    private void closeTerminal() {
        try {
            terminalType.getMethod("close").invoke(terminal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the terminal of a session cannot be closed", e);
        }
    }
}
