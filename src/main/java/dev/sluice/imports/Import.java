package dev.sluice.imports;

import dev.sluice.imports.csv.FileLayout;
import dev.sluice.imports.mapping.ColumnMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One file of leads, how it is read, and what has become of it so far. */
public record Import(
        long id,
        String file,
        String storedAs,
        String sha256,
        long bytes,
        ImportState state,
        FileLayout layout,
        ColumnMapping mapping,
        List<String> remarks,
        @Nullable Integer source,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int starts,
        Counts counts,
        @Nullable String trouble) {

    /** Where an import stands; the last three are final. */
    public enum ImportState {
        UPLOADED,
        RUNNING,
        PAUSED,
        CANCELLED,
        FAILED,
        DONE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static ImportState of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        public boolean isFinal() {
            return compareTo(CANCELLED) >= 0;
        }
    }

    /**
     * What has been done.
     *
     * @param rowsRead the number of the last row dealt with
     * @param setAside rows taken although a value in them was left out
     * @param workingMs time spent on it so far, pauses left out
     */
    public record Counts(
            long bytesRead,
            long rowsRead,
            long taken,
            long refused,
            long blank,
            long setAside,
            long signals,
            long newPeople,
            long knownPeople,
            long workingMs) {}

    /** How much of the file has been dealt with, 0 to 1. */
    public double share() {
        return state == ImportState.DONE ? 1 : bytes == 0 ? 0 : Math.min(1, (double) counts.bytesRead() / bytes);
    }

    public long rowsPerSecond() {
        return counts.workingMs() == 0 ? 0 : counts.rowsRead() * 1_000 / counts.workingMs();
    }

    /** The time the rest will take at the pace so far; null while it cannot be told. */
    @Nullable
    public Duration left() {
        double share = share();
        return state != ImportState.RUNNING || share < 0.005 || counts.workingMs() < 500
                ? null
                : Duration.ofMillis(Math.round(counts.workingMs() * (1 - share) / share));
    }
}
