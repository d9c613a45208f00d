package dev.sluice.platform.backup;

import dev.sluice.platform.backup.BackupHeader.AppliedMigration;
import dev.sluice.platform.database.Row;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database's own catalogue says of the tables, their references, the sequences and the migrations. */
final class SchemaRows {
    /** Who is signed in is not carried to another place: a session would outlive the password that was changed since. */
    private static final Set<String> LEFT_OUT =
            Set.of("flyway_schema_history", "spring_session", "spring_session_attributes");

    /**
     * A table of ours.
     *
     * @param walled whether a transaction sees the rows of its own workspace only
     */
    record SchemaTable(String name, List<String> columns, boolean walled) {}

    /** A reference of one table to another. */
    record TableReference(String from, String to) {}

    /** The last number that a sequence gave. */
    record SequenceValue(String name, long last) {}

    private final JdbcClient jdbc;

    SchemaRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tables whose rows a backup holds, by name. */
    List<SchemaTable> tables() {
        return jdbc
                .sql("""
                        SELECT c.relname AS name, c.relrowsecurity AS walled,
                               array(SELECT a.attname::text FROM pg_attribute a
                                     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                                     ORDER BY a.attnum) AS columns
                        FROM pg_class c
                        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                        ORDER BY c.relname""")
                .query(Row.map(row -> new SchemaTable(row.text("name"), row.texts("columns"), row.bool("walled"))))
                .list()
                .stream()
                .filter(table -> !LEFT_OUT.contains(table.name()))
                .toList();
    }

    /** References between different tables. */
    List<TableReference> references() {
        return jdbc.sql("""
                        SELECT child.relname AS child, parent.relname AS parent
                        FROM pg_constraint k
                        JOIN pg_class child ON child.oid = k.conrelid
                        JOIN pg_class parent ON parent.oid = k.confrelid
                        WHERE k.contype = 'f' AND k.conrelid <> k.confrelid
                          AND child.relnamespace = 'public'::regnamespace""")
                .query(Row.map(row -> new TableReference(row.text("child"), row.text("parent"))))
                .list();
    }

    /** Sequences that have given a number; the value is at least that of every row committed so far. */
    List<SequenceValue> sequences() {
        return jdbc.sql("""
                        SELECT sequencename AS name, last_value FROM pg_sequences
                        WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename""")
                .query(Row.map(row -> new SequenceValue(row.text("name"), row.longValue("last_value"))))
                .list();
    }

    /** The versioned migrations that made the schema, in the order in which they ran. */
    List<AppliedMigration> migrations() {
        return jdbc.sql("""
                        SELECT version, description, checksum FROM flyway_schema_history
                        WHERE success AND version IS NOT NULL ORDER BY installed_rank""")
                .query(Row.map(row -> new AppliedMigration(
                        row.text("version"), row.text("description"), row.optionalInt("checksum"))))
                .list();
    }

    /** The instant of this transaction by the database's clock; its first statement takes the snapshot. */
    Instant snapshotInstant() {
        return jdbc.sql("SELECT now() AS at")
                .query(Row.map(row -> row.instant("at")))
                .single();
    }

    /** Whether this role sees the rows of every workspace at once. */
    boolean seesAll() {
        return jdbc.sql("SELECT rolsuper OR rolbypassrls AS sees_all FROM pg_roles WHERE rolname = current_user")
                .query(Row.map(row -> row.bool("sees_all")))
                .single();
    }

    List<Integer> workspaces() {
        return jdbc.sql("SELECT id FROM every_workspace() AS id ORDER BY id")
                .query(Row.map(row -> row.intValue("id")))
                .list();
    }

    /** Makes the transaction one of that workspace. */
    void enter(int workspace) {
        jdbc.sql("SELECT set_config('sluice.workspace', ?, true)")
                .param(Integer.toString(workspace))
                .query(String.class)
                .single();
    }

    void raise(SequenceValue sequence) {
        jdbc.sql("SELECT setval(quote_ident(?)::regclass, ?)")
                .params(sequence.name(), sequence.last())
                .query(Long.class)
                .single();
    }
}
