package dev.sluice.platform.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says first: who made it when, the migrations of its schema, and its tables in an order in which their
 * references hold.
 *
 * @param sluice the version of Sluice that made it
 * @param postgres the major version of the server
 * @param at the instant whose state it holds, ISO 8601
 */
public record BackupHeader(
        int format,
        String sluice,
        int postgres,
        String at,
        List<AppliedMigration> migrations,
        List<BackedUpTable> tables) {
    static final int FORMAT = 1;

    /** A migration that made the schema; the checksum is Flyway's. */
    public record AppliedMigration(
            String version, String description, @Nullable Integer checksum) {}

    /** A table with the columns of its rows. */
    public record BackedUpTable(String name, List<String> columns) {
        String entry() {
            return "tables/" + name + ".txt";
        }
    }
}
