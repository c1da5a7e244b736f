package dev.vagus.launcher.attach;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the socket: a type, a length, and so many bytes.
 *
 * @param type what it is
 * @param body its bytes
 */
record Frame(Type type, byte[] body) {
    /** Longer ones are not of ours. */
    static final int MAX_LENGTH = 1 << 20;

    /** What a frame is. The order is that of the protocol's first version. */
    enum Type {
        /** From the client, first of all: a {@link Request}. */
        REQUEST,
        /** From the client: bytes that were typed. */
        INPUT,
        /** From the client: the terminal has another size; two integers. */
        SIZE,
        /** From the client: Ctrl-C without a terminal. */
        INTERRUPT,
        /** To the client: bytes for standard output. */
        OUTPUT,
        /** To the client: bytes for standard error. */
        ERROR,
        /** To the client, last of all: the exit status, an integer. */
        EXIT
    }

    static Frame of(Type type, int... numbers) {
        byte[] body = new byte[numbers.length * Integer.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(body);
        for (int number : numbers) {
            buffer.putInt(number);
        }
        return new Frame(type, body);
    }

    static Frame of(Type type, String text) {
        return new Frame(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The integer at this place of the body. */
    int number(int index) throws IOException {
        if (body.length < (index + 1) * Integer.BYTES) {
            throw new IOException("a frame " + type + " is too short");
        }
        return ByteBuffer.wrap(body).getInt(index * Integer.BYTES);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeByte(type.ordinal());
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    /** The next frame; null at the end. */
    static @Nullable Frame readFrom(DataInputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            return null;
        }
        if (type >= Type.values().length) {
            throw new IOException("unknown frame " + type + ": the two sides are of different versions");
        }
        int length = in.readInt();
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the connection has ended within a frame");
        }
        return new Frame(Type.values()[type], body);
    }
}
