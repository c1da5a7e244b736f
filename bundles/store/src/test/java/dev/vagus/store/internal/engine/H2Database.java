package dev.vagus.store.internal.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/** H2 in a folder. */
final class H2Database extends TestDatabase {
    private static final String PASSWORD = "its password";

    private final AtomicBoolean down = new AtomicBoolean();
    private final String url;

    H2Database(Path folder) {
        url = "jdbc:h2:file:" + folder.resolve("history") + ";WRITE_DELAY=0";
    }

    @Override
    public Connection open() throws SQLException {
        return open(PASSWORD);
    }

    @Override
    Connection open(String password) throws SQLException {
        if (down.get()) {
            throw new SQLException("the database is down", "08001");
        }
        return DriverManager.getConnection(url, "vagus", password);
    }

    @Override
    void crash() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            down.set(true);
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    @Override
    void comeBack() {
        down.set(false);
    }
}
