package dev.sluice.story;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.database.DatabaseOwner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything in a database as its owner sees it, with the walls down for the moment of looking. */
final class WholeDatabase {
    private WholeDatabase() {}

    /** For each table how many rows it has and a digest of them all, and for each sequence its last number. */
    static Map<String, String> of(Path data) throws SQLException {
        EnvironmentSettings settings = EnvironmentSettings.from(Map.of("SLUICE_DATA", data.toString()));
        try (DatabaseOwner owner = DatabaseOwner.join(settings);
                Connection connection = owner.connect()) {
            return of(connection);
        }
    }

    static Map<String, String> of(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Map<String, String> found = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : list(
                    statement,
                    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")) {
                statement.execute("ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY");
                found.put(
                        table,
                        list(
                                        statement,
                                        "SELECT count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM "
                                                + table + " t")
                                .getFirst());
            }
            for (String sequence :
                    list(statement, "SELECT sequencename || '=' || coalesce(last_value, 0) FROM pg_sequences")) {
                found.put("sequence " + sequence.substring(0, sequence.indexOf('=')), sequence);
            }
        } finally {
            connection.rollback();
        }
        return found;
    }

    private static List<String> list(Statement statement, String sql) throws SQLException {
        List<String> list = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                list.add(rows.getString(1));
            }
        }
        return list;
    }
}
