package dev.vagus.events.internal.engine;

import dev.vagus.module.ErrorCategory;
import dev.vagus.spi.PositionStore;
import dev.vagus.spi.StoreException;
import dev.vagus.spi.StoredPosition;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store of positions that outlives engines, and fails as long as the test says so. Thread-safe. */
final class FakePositions implements PositionStore {
    final Map<String, StoredPosition> saved = new ConcurrentHashMap<>();
    volatile int saves;
    volatile int failures;

    @Override
    public @Nullable StoredPosition read(String module, String name) {
        fail();
        return saved.get(module + '/' + name);
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread saves
    public void save(Collection<StoredPosition> positions, int most) {
        fail();
        saves++;
        positions.forEach(each -> saved.put(each.module() + '/' + each.name(), each));
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread saves
    private void fail() {
        if (failures > 0) {
            failures--;
            throw new StoreException(ErrorCategory.UNAVAILABLE, "the disk is gone", null);
        }
    }
}
