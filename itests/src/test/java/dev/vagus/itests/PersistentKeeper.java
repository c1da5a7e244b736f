package dev.vagus.itests;

import dev.vagus.module.ErrorCategory;
import dev.vagus.module.VagusException;
import dev.vagus.spi.GateKeeper;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Something that asks gates, with a disk that a test can break. */
final class PersistentKeeper implements GateKeeper {
    private final Set<String> required = ConcurrentHashMap.newKeySet();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;

    void breakDisk(boolean breaks) {
        broken = breaks;
    }

    /** What is on the disk. */
    Set<String> written() {
        return Set.copyOf(written);
    }

    @Override
    public void require(String gate) {
        required.add(gate);
        failIfBroken();
        written.add(gate);
    }

    @Override
    public void release(String gate) {
        failIfBroken();
        written.remove(gate);
        required.remove(gate);
    }

    private void failIfBroken() {
        if (broken) {
            throw new DiskFullException();
        }
    }

    @Override
    public Set<String> required() {
        return Set.copyOf(required);
    }

    private static final class DiskFullException extends VagusException {
        private static final long serialVersionUID = 1L;

        DiskFullException() {
            super(ErrorCategory.INTERNAL, "the disk is full", null);
        }
    }
}
