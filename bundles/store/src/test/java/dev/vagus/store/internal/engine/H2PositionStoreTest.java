package dev.vagus.store.internal.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2PositionStoreTest extends PositionStoreContract {
    @TempDir
    private Path folder;

    @Override
    TestDatabase database() {
        return new H2Database(folder);
    }
}
