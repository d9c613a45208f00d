package dev.sluice.platform.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.SluiceTest;
import dev.sluice.platform.EnvironmentSettings.BadSetting;
import dev.sluice.platform.TimeZones;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.ZoneSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Zones are the same in Java and in SQL, and as IANA publishes them. */
class ZoneRulesTest extends SluiceTest {
    private static final Path PUBLISHED = Path.of("../shared/data/tz/transitions-2024-2032.json");
    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2033-01-01T00:00:00Z");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ZoneComparison comparison;

    private record Change(Instant at, int from, int to) {}

    @Test
    void theRulesInForceAreTheOnesThatComeWithSluice() {
        assertThat(ZoneRulesSource.release()).isEqualTo("2026f");
        assertThat(ZoneId.getAvailableZoneIds()).contains("Europe/Kyiv", "Asia/Calcutta", "Etc/GMT+12", "US/Pacific");
    }

    /** In a process of its own, which has not been told by an option what to load. */
    @Test
    void aProgramThatInstallsThemFirstHasThem() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/test-classes:target/classes:" + System.getProperty("java.class.path"),
                        ZoneProgram.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said.strip()).isEqualTo("2026f");
    }

    static final class ZoneProgram {
        public static void main(String[] args) {
            ZoneRulesSource.install();
            System.out.println(ZoneRulesSource.release());
        }
    }

    /** Changed since the JDK was built: British Columbia stays on UTC-7 from 2026 on, Alberta on UTC-6. */
    @Test
    void whatChangedLatelyIsKnown() {
        Instant january = Instant.parse("2027-01-15T12:00:00Z");
        assertThat(ZoneId.of("America/Vancouver").getRules().getOffset(january)).isEqualTo(ZoneOffset.ofHours(-7));
        assertThat(ZoneId.of("America/Edmonton").getRules().getOffset(january)).isEqualTo(ZoneOffset.ofHours(-6));
    }

    @Test
    void everyChangeIsAsPublished() throws IOException {
        assumeTrue(Files.exists(PUBLISHED), "the published changes are not here");
        JsonNode published =
                JsonMapper.shared().readTree(Files.readString(PUBLISHED)).get("zones");
        Map<String, List<Change>> expected = new TreeMap<>();
        Map<String, List<Change>> actual = new TreeMap<>();
        published
                .propertyStream()
                .filter(zone -> !zone.getKey().equals("Factory"))
                .forEach(zone -> {
                    List<Change> changes = new ArrayList<>();
                    for (JsonNode change : zone.getValue().get("transitions")) {
                        int from = change.get("from").asInt();
                        int to = change.get("to").asInt();
                        if (from != to) { // else only the letters change
                            changes.add(
                                    new Change(Instant.parse(change.get("at").asString()), from, to));
                        }
                    }
                    ZoneRules rules = ZoneId.of(zone.getKey()).getRules();
                    assertThat(rules.getOffset(FROM).getTotalSeconds())
                            .as(zone.getKey())
                            .isEqualTo(
                                    zone.getValue().get("start").get("offset").asInt());
                    expected.put(zone.getKey(), changes);
                    actual.put(zone.getKey(), changes(rules));
                });
        assertThat(actual).hasSizeGreaterThan(400).isEqualTo(expected);
    }

    /** Where the JDK has no other rules, its history back to 1970 is an independent reading of the same source. */
    @Test
    void thePastIsAsTheJdkHasIt() {
        Set<String> changedSince = comparison.differentInJdk();
        assertThat(changedSince).hasSizeLessThan(60);
        List<String> other = new ArrayList<>();
        for (String name : TimeZone.getAvailableIDs()) {
            if (ZoneId.getAvailableZoneIds().contains(name) && !changedSince.contains(name) && name.contains("/")) {
                Instant start = Instant.parse("1990-01-01T00:00:00Z");
                for (Instant at = start; at.isBefore(FROM); at = at.plusSeconds(20 * 86_400)) {
                    int jdk = TimeZone.getTimeZone(name).getOffset(at.toEpochMilli()) / 1000;
                    if (ZoneId.of(name).getRules().getOffset(at).getTotalSeconds() != jdk) {
                        other.add(name + " " + at);
                        break;
                    }
                }
            }
        }
        assertThat(other).as("zones whose past was corrected since").hasSizeLessThan(12);
    }

    /** A second before each change, at it, and the local times around it, in every zone. */
    @Test
    void sqlReadsTheSameClockAsJava() {
        for (String name : TimeZones.names()) {
            ZoneId zone = ZoneId.of(name);
            List<Instant> instants = new ArrayList<>(List.of(FROM, TO));
            for (Change change : changes(zone.getRules())) {
                instants.addAll(List.of(change.at.minusSeconds(1), change.at, change.at.plusSeconds(1800)));
            }
            Stream<LocalDateTime> around = instants.stream()
                    .flatMap(at -> Stream.of(-3600, 0, 1800)
                            .map(by -> LocalDateTime.ofInstant(at.plusSeconds(by), zone)
                                    .plusSeconds(by)));
            List<LocalDateTime> locals = around.toList();
            assertThat(inSql(zone, "at", "timestamptz", "zone_local(at, :zone_changes, :zone_offsets)::text", instants))
                    .as("%s, local times", name)
                    .isEqualTo(instants.stream()
                            .map(at -> text(LocalDateTime.ofInstant(at, zone)))
                            .toList());
            assertThat(inSql(
                            zone,
                            "at",
                            "timestamp",
                            "(zone_instant(at, :zone_local_changes, :zone_offsets) AT TIME ZONE 'UTC')::text",
                            locals))
                    .as("%s, instants", name)
                    .isEqualTo(locals.stream()
                            .map(local -> text(instant(local, zone)))
                            .toList());
        }
    }

    @Test
    void aFolderOfAnOperatingSystemTakesTheirPlace(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("Europe"));
        ZoneArchive shipped = ZoneArchive.shipped();
        Files.write(folder.resolve("Europe/London"), shipped.zones().get("Asia/Tokyo"));
        Files.writeString(folder.resolve("tzdata.zi"), "# version 2031a\nR d 1916\n");
        Files.writeString(folder.resolve("zone.tab"), "not a zone\n");

        ZoneArchive read = ZoneArchive.of(folder);
        assertThat(read.release()).isEqualTo("2031a");
        assertThat(read.zones()).containsOnlyKeys("Europe/London");
        assertThat(ZoneFile.read(read.zones().get("Europe/London")).getOffset(FROM))
                .isEqualTo(ZoneOffset.ofHours(9));
        ZoneRulesSource.check(Map.of("SLUICE_ZONES", folder.toString()));
    }

    @Test
    void aFolderWithoutZonesStopsTheStartWithOneSentence(@TempDir Path folder) {
        for (String wrong : List.of(folder.toString(), folder.resolve("absent").toString(), "pom.xml")) {
            assertThatThrownBy(() -> ZoneRulesSource.check(Map.of("SLUICE_ZONES", wrong)))
                    .isInstanceOf(BadSetting.class)
                    .hasMessageStartingWith("SLUICE_ZONES must name a folder of compiled time zones")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void damagedFilesAreRefused() {
        byte[] berlin = ZoneArchive.shipped().zones().get("Europe/Berlin");
        for (int length : List.of(0, 3, 43, 60, berlin.length / 2)) {
            assertThatThrownBy(() -> ZoneFile.read(Arrays.copyOf(berlin, length)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String line : List.of("", "CET", "CET-1CEST,J60,J300", "CET-1CEST,M13.1.0,M10.5.0", "<+01-1")) {
            assertThatThrownBy(() -> PosixRule.rules(line)).isInstanceOfAny(RuntimeException.class);
        }
    }

    /** The database has rules of its own, so no statement may ask it for the time of a zone. */
    @Test
    void noStatementLetsTheDatabaseReadAZone() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            List<Path> asking = sources.filter(path -> path.toString().matches(".*\\.(java|sql)"))
                    .filter(path -> !path.endsWith("ZoneComparison.java"))
                    .filter(path -> text(path).matches("(?is).*\\bAT TIME ZONE (?!'UTC').*"))
                    .toList();
            assertThat(asking).as("use ZoneSql").isEmpty();
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Change> changes(ZoneRules rules) {
        List<Change> changes = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(FROM);
        while (next != null && next.getInstant().isBefore(TO)) {
            changes.add(new Change(
                    next.getInstant(),
                    next.getOffsetBefore().getTotalSeconds(),
                    next.getOffsetAfter().getTotalSeconds()));
            next = rules.nextTransition(next.getInstant());
        }
        return changes;
    }

    private List<String> inSql(ZoneId zone, String name, String type, String expression, List<?> values) {
        String[] texts = values.stream().map(Object::toString).toArray(String[]::new);
        return jdbc.sql("SELECT " + expression + " FROM unnest(:values::text[]) WITH ORDINALITY v (text, n),"
                        + " LATERAL (SELECT text::" + type + " AS " + name + ") t ORDER BY n")
                .params(ZoneSql.parameters(zone))
                .param("values", SqlArray.text(texts))
                .query(String.class)
                .list();
    }

    private static LocalDateTime instant(LocalDateTime local, ZoneId zone) {
        return LocalDateTime.ofInstant(expected(local, zone), ZoneOffset.UTC);
    }

    /** The end of the gap for a time in one, as {@code LocalDate.atStartOfDay} has it. */
    private static Instant expected(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getDateTimeBefore().toInstant(change.getOffsetBefore())
                : local.atZone(zone).toInstant();
    }

    private static String text(LocalDateTime local) {
        return local.toString().replace('T', ' ') + (local.getSecond() == 0 ? ":00" : "");
    }
}
