package dev.vagus.store.internal.engine;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What went wrong in a database, for logs: never with the values that were to be written, which drivers like to quote. */
final class Failures {
    private Failures() {}

    /** Whether what is to be written is the reason: classes 22 and 23 of SQL states. */
    static boolean isOfData(SQLException e) {
        for (SQLException each = e; each != null; each = each.getNextException()) {
            String state = each.getSQLState();
            if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
                return true;
            }
        }
        return false;
    }

    /** One line for people. */
    static String describe(Throwable e) {
        if (!(e instanceof SQLException failure)) {
            return e.toString();
        }
        if (isOfData(failure)) {
            return code(failure);
        }
        SQLException reason = reason(failure);
        return reason == null ? code(failure) : code(reason) + ": " + reason.getMessage();
    }

    /** The exception that says why, rather than which statements were given up with which values. */
    private static @Nullable SQLException reason(SQLException failure) {
        if (!(failure instanceof BatchUpdateException)) {
            return failure;
        }
        SQLException next = failure.getNextException();
        return next instanceof BatchUpdateException ? null : next;
    }

    private static String code(SQLException e) {
        return "SQL state " + e.getSQLState() + ", code " + e.getErrorCode();
    }
}
