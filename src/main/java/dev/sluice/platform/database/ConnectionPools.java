package dev.sluice.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connections to the database; some are for intake alone, so that no page or report keeps a lead waiting, and a few
 * for reports alone, so that they take none from the pages.
 */
public final class ConnectionPools extends AbstractDataSource implements AutoCloseable {
    private static final ScopedValue<Boolean> INTAKE = ScopedValue.newInstance();

    private static final ScopedValue<Boolean> REPORTS = ScopedValue.newInstance();

    private final HikariDataSource pages;
    private final HikariDataSource intake;
    private final HikariDataSource reports;

    ConnectionPools(HikariDataSource pages, HikariDataSource intake, HikariDataSource reports) {
        this.pages = pages;
        this.intake = intake;
        this.reports = reports;
    }

    /** Does the work, and all that it calls in this thread, on the connections of intake; begun outside of any transaction. */
    public static <T, X extends Throwable> T intake(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(INTAKE, true).call(work);
    }

    /** The same for work that gives nothing back. */
    public static void intake(Runnable work) {
        ScopedValue.where(INTAKE, true).run(work);
    }

    /** Does the work on the connections of reports, where no statement runs for longer than half a minute. */
    public static <T, X extends Throwable> T reports(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(REPORTS, true).call(work);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return (INTAKE.isBound() ? intake : REPORTS.isBound() ? reports : pages).getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("every connection is the application's");
    }

    @Override
    public void close() {
        pages.close();
        intake.close();
        reports.close();
    }
}
