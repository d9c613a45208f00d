package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.person.Consents;
import dev.sluice.person.Merges;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.sample.TestSample;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A merge that is undone gives everything back, whichever module keeps it, also what came for either meanwhile. */
class MergeUndoStoryTest extends SluiceTest {
    /** How a table that names a person knows whose a row was before a merge. */
    private enum Origin {
        /** A row keeps the record that it was written for; readers follow merges. */
        KEPT,
        /** A row goes to the survivor, with its record in recorded_for. */
        MOVED,
        /** Rows are made anew of the log, which keeps the record. */
        FROM_LOG,
        /** A row is of the person whose address it names. */
        BY_ADDRESS
    }

    private static final Map<String, Origin> TABLES = new TreeMap<>(Map.ofEntries(
            Map.entry("identity", Origin.KEPT),
            Map.entry("consent", Origin.KEPT),
            Map.entry("signal", Origin.KEPT),
            Map.entry("merge", Origin.KEPT),
            Map.entry("person", Origin.FROM_LOG),
            Map.entry("person_word", Origin.FROM_LOG),
            Map.entry("form_visitor", Origin.KEPT),
            Map.entry("held_submission", Origin.KEPT),
            Map.entry("standing", Origin.FROM_LOG),
            Map.entry("standing_state", Origin.FROM_LOG),
            Map.entry("transition", Origin.FROM_LOG),
            Map.entry("evaluation_queue", Origin.FROM_LOG),
            Map.entry("replay_touched", Origin.FROM_LOG),
            Map.entry("opt_in", Origin.KEPT),
            Map.entry("message", Origin.BY_ADDRESS),
            Map.entry("mailbox_mail", Origin.BY_ADDRESS),
            Map.entry("received_mail", Origin.BY_ADDRESS),
            Map.entry("link_message", Origin.KEPT),
            Map.entry("link_hit", Origin.KEPT),
            Map.entry("lead_assignment", Origin.KEPT),
            Map.entry("assignment", Origin.KEPT),
            Map.entry("handoff_answer", Origin.KEPT),
            Map.entry("response_clock", Origin.KEPT),
            Map.entry("next_step", Origin.KEPT),
            Map.entry("incident", Origin.KEPT),
            Map.entry("enrolment", Origin.MOVED),
            Map.entry("mail_outcome", Origin.MOVED),
            Map.entry("first_touch", Origin.MOVED),
            Map.entry("mail_day", Origin.KEPT),
            Map.entry("meeting", Origin.FROM_LOG),
            Map.entry("deal", Origin.FROM_LOG),
            Map.entry("deal_event", Origin.KEPT),
            Map.entry("deal_person", Origin.FROM_LOG),
            Map.entry("deal_last_contact", Origin.FROM_LOG)));

    /** What the fold writes again under numbers of its own. */
    private static final Set<String> REFOLDED =
            Set.of("person", "merge", "standing", "transition", "evaluation_queue", "standing_state", "replay_touched");

    /** What a row is, and whose. */
    private static final String IDENTIFYING = Stream.of(
                    "id",
                    "key",
                    "signal_id",
                    "message_id",
                    "deal_id",
                    "funnel_id",
                    "slug",
                    "visitor",
                    "word",
                    "day",
                    "person_id")
            .map(column -> "to_jsonb(t) ->> '" + column + "'")
            .collect(Collectors.joining(", ", "concat_ws('|', ", ")"));

    @Autowired
    private TestSample sample;

    @Autowired
    private Merges merges;

    @Autowired
    private Persons persons;

    @Autowired
    private Consents consents;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled settled;

    @Test
    void everyTableThatNamesAPersonKnowsWhoseItsRowsWere() {
        Set<String> naming = new TreeSet<>(jdbc.sql("""
                        SELECT DISTINCT c.table_name FROM information_schema.columns c
                        JOIN information_schema.tables t USING (table_schema, table_name)
                        WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                          AND (c.column_name LIKE '%person%' AND c.data_type = 'bigint'
                               OR c.column_name IN ('merged_into', 'survivor'))""").query(String.class).list());
        assertThat(naming)
                .as("say in TABLES how an undone merge gives its rows back")
                .isEqualTo(TABLES.keySet());
        TABLES.forEach((table, origin) -> assertThat(jdbc.sql(
                                "SELECT count(*) FROM information_schema.columns WHERE table_name = ? AND column_name = 'recorded_for'")
                        .param(table)
                        .query(Long.class)
                        .single())
                .as(table)
                .isEqualTo(origin == Origin.MOVED ? 1 : 0));
    }

    @Test
    void afterAnUndoneMergeEveryRowIsWhereItWas() throws InterruptedException {
        int workspace = sample.workspace();
        settled.settled(workspace);
        List<Long> busiest = tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT person_id FROM deal WHERE workspace_id = ? AND person_id <> 0
                        GROUP BY person_id ORDER BY count(*) DESC, person_id LIMIT 6""").param(workspace).query(Long.class).list());
        assertThat(busiest).hasSizeGreaterThan(1);
        for (int i = 0; i + 1 < busiest.size(); i += 2) {
            long one = busiest.get(i);
            long other = busiest.get(i + 1);
            Map<String, List<String>> before = rows(workspace, one, other);
            merges.merge(workspace, one, other, 1);
            settled.settled(workspace);
            merges.undo(
                    workspace, one, merges.history(workspace, one).getFirst().id(), 1);
            settled.settled(workspace);
            Map<String, List<String>> after = rows(workspace, one, other);
            before.forEach(
                    (table, rows) -> assertThat(after.get(table)).as(table).containsAll(rows));
        }
    }

    private Map<String, List<String>> rows(int workspace, long one, long other) {
        Map<String, List<String>> rows = new TreeMap<>();
        tenancy.read(workspace, () -> {
            for (String table : TABLES.keySet()) {
                if (!REFOLDED.contains(table)) {
                    rows.put(
                            table,
                            jdbc.sql("SELECT " + IDENTIFYING + " FROM " + table
                                            + " t WHERE workspace_id = ? AND person_id IN (?, ?) ORDER BY 1")
                                    .params(workspace, one, other)
                                    .query(String.class)
                                    .list());
                }
            }
            return rows;
        });
        return rows;
    }

    @Test
    void whatCameForEitherMeanwhileGoesWithThem() {
        int workspace = workspace();
        record(workspace, 90, keys("ann@one.example", null), "identified", "", Map.of("name", "Ann"), Map.of());
        record(workspace, 80, keys("ben@two.example", null), "identified", "", Map.of("name", "Ben"), Map.of());
        long ann = id(workspace, "e:ann@one.example");
        long ben = id(workspace, "e:ben@two.example");
        merges.merge(workspace, ann, ben, 1);
        record(workspace, 60, keys("ben@two.example", "ben-tab"), "page_viewed", "/pricing", Map.of(), Map.of());
        record(workspace, 50, keys(null, "ben-tab"), "page_viewed", "/docs", Map.of(), Map.of());
        record(workspace, 49, keys("ann@one.example", "ann-tab"), "page_viewed", "/about", Map.of(), Map.of());
        record(
                workspace,
                45,
                keys("ben@two.example", null),
                "identified",
                "",
                Map.of("phone", "+44 20 7946 0018"),
                Map.of());
        record(workspace, 40, keys("ben@two.example", null), "consent_given", "marketing", Map.of(), Map.of());
        record(workspace, 30, keys("ben@two.example", null), "meeting_booked", "discovery", Map.of(), meeting("m-ben"));
        record(workspace, 20, keys("ann@one.example", null), "meeting_booked", "demo", Map.of(), meeting("m-ann"));
        Api api = api(workspace);
        assertThat(meetings(api)).containsOnly(ann);

        merges.undo(workspace, ann, merges.history(workspace, ann).getFirst().id(), 1);
        settled.settled(workspace);

        assertThat(kinds(api, ben))
                .containsExactlyInAnyOrder(
                        "identified",
                        "page_viewed /pricing",
                        "page_viewed /docs",
                        "identified",
                        "consent_given marketing",
                        "meeting_booked discovery");
        assertThat(kinds(api, ann))
                .containsExactlyInAnyOrder("identified", "page_viewed /about", "meeting_booked demo");
        assertThat(persons.get(workspace, ben).phone()).isEqualTo("+442079460018");
        assertThat(persons.get(workspace, ann).phone()).isNull();
        assertThat(id(workspace, "a:ben-tab")).isEqualTo(ben);
        assertThat(id(workspace, "a:ann-tab")).isEqualTo(ann);
        assertThat(consents.of(workspace, ben)).hasSize(1);
        assertThat(consents.of(workspace, ann)).isEmpty();
        assertThat(meetings(api)).containsExactlyInAnyOrder(ann, ben);
    }

    private Map<String, Object> meeting(String key) {
        return Map.of(
                "meeting",
                key,
                "starts_at",
                clock.instant().plus(Duration.ofDays(2)).toString(),
                "ends_at",
                clock.instant().plus(Duration.ofDays(2)).plusSeconds(1800).toString());
    }

    private static IdentityKeys keys(String email, String visitor) {
        return new IdentityKeys(email, null, visitor, List.of());
    }

    private void record(
            int workspace,
            int minutesAgo,
            IdentityKeys keys,
            String kind,
            String subject,
            Map<String, Object> traits,
            Map<String, Object> data) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        keys,
                        clock.instant().minus(Duration.ofMinutes(minutesAgo)),
                        null,
                        kind,
                        subject,
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        traits,
                        data,
                        Trust.INTERNAL)));
    }

    private long id(int workspace, String key) {
        return persons.withKey(workspace, key).orElseThrow().id();
    }

    private List<Long> meetings(Api api) {
        List<Long> people = new ArrayList<>();
        ((List<?>) Json.object(api.get("/api/v1/meetings?from=" + clock.instant() + "&to="
                                        + clock.instant().plus(Duration.ofDays(9)))
                                .body())
                        .values()
                        .iterator()
                        .next())
                .forEach(item -> people.add(((Number) ((Map<?, ?>) item).get("person")).longValue()));
        return people;
    }

    private List<String> kinds(Api api, long person) {
        List<String> kinds = new ArrayList<>();
        ((List<?>) Json.object(api.get("/api/v1/people/" + person + "/timeline").body())
                        .get("items"))
                .forEach(item ->
                        kinds.add((((Map<?, ?>) item).get("kind") + " " + ((Map<?, ?>) item).get("subject")).strip()));
        kinds.removeIf(kind -> kind.startsWith("deal_")); // what the funnel makes of it follows the log
        return kinds;
    }
}
