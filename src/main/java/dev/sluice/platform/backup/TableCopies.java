package dev.sluice.platform.backup;

import dev.sluice.platform.backup.BackupHeader.BackedUpTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Moves the rows of whole tables by COPY, in PostgreSQL's text format, which every later version reads. */
final class TableCopies {
    private final Connection connection;

    TableCopies(Connection connection) {
        this.connection = connection;
    }

    /** Writes all rows that this transaction sees; returns how many. */
    long out(BackedUpTable table, OutputStream to) throws SQLException, IOException {
        return manager()
                .copyOut("COPY (SELECT " + columns(table) + " FROM " + quoted(table.name()) + ") TO STDOUT", to);
    }

    /** Adds the rows to the table; returns how many. */
    long in(BackedUpTable table, InputStream from) throws SQLException, IOException {
        return manager().copyIn("COPY " + quoted(table.name()) + " (" + columns(table) + ") FROM STDIN", from, 1 << 16);
    }

    /** Empties the tables and lets their owner write rows of every workspace, until {@link #close}. */
    void open(Collection<String> tables) throws SQLException {
        for (String table : tables) {
            execute("ALTER TABLE " + quoted(table) + " NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER");
        }
        execute("TRUNCATE " + tables.stream().map(TableCopies::quoted).collect(Collectors.joining(", ")));
    }

    /** Puts the tables behind their walls again. */
    void close(Collection<String> tables, Collection<String> walled) throws SQLException {
        for (String table : tables) {
            execute("ALTER TABLE " + quoted(table) + " ENABLE TRIGGER USER");
        }
        for (String table : walled) {
            execute("ALTER TABLE " + quoted(table) + " FORCE ROW LEVEL SECURITY");
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private CopyManager manager() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private static String columns(BackedUpTable table) {
        return quoted(table.columns());
    }

    private static String quoted(List<String> names) {
        return names.stream().map(TableCopies::quoted).collect(Collectors.joining(", "));
    }

    /** Names come from the catalogue, and a backup's are compared with it first. */
    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
