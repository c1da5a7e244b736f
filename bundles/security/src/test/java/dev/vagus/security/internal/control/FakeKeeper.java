package dev.vagus.security.internal.control;

import dev.vagus.spi.GateKeeper;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A keeper whose disk a test can break. */
final class FakeKeeper implements GateKeeper {
    final Set<String> written = ConcurrentHashMap.newKeySet();
    final Set<String> required = ConcurrentHashMap.newKeySet();
    final AtomicInteger changes = new AtomicInteger();
    volatile boolean broken;

    static FakeKeeper thatRequires(String gate) {
        FakeKeeper keeper = new FakeKeeper();
        keeper.written.add(gate);
        keeper.required.add(gate);
        return keeper;
    }

    @Override
    public void require(String gate) {
        changes.incrementAndGet();
        required.add(gate);
        failIfBroken();
        written.add(gate);
    }

    @Override
    public void release(String gate) {
        changes.incrementAndGet();
        failIfBroken();
        written.remove(gate);
        required.remove(gate);
    }

    private void failIfBroken() {
        if (broken) {
            throw new NotWrittenException("the disk is full", null);
        }
    }

    @Override
    public Set<String> required() {
        return Set.copyOf(required);
    }
}
