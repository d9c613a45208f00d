package dev.sluice.platform.backup;

import java.util.List;

/** What a backup says last: the rows, size and digest of every entry; a file that was cut has none. */
record BackupSummary(List<EntryDigest> entries) {
    static final String NAME = "summary.json";

    /** One entry; rows is 0 for what is no table. */
    record EntryDigest(String name, long rows, long bytes, String sha256) {}

    long rows() {
        return entries.stream().mapToLong(EntryDigest::rows).sum();
    }
}
