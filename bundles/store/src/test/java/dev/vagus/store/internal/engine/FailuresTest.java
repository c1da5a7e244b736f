package dev.vagus.store.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void valuesThatDriversQuoteAreNotSaid() {
        BatchUpdateException batch =
                new BatchUpdateException("INSERT INTO t VALUES ('secret') was aborted", "53100", 7, new int[0]);
        assertThat(Failures.describe(batch)).isEqualTo("SQL state 53100, code 7");

        batch.setNextException(new SQLException("no space left on device", "53100", 7));
        assertThat(Failures.describe(batch)).isEqualTo("SQL state 53100, code 7: no space left on device");
        assertThat(Failures.describe(new SQLException("value 'secret' too long", "22001", 1)))
                .isEqualTo("SQL state 22001, code 1");
    }

    @Test
    void whatIsSaidOtherwiseIsTheReason() {
        assertThat(Failures.describe(new SQLException("connection refused", "08001", 0)))
                .isEqualTo("SQL state 08001, code 0: connection refused");
        assertThat(Failures.describe(new IllegalStateException("closed"))).endsWith("closed");
    }
}
