package dev.sluice.platform;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Recognises exceptions that a database out of reach causes. */
final class DatabaseOutage {
    private DatabaseOutage() {}

    /** Whether the database cannot be reached, is starting, stopping or out of connections. */
    static boolean isCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SocketTimeoutException
                    || (cause instanceof SQLException failure && isOutage(failure.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
    }
}
