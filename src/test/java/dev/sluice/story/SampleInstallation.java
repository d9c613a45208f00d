package dev.sluice.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** An installation with the sample: eighteen months of history in almost every table. */
final class SampleInstallation {
    /** Tables that are of one place or change on their own: sessions, the schedule, what a restore leaves. */
    private static final Set<String> OF_ONE_PLACE = Set.of(
            "flyway_schema_history", "spring_session", "spring_session_attributes", "sending_pause", "scheduled_tasks");

    private static final Map<String, String> SAMPLE = Map.of(
            "SLUICE_SAMPLE", "true",
            "SLUICE_OWNER_EMAIL", "",
            "SLUICE_OWNER_PASSWORD", "",
            "SLUICE_API_KEY", "",
            "SLUICE_WRITE_KEY", "");

    private SampleInstallation() {}

    /** Starts one on the folder and returns when the sample is made. */
    static RunningApp on(Path data, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(SAMPLE);
        all.putAll(environment);
        RunningApp app = RunningApp.on(data, all);
        Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> isReady(data));
        return app;
    }

    private static boolean isReady(Path data) {
        try {
            return Files.readString(data.resolve("story.log")).contains("Sluice is ready");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What every table and sequence of the folder's database holds, except what is of one place. */
    static Map<String, String> tables(Path data) throws Exception {
        return ofAnyPlace(WholeDatabase.of(data));
    }

    /** The tables without those that are of one place. */
    static Map<String, String> ofAnyPlace(Map<String, String> all) {
        Map<String, String> tables = new TreeMap<>(all);
        tables.keySet().removeAll(OF_ONE_PLACE);
        return tables;
    }
}
