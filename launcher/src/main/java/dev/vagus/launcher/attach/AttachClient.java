package dev.vagus.launcher.attach;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The other process: joins its terminal, or the streams of {@code -c}, to the shell of a running instance. */
public final class AttachClient {
    private static final int ENDED = 1;
    private static final int INTERRUPTED = 130;

    private final Path folder;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param folder the home or data folder of the instance
     */
    public AttachClient(Path folder, PrintStream out, PrintStream err) {
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs commands there, and prints here what they print.
     *
     * @return the exit status: 0, 1 when one of them failed, 130 when they were interrupted
     * @throws IOException when no instance can be reached
     */
    public int run(String commands, Duration wait) throws IOException {
        try (Connection connection = connect()) {
            connection.send(new Request(commands, wait, "dumb", 0, 0).frame());
            Signals.handle("INT", new Interrupting(connection));
            return follow(connection);
        }
    }

    /**
     * Opens a shell there on the terminal of this process.
     *
     * @return the exit status
     * @throws IOException when no instance can be reached, or the terminal cannot be used
     */
    public int open(InputStream keyboard) throws IOException, InterruptedException {
        try (Connection connection = connect();
                RawTerminal terminal = RawTerminal.open()) {
            Thread restoring = new Thread(() -> restore(terminal), "vagus-terminal");
            Runtime.getRuntime().addShutdownHook(restoring);
            int[] size = RawTerminal.size();
            String type = Objects.requireNonNullElse(System.getenv("TERM"), "dumb");
            connection.send(new Request(null, Duration.ZERO, type, size[0], size[1]).frame());
            Signals.handle("WINCH", () -> resized(connection));
            Thread typing = new Thread(() -> type(keyboard, connection), "vagus-keyboard");
            typing.setDaemon(true);
            typing.start();
            return follow(connection);
        }
    }

    private static void restore(RawTerminal terminal) {
        try {
            terminal.close();
        } catch (IOException e) {
            System.err.println("error: the terminal is not as it was; the command reset may help");
        }
    }

    private Connection connect() throws IOException {
        Path socket = SocketFile.find(folder);
        if (socket == null) {
            throw new IOException("no instance listens in " + folder
                    + "; give --attach the home or data folder of a running one, whose log says if it cannot listen");
        }
        try {
            return new Connection(SocketChannel.open(UnixDomainSocketAddress.of(socket)), "vagus-attach-out");
        } catch (SocketException e) {
            throw new IOException("the instance of " + folder + " cannot be reached (" + e.getMessage()
                    + "); it has ended, or is another user's");
        }
    }

    /** Prints what comes, until the end. */
    private int follow(Connection connection) throws IOException {
        for (Frame frame = received(connection); frame != null; frame = received(connection)) {
            switch (frame.type()) {
                case OUTPUT -> show(out, frame);
                case ERROR -> show(err, frame);
                case EXIT -> {
                    return frame.number(0);
                }
                default -> throw new IOException("an instance does not send " + frame.type());
            }
        }
        err.println("error: the instance has ended");
        return ENDED;
    }

    private static @Nullable Frame received(Connection connection) throws IOException {
        try {
            return connection.receive();
        } catch (SocketException e) {
            return null; // cut by the other side
        }
    }

    private static void show(PrintStream stream, Frame frame) {
        stream.write(frame.body(), 0, frame.body().length);
        stream.flush();
    }

    private void type(InputStream keyboard, Connection connection) {
        byte[] keys = new byte[1024];
        try {
            for (int count = keyboard.read(keys); count >= 0; count = keyboard.read(keys)) {
                connection.send(new Frame(Frame.Type.INPUT, Arrays.copyOf(keys, count)));
            }
            connection.cut();
        } catch (IOException e) {
            err.flush(); // the connection has ended, which the thread that follows it reports
        }
    }

    private void resized(Connection connection) {
        try {
            connection.send(Frame.of(Frame.Type.SIZE, RawTerminal.size()));
        } catch (IOException e) {
            err.println("error: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first Ctrl-C ends the command there, the second one this process. */
    private static final class Interrupting implements Runnable {
        private final Connection connection;
        private boolean again; // guarded by this

        Interrupting(Connection connection) {
            this.connection = connection;
        }

        @Override
        public synchronized void run() {
            if (again) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
            again = true;
            try {
                connection.send(Frame.of(Frame.Type.INTERRUPT));
            } catch (IOException e) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        }
    }
}
