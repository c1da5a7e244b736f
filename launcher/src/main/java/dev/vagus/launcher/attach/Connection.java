package dev.vagus.launcher.attach;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One side of a connection. Any thread may send; one receives. What is sent is written by a thread of its own: a thread
 * that is interrupted while it writes to a channel closes it, and commands are interrupted by Ctrl-C.
 */
final class Connection implements AutoCloseable {
    private static final int CHUNK = 8192;
    private static final int MAX_WAITING = 64;

    private final SocketChannel channel;
    private final DataInputStream in;
    private final Thread writer;
    private final Deque<Frame> waiting = new ArrayDeque<>(); // guarded by itself
    private boolean ending; // guarded by waiting: what waits is written, then nothing more
    private boolean broken; // guarded by waiting

    Connection(SocketChannel channel, String name) {
        this.channel = channel;
        in = new DataInputStream(new BufferedInputStream(ChannelStreams.in(channel)));
        writer = new Thread(this::write, name);
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Sends a frame; waits while the other side does not read, even when interrupted.
     *
     * @throws IOException when the connection has ended
     */
    void send(Frame frame) throws IOException {
        boolean interrupted = false;
        boolean taken = false;
        synchronized (waiting) {
            while (waiting.size() >= MAX_WAITING && !ending && !broken) {
                try {
                    waiting.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (!ending && !broken) {
                waiting.add(frame);
                waiting.notifyAll();
                taken = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!taken) {
            throw new IOException("the connection has ended");
        }
    }

    /** The next frame; null when the other side has ended. */
    @Nullable
    Frame receive() throws IOException {
        return Frame.readFrom(in);
    }

    /** A stream whose bytes go out as frames of this type. */
    OutputStream stream(Frame.Type type) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                send(new Frame(type, new byte[] {(byte) b}));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (int from = offset; from < offset + length; from += CHUNK) {
                    send(new Frame(type, Arrays.copyOfRange(bytes, from, Math.min(from + CHUNK, offset + length))));
                }
            }
        };
    }

    private void write() {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(ChannelStreams.out(channel), CHUNK))) {
            for (Frame frame = next(); frame != null; frame = next()) {
                frame.writeTo(out);
            }
        } catch (IOException | InterruptedException e) {
            synchronized (waiting) {
                broken = true; // the other side has gone; whoever sends hears of it
                waiting.notifyAll();
            }
        }
    }

    private @Nullable Frame next() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty() && !ending) {
                waiting.wait();
            }
            waiting.notifyAll();
            return waiting.poll();
        }
    }

    /** Writes what was sent, waiting for it a moment, and ends the connection. */
    @Override
    public void close() throws IOException {
        synchronized (waiting) {
            ending = true;
            waiting.notifyAll();
        }
        try {
            writer.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }

    /** Ends the connection at once, whatever was not written yet. */
    void cut() throws IOException {
        channel.close();
    }
}
