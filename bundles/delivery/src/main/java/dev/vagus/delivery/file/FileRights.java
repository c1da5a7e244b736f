package dev.vagus.delivery.file;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may read and write a file: by POSIX rights, where the file system has those; else by its access control list, as on
 * Windows; else nobody is kept from it, which {@link Readers} says what comes of.
 */
public final class FileRights {
    private static final Logger LOG = LoggerFactory.getLogger(FileRights.class);
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?>[] NONE = {};

    /** Those on Windows that can read everything anyway. */
    private static final Set<String> SYSTEM = Set.of("NT AUTHORITY\\SYSTEM", "BUILTIN\\Administrators");

    private FileRights() {}

    /**
     * Whether others than the owner have one of the rights. Where there is an access control list, the rights of the group and
     * of all others are those of everybody in it but the owner and the system itself. Never, where there is neither.
     *
     * @param rights some of {@code GROUP_READ}, {@code GROUP_WRITE}, {@code OTHERS_READ} and {@code OTHERS_WRITE}
     */
    public static boolean isOpen(Path file, PosixFilePermission... rights) throws IOException {
        Set<PosixFilePermission> asked = EnumSet.noneOf(PosixFilePermission.class);
        asked.addAll(List.of(rights));
        if (isPosix(file)) {
            asked.retainAll(Files.getPosixFilePermissions(file));
            return !asked.isEmpty();
        }
        AclFileAttributeView list = Files.getFileAttributeView(file, AclFileAttributeView.class);
        return list != null && isOpen(list, asked);
    }

    private static boolean isOpen(AclFileAttributeView list, Set<PosixFilePermission> asked) throws IOException {
        Set<AclEntryPermission> wanted = EnumSet.noneOf(AclEntryPermission.class);
        if (asked.contains(GROUP_READ) || asked.contains(OTHERS_READ)) {
            wanted.add(AclEntryPermission.READ_DATA);
        }
        if (asked.contains(GROUP_WRITE) || asked.contains(OTHERS_WRITE)) {
            wanted.add(AclEntryPermission.WRITE_DATA);
            wanted.add(AclEntryPermission.APPEND_DATA);
        }
        UserPrincipal owner = list.getOwner();
        for (AclEntry each : list.getAcl()) {
            if (each.type() == AclEntryType.ALLOW
                    && !each.principal().equals(owner)
                    && !SYSTEM.contains(each.principal().getName())
                    && each.permissions().stream().anyMatch(wanted::contains)) {
                return true;
            }
        }
        return false;
    }

    /** With what a file beside this one is to be made. */
    static FileAttribute<?>[] ofFile(Path file, Readers readers) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? NONE : posix(folder, readers, OWNER_FILE);
    }

    /** With what a folder is to be made within this one. */
    static FileAttribute<?>[] ofFolder(Path existing, Readers readers) {
        return posix(existing, readers, OWNER_FOLDER);
    }

    private static FileAttribute<?>[] posix(Path existing, Readers readers, Set<PosixFilePermission> wanted) {
        return readers != Readers.EVERYBODY && isPosix(existing)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)}
                : NONE;
    }

    /**
     * Sees to it that only these have rights to a new file.
     *
     * @throws FileSystemException when that cannot be, and must
     */
    static void restrict(Path file, Readers readers) throws IOException {
        if (readers == Readers.EVERYBODY) {
            return;
        }
        boolean known = isPosix(file) || isOwnedAlone(file);
        // Some file systems take rights and forget them.
        if (known && !isOpen(file, GROUP_READ, GROUP_WRITE, OTHERS_READ, OTHERS_WRITE)) {
            return;
        }
        if (readers == Readers.OWNER) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "its file system cannot keep others than the owner from reading it, and it would hold secrets: keep"
                            + " them elsewhere");
        }
        LOG.warn(
                "the file system of {} cannot keep others than the owner from it: see to it that its folder does",
                file);
    }

    /** Gives everything to the owner and nothing to anybody else, where there is an access control list. */
    private static boolean isOwnedAlone(Path file) throws IOException {
        AclFileAttributeView list = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (list == null) {
            return false;
        }
        List<AclEntry> entries = new ArrayList<>();
        entries.add(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(list.getOwner())
                .setPermissions(AclEntryPermission.values())
                .build());
        list.setAcl(entries);
        return true;
    }

    private static boolean isPosix(Path existing) {
        return Files.getFileAttributeView(existing, PosixFileAttributeView.class) != null;
    }
}
