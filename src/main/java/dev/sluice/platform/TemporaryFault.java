package dev.sluice.platform;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** What fails a request now and will be over in a while, without anyone's fault. */
enum TemporaryFault {
    /** A full disk, under the database or under what is uploaded. */
    DISK_FULL("The disk of this installation is full. Nothing was changed; try again when there is space.", 60),

    /** The database cannot be reached, is starting, stopping or out of connections. */
    DATABASE_AWAY("The database does not answer just now. Nothing is lost; try again in a moment.", 5),

    /** Several writers wait for each other, and the database chose this one to give way. */
    COLLISION("Something else is changing this just now. Nothing was changed; try again in a moment.", 1);

    private final String sentence;
    private final int retryAfter;

    TemporaryFault(String sentence, int retryAfter) {
        this.sentence = sentence;
        this.retryAfter = retryAfter;
    }

    String sentence() {
        return sentence;
    }

    /** Seconds after which it may be worth while to try again. */
    int retryAfter() {
        return retryAfter;
    }

    /** Looks through all causes, those suppressed and those that the driver chains; a full disk explains the others. */
    static Optional<TemporaryFault> of(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(Set.of(thrown));
        TemporaryFault found = null;
        while (!open.isEmpty()) {
            Throwable next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            TemporaryFault fault = kind(next);
            if (fault != null && (found == null || fault.compareTo(found) < 0)) {
                found = fault;
            }
            if (next.getCause() != null) {
                open.push(next.getCause());
            }
            for (Throwable suppressed : next.getSuppressed()) {
                open.push(suppressed);
            }
            if (next instanceof TransactionSystemException rollback && rollback.getOriginalException() != null) {
                open.push(rollback.getOriginalException()); // a rollback that failed hides why there was one
            }
            if (next instanceof SQLException chained && chained.getNextException() != null) {
                open.push(chained.getNextException());
            }
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable TemporaryFault kind(Throwable thrown) {
        return switch (thrown) {
            case SQLTransientConnectionException _,
                    SQLNonTransientConnectionException _,
                    SQLRecoverableException _,
                    SocketTimeoutException _ -> DATABASE_AWAY;
            case SQLException failure ->
                // the pool's word for a connection that was lost; it has no state
                "Connection is closed".equals(failure.getMessage()) ? DATABASE_AWAY : ofState(failure.getSQLState());
            case IOException failure -> isNoSpace(failure) ? DISK_FULL : null;
            default -> null;
        };
    }

    private static @Nullable TemporaryFault ofState(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return null;
        }
        return switch (state) {
            case "53100" -> DISK_FULL;
            case "55P03", "40001", "40P01" -> COLLISION;
            case "57P01", "57P02", "57P03", "57P05", "58000", "58030" -> DATABASE_AWAY;
            default -> state.startsWith("08") || state.startsWith("53") ? DATABASE_AWAY : null;
        };
    }

    private static boolean isNoSpace(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("disk quota exceeded");
    }
}
