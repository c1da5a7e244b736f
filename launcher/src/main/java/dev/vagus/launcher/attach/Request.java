package dev.vagus.launcher.attach;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants.
 *
 * @param commands the commands to run; null for a shell on a terminal
 * @param patience how long the commands wait for the components of the modules
 * @param terminal the type of the terminal, such as {@code xterm-256color}
 * @param columns its width
 * @param rows its height
 */
record Request(@Nullable String commands, Duration patience, String terminal, int columns, int rows) {
    private static final int VERSION = 1;

    Frame frame() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeBoolean(commands != null);
            byte[] text = (commands == null ? "" : commands).getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
            out.writeLong(patience.toMillis());
            out.writeUTF(terminal);
            out.writeInt(columns);
            out.writeInt(rows);
        }
        return new Frame(Frame.Type.REQUEST, bytes.toByteArray());
    }

    static Request of(@Nullable Frame frame) throws IOException {
        if (frame == null || frame.type() != Frame.Type.REQUEST) {
            throw new IOException("the first frame is no request");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(frame.body()))) {
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("the request is of version " + version + ", this instance understands " + VERSION
                        + "; use the vagus.jar that the instance runs from");
            }
            boolean has = in.readBoolean();
            int length = in.readInt();
            String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            Duration patience = Duration.ofMillis(in.readLong());
            return new Request(has ? text : null, patience, in.readUTF(), in.readInt(), in.readInt());
        }
    }
}
