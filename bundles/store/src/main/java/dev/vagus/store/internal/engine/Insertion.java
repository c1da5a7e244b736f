package dev.vagus.store.internal.engine;

import dev.vagus.events.ModuleEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Inserts events over one connection. After a failure it is of no use any more. For the writer's thread. */
final class Insertion implements AutoCloseable {
    private final Rows rows;
    private final PreparedStatement insert;

    Insertion(Connection connection, Rows rows) throws SQLException {
        this.rows = rows;
        insert = connection.prepareStatement(Rows.INSERT);
    }

    void insert(List<ModuleEvent> events) throws SQLException {
        for (ModuleEvent event : events) {
            rows.write(event, insert);
            insert.addBatch();
        }
        insert.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
