package dev.vagus.delivery.file;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DurableFileTest {
    private static final int WRITINGS = 20;

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static FileSystem windows() {
        return Jimfs.newFileSystem(Configuration.windows().toBuilder()
                .setAttributeViews("basic", "owner", "acl")
                .build());
    }

    private static FileSystem without() {
        return Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setAttributeViews("basic").build());
    }

    private static AclFileAttributeView list(Path file) {
        return Files.getFileAttributeView(file, AclFileAttributeView.class);
    }

    private static void assertOnly(Path file, String content) throws IOException {
        assertThat(Files.readString(file)).isEqualTo(content);
        try (Stream<Path> all = Files.list(file.getParent())) {
            assertThat(all).containsExactly(file);
        }
    }

    @ParameterizedTest
    @EnumSource(Readers.class)
    void replacesTheContentAndLeavesNothingBeside(Readers readers) throws IOException {
        Path file = folder.resolve("deep/er/file");
        DurableFile.write(file, bytes("one"), readers);
        DurableFile.write(file, bytes("two"), readers);

        assertOnly(file, "two");
    }

    @Test
    void whatACrashLeftBesideIsInNobodysWay() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(folder.resolve("file.new"), "half", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(folder.resolve("file.new"), PosixFilePermissions.fromString("rw-rw-rw-"));

        DurableFile.write(file, bytes("whole"), Readers.OWNER);

        assertOnly(file, "whole");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @EnumSource(
            value = Readers.class,
            names = {"OWNER", "OWNER_WHERE_POSSIBLE"})
    void fileAndFolderAreTheOwnersByPosixRights(Readers readers) throws IOException {
        Path file = folder.resolve("new/file");
        DurableFile.write(file, bytes("secret"), readers);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void anInterruptDoesNotKeepItFromTheDiskAndIsThereAfterwards() throws IOException {
        Path file = folder.resolve("file");
        Thread.currentThread().interrupt();

        DurableFile.write(file, bytes("content"), Readers.OWNER);

        assertThat(Thread.interrupted()).isTrue();
        assertOnly(file, "content");
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void interruptsThatNeverEndLeaveAWholeFileAndAreThereAfterwards() throws Exception {
        Path file = folder.resolve("file");
        byte[] large = new byte[1 << 20];
        AtomicInteger interrupted = new AtomicInteger();
        Thread writer = new Thread(() -> {
            for (int i = 0; i < WRITINGS; i++) {
                write(file, large);
                interrupted.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
            }
        });
        writer.setDaemon(true);
        writer.start();
        while (writer.isAlive()) {
            writer.interrupt();
        }

        assertThat(interrupted).hasValue(WRITINGS);
        assertThat(Files.size(file)).isEqualTo(large.length);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void aFailureLeavesTheInterruptThere() throws Exception {
        Path file = folder.resolve("file");
        Files.createDirectory(folder.resolve("file.new"));
        Files.writeString(folder.resolve("file.new/taken"), "");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> DurableFile.write(file, bytes("new"), Readers.EVERYBODY))
                .isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void write(Path file, byte[] content) {
        try {
            DurableFile.write(file, content, Readers.EVERYBODY);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldContent() throws IOException {
        Path file = folder.resolve("file");
        DurableFile.write(file, bytes("old"), Readers.EVERYBODY);
        Files.createDirectory(folder.resolve("file.new"));
        Files.writeString(folder.resolve("file.new/taken"), "");

        assertThatThrownBy(() -> DurableFile.write(file, bytes("new"), Readers.EVERYBODY))
                .isInstanceOf(IOException.class);
        assertThat(Files.readString(file)).isEqualTo("old");
    }

    @Test
    void itIsTheOwnersByAnAccessControlListWhereThatIsWhatThereIs() throws IOException {
        try (FileSystem windows = windows()) {
            Path file = windows.getPath("C:\\data\\keys.json");
            DurableFile.write(file, bytes("one"), Readers.OWNER);
            DurableFile.write(file, bytes("two"), Readers.OWNER);

            assertOnly(file, "two");
            assertThat(list(file).getAcl()).singleElement().satisfies(entry -> {
                assertThat(entry.type()).isEqualTo(AclEntryType.ALLOW);
                assertThat(entry.principal()).isEqualTo(list(file).getOwner());
                assertThat(entry.permissions()).contains(AclEntryPermission.READ_DATA, AclEntryPermission.DELETE);
            });
            assertThat(FileRights.isOpen(file, GROUP_READ, OTHERS_READ, OTHERS_WRITE))
                    .isFalse();
        }
    }

    @Test
    void othersInAnAccessControlListCountTheSystemDoesNot() throws IOException {
        try (FileSystem windows = windows()) {
            Path file = windows.getPath("C:\\data\\keys.json");
            DurableFile.write(file, bytes("secret"), Readers.OWNER);

            add(file, "NT AUTHORITY\\SYSTEM", AclEntryPermission.READ_DATA);
            add(file, "bob", AclEntryPermission.READ_ATTRIBUTES);
            assertThat(FileRights.isOpen(file, OTHERS_READ, OTHERS_WRITE)).isFalse();
            add(file, "bob", AclEntryPermission.READ_DATA);
            assertThat(FileRights.isOpen(file, OTHERS_READ)).isTrue();
            assertThat(FileRights.isOpen(file, OTHERS_WRITE)).isFalse();
            add(file, "eve", AclEntryPermission.APPEND_DATA);
            assertThat(FileRights.isOpen(file, OTHERS_WRITE)).isTrue();
        }
    }

    private static void add(Path file, String name, AclEntryPermission permission) throws IOException {
        AclFileAttributeView view = list(file);
        List<AclEntry> entries = new ArrayList<>(view.getAcl());
        entries.add(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(
                        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name))
                .setPermissions(permission)
                .build());
        view.setAcl(entries);
    }

    @Test
    void aSecretIsNotWrittenWhereNothingKeepsOthersFromIt() throws IOException {
        try (FileSystem without = without()) {
            Path file = without.getPath("/data/keys.json");

            assertThatThrownBy(() -> DurableFile.write(file, bytes("secret"), Readers.OWNER))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("cannot keep others than the owner from reading it");

            try (Stream<Path> all = Files.list(file.getParent())) {
                assertThat(all).isEmpty();
            }
            DurableFile.write(file, bytes("no secret"), Readers.OWNER_WHERE_POSSIBLE);
            assertOnly(file, "no secret");
            DurableFile.write(file, bytes("for all"), Readers.EVERYBODY);
            assertOnly(file, "for all");
        }
    }
}
