package dev.vagus.security.internal.ledger;

import dev.vagus.delivery.file.DurableFile;
import dev.vagus.delivery.file.FileRights;
import dev.vagus.delivery.file.Readers;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file to which entries are appended, and which is written anew when most of it is out of date. A last line that was
 * not finished is what a crash left of an entry that nobody was told is safe: it is cut off. A damaged line anywhere else
 * may hide a revocation, so nothing starts with it. Guarded by its own lock, also while it writes; an interrupt of the
 * caller changes nothing.
 */
final class Journal implements AutoCloseable {
    private static final List<String> FIRST = List.of("vagus-ledger", "1");

    /** So many entries more than those that say something may be there. */
    private static final int SLACK = 20_000;

    private final Path file;
    private final List<Chapter> chapters;
    private @Nullable FileOutputStream out;
    private boolean damaged;
    private boolean closed;
    private long entries;
    private long lively;

    /**
     * Reads the file into the chapters.
     *
     * @throws LedgerException when it cannot be read, or is damaged
     */
    Journal(Path file, List<Chapter> chapters) {
        this.file = file;
        this.chapters = chapters;
        try {
            if (Files.exists(file)) {
                read();
            }
            rewrite();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private void read() throws IOException {
        if (FileRights.isOpen(file, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)) {
            throw new LedgerException(
                    "the file " + file + ", which says what tokens were revoked, may be written by others than its"
                            + " owner: chmod 600 it if you trust what it says",
                    null);
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int number = 0;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            number++;
            take(text.substring(start, end), number);
            start = end + 1;
        }
    }

    private void take(String line, int number) {
        List<String> entry = EntryLine.read(line);
        if (entry == null || (number == 1) != entry.equals(FIRST)) {
            throw damaged(number);
        }
        try {
            if (number > 1 && chapters.stream().noneMatch(chapter -> chapter.read(entry))) {
                throw damaged(number);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(number);
        }
    }

    private LedgerException damaged(int number) {
        return new LedgerException(
                "the file " + file + ", which says what tokens were revoked, is damaged in line " + number
                        + "; nothing was changed: restore it, or take it away together with the keys, so that no"
                        + " token from before is accepted",
                null);
    }

    private LedgerException failed(String what, IOException cause) {
        return new LedgerException(
                "the file " + file + ", which says what tokens were revoked, cannot be " + what
                        + ": is the disk full, or the folder gone?",
                cause);
    }

    /**
     * Appends entries.
     *
     * @param durably whether they must be on the disk when this returns
     * @throws LedgerException when they cannot be written; the next ones try to write everything
     */
    synchronized void append(List<List<String>> fresh, boolean durably) {
        if (closed) {
            throw new IllegalStateException("the ledger " + file + " is closed");
        }
        try {
            if (damaged || entries > 2 * lively + SLACK || durably && !Files.exists(file)) {
                // What is appended is in the chapters already. A file that somebody has deleted would take it, and lose
                // it.
                rewrite();
                return;
            }
            damaged = true;
            write(fresh, durably);
            damaged = false;
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void write(List<List<String>> fresh, boolean durably) throws IOException {
        FileOutputStream open = out;
        if (open == null) {
            throw new IOException("not open");
        }
        for (List<String> each : fresh) {
            open.write(EntryLine.write(each));
            entries++;
        }
        if (durably) {
            open.getFD().sync();
        }
    }

    private void rewrite() throws IOException {
        damaged = true;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        long[] count = {0};
        Consumer<List<String>> sink = entry -> {
            content.writeBytes(EntryLine.write(entry));
            count[0]++;
        };
        sink.accept(FIRST);
        chapters.forEach(chapter -> chapter.write(sink));
        closeFile();
        DurableFile.write(file, content.toByteArray(), Readers.OWNER_WHERE_POSSIBLE);
        out = new FileOutputStream(file.toFile(), true);
        entries = count[0];
        lively = count[0];
        damaged = false;
    }

    private void closeFile() throws IOException {
        FileOutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    /** Writes everything down and closes the file. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            FileOutputStream open = out;
            if (open != null && !damaged) {
                open.getFD().sync();
            }
            closeFile();
        } catch (IOException e) {
            throw failed("written", e);
        }
    }
}
