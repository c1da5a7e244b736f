package dev.vagus.launcher.attach;

import dev.vagus.launcher.Failures;
import dev.vagus.launcher.Reporter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * Lets other processes of the same user into the shell of this instance, each on threads of its own. At most
 * {@value #MAX_SESSIONS} at a time.
 */
public final class AttachServer implements AutoCloseable {
    private static final int MAX_SESSIONS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(10);

    private final BundleContext context;
    private final Path data;
    private final Reporter reporter;
    private final Path socket;
    private final ServerSocketChannel channel;
    private final Set<AttachedSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean closed;

    private AttachServer(BundleContext context, Path data, Reporter reporter) throws IOException {
        this.context = context;
        this.data = data;
        this.reporter = reporter;
        socket = SocketFile.prepare(data);
        channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    }

    /** Begins to listen; null, and a warning, where that cannot be. */
    public static @Nullable AttachServer open(BundleContext context, Path data, Reporter reporter) {
        try {
            AttachServer server = new AttachServer(context, data, reporter);
            daemon("vagus-attach", server::accept).start();
            return server;
        } catch (IOException | UnsupportedOperationException e) {
            reporter.quiet(Reporter.Level.WARN, "nobody can attach to this instance: " + Failures.cause(e));
            return null;
        }
    }

    private void accept() {
        try {
            while (!closed) {
                SocketChannel client = channel.accept();
                int number = numbers.incrementAndGet();
                AttachedSession session =
                        new AttachedSession(new Connection(client, "vagus-attach-" + number + "-out"), context, data);
                if (sessions.size() >= MAX_SESSIONS) {
                    session.refuse(MAX_SESSIONS + " others are attached already");
                } else {
                    sessions.add(session);
                    daemon("vagus-attach-" + number, () -> serve(session)).start();
                }
            }
        } catch (IOException e) {
            if (!closed) {
                reporter.error("nobody can attach to this instance any more: " + Failures.cause(e));
            }
        }
    }

    private void serve(AttachedSession session) {
        try {
            session.run();
        } finally {
            sessions.remove(session);
            if (closed) {
                session.cut();
            }
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends every session, and listens no more. */
    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
            SocketFile.remove(data, socket);
        } catch (IOException e) {
            reporter.quiet(Reporter.Level.WARN, "the socket " + socket + " stays behind: " + Failures.cause(e));
        }
        sessions.forEach(AttachedSession::leaveTerminal);
        // Whoever has told the instance to stop is to hear that it does.
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!sessions.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
        sessions.forEach(AttachedSession::cut);
    }
}
