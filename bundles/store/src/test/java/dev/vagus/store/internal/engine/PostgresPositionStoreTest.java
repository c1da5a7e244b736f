package dev.vagus.store.internal.engine;

import java.sql.SQLException;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresPositionStoreTest extends PositionStoreContract {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @Override
    TestDatabase database() throws SQLException {
        return new PostgresDatabase(SERVER);
    }
}
