package dev.vagus.store.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to the database come from. Thread-safe. */
@FunctionalInterface
public interface Connections {
    /**
     * A new connection, which the caller closes.
     *
     * @throws SQLException when the database cannot be reached
     */
    Connection open() throws SQLException;
}
