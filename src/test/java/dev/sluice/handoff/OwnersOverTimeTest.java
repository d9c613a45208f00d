package dev.sluice.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import dev.sluice.workhours.Availability;
import dev.sluice.workhours.WorkCalendar;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who had a lead when: figures belong to the owner of then, clocks follow the hours that are worked, steps stay. */
class OwnersOverTimeTest extends SluiceTest {
    private static final Map<String, Object> FITS =
            Map.of("name", "Ruth Okafor", "company_size", 120, "role", "director", "country", "US");

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    @Autowired
    private Members members;

    @Autowired
    private Availability availability;

    @Autowired
    private ResponseClockMonitor monitor;

    private int workspace;
    private Api api;
    private List<Member> reps;

    @BeforeEach
    void aTeamOfTwoOnAMondayAtTen() throws IOException {
        workspace = workspace();
        api = api(workspace);
        user(workspace, "member");
        user(workspace, "member");
        reps = members.all(workspace).stream()
                .filter(member -> !member.name().equals("Olga Owner"))
                .toList();
        tenancy.in(workspace, () -> {
            jdbc.sql("INSERT INTO routing_team (workspace_id, name) VALUES (?, 'inbound')")
                    .param(workspace)
                    .update();
            jdbc.sql("INSERT INTO routing_member (workspace_id, team, user_id) VALUES (?, 'inbound', ?)")
                    .params(workspace, reps.getFirst().user())
                    .update();
        });
        try (InputStream in = OwnersOverTimeTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(
                    workspace,
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                            .replace("then: [remind, reassign]", "then: [remind]"));
        }
        ZonedDateTime now = clock.instant().atZone(zone());
        clock.forward(Duration.between(
                now, now.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(LocalTime.of(10, 0))));
    }

    private ZoneId zone() {
        return workspaces.get(workspace).timeZone();
    }

    @Test
    void reassigningLeavesAnswersAndMissesWithWhomeverHadTheLeadThen() {
        Member first = reps.getFirst();
        Member second = reps.getLast();
        String answered = lead();
        lead(); // is never answered
        clock.forward(Duration.ofMinutes(10));
        record(answered, "call_logged", Map.of());
        clock.forward(Duration.ofMinutes(40));
        while (monitor.fire(workspace) > 0) {
            // the unanswered one runs out
        }
        Map<Object, Map<?, ?>> before = times();
        Map<Object, Object> responded = responses();

        owner(workspace).post("/hand-off/users/" + first.user() + "/leads", Map.of("to", "" + second.user()));

        assertThat(times()).isEqualTo(before);
        assertThat(before.get(first.user()))
                .satisfies(row -> assertThat(Map.of(
                                "clocks", number(row, "clocks"),
                                "in_time", number(row, "in_time"),
                                "late", number(row, "late"),
                                "answered", number(row, "answered")))
                        .isEqualTo(Map.of("clocks", 2, "in_time", 1, "late", 1, "answered", 1)));
        assertThat(responses()).isEqualTo(responded);
        assertThat(owners()).as("who has them now").containsOnly(second.user());

        String late = lead(); // of the second from now on, and his miss
        tenancy.in(
                workspace,
                () -> jdbc.sql("UPDATE routing_member SET user_id = ? WHERE workspace_id = ?")
                        .params(second.user(), workspace)
                        .update());
        record(late, "call_logged", Map.of());
        assertThat(number(times().getOrDefault(first.user(), Map.of()), "clocks"))
                .isEqualTo(3);
    }

    @Test
    void everyInstantHasExactlyOneOwnerOfALeadThatWasEverAssigned() {
        String email = lead();
        long person = person(email);
        List<Instant> instants = new ArrayList<>(List.of(clock.instant().minus(Duration.ofDays(900))));
        for (int i = 0; i < 5; i++) {
            instants.add(clock.instant());
            clock.forward(Duration.ofHours(1));
            owner(workspace)
                    .post(
                            "/today/" + person + "/hand-on",
                            Map.of("to", "" + reps.get(i % 2).user()));
        }
        instants.add(clock.instant().plus(Duration.ofDays(900)));
        for (Instant at : instants) {
            assertThat(tenancy.read(
                            workspace,
                            () -> jdbc.sql("""
                                            SELECT count(*) FROM report_owner
                                            WHERE workspace_id = ? AND person_id = ? AND since <= ? AND ? < until""")
                                    .params(workspace, person, java.sql.Timestamp.from(at), java.sql.Timestamp.from(at))
                                    .query(Integer.class)
                                    .single()))
                    .isEqualTo(1);
        }
    }

    @Test
    void holidaysHoursAndAbsencesMoveTheClocksThatRun() {
        Member boss = members.all(workspace).stream()
                .filter(member -> member.name().equals("Olga Owner"))
                .findFirst()
                .orElseThrow();
        clock.forward(Duration.ofHours(6).plusMinutes(45)); // Monday 16:45, half an hour is Tuesday 9:15
        LocalDate monday = LocalDate.ofInstant(clock.instant(), zone());
        Instant from = clock.instant();
        lead();
        due(monday.plusDays(1), LocalTime.of(9, 15), from);

        availability.close(boss, new Availability.Holiday(monday.plusDays(1), "Founders' day"));
        due(monday.plusDays(2), LocalTime.of(9, 15), from);

        Member rep = reps.getFirst();
        availability.away(boss, rep, monday.plusDays(2), monday.plusDays(3), null, "");
        due(monday.plusDays(4), LocalTime.of(9, 15), from);

        availability.reopen(boss, monday.plusDays(1));
        due(monday.plusDays(1), LocalTime.of(9, 15), from);

        List<List<WorkCalendar.Hours>> week = new ArrayList<>(WorkCalendar.ORDINARY);
        week.set(0, List.of(new WorkCalendar.Hours(540, 1200)));
        availability.set(boss, rep, new Availability.Terms(null, week, null, 1));
        due(monday, LocalTime.of(17, 15), from);
    }

    /** The one running clock and the lead's next step are due then; both started at an instant within that minute. */
    private void due(LocalDate day, LocalTime time, Instant from) {
        Instant expected = day.atTime(time).atZone(zone()).toInstant();
        Instant due = tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT due_at FROM response_clock WHERE workspace_id = ? AND owner_id IS NOT NULL AND met_at IS NULL
                          AND ended_at IS NULL""")
                        .param(workspace)
                        .query(java.sql.Timestamp.class)
                        .single()
                        .toInstant());
        assertThat(due).isBetween(expected.minusSeconds(1), expected.plusSeconds(60));
        assertThat(tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT next_at FROM lead_assignment WHERE workspace_id = ?")
                                .param(workspace)
                                .query(java.sql.Timestamp.class)
                                .single()
                                .toInstant()))
                .isEqualTo(due);
        assertThat(from).isBefore(due);
    }

    @Test
    void winningADealEndsNoOnesNextStepsAndRejectingALeadEndsThem() {
        for (String end : List.of("deal_won", "deal_lost")) {
            String email = lead();
            record(email, "accepted_by_sales", Map.of());
            plan(email);
            record(email, end, Map.of());
            assertThat(open(email)).as(end).containsExactly("Call about the contract");
            assertThat(onToday(email)).as(end).isTrue();
        }
        String email = lead();
        plan(email);
        owner(workspace).post("/today/" + person(email) + "/reject", Map.of("reason", "no_need"));
        assertThat(onToday(email)).as("at once").isFalse();
        settled.settled(workspace);
        assertThat(open(email)).isEmpty();
        assertThat(onToday(email)).isFalse();
    }

    private void plan(String email) {
        owner(workspace)
                .post(
                        "/today/" + person(email) + "/tasks",
                        Map.of("kind", "call", "what", "Call about the contract", "day", "2040-01-31"));
    }

    private List<String> open(String email) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT what FROM next_step WHERE workspace_id = ? AND person_id = ? AND done_at IS NULL")
                        .params(workspace, person(email))
                        .query(String.class)
                        .list());
    }

    private boolean onToday(String email) {
        return owner(workspace).get("/today/queue?whose=all").body().contains("data-lead=\"" + person(email) + "\"");
    }

    private Map<Object, Map<?, ?>> times() {
        Map<Object, Map<?, ?>> rows = new HashMap<>();
        String body = api.get("/api/v1/reports/response-times?by=user").body();
        ((List<?>) Json.object(body).get("rows"))
                .stream()
                        .map(row -> (Map<?, ?>) row)
                        .filter(row -> row.get("response_class").equals("inbound"))
                        .forEach(row -> rows.put(((Number) row.get("owner")).intValue(), row));
        return rows;
    }

    private static int number(Map<?, ?> row, String field) {
        return row.get(field) instanceof Number number ? number.intValue() : 0;
    }

    /** People responded to by the metrics of each owner. */
    private Map<Object, Object> responses() {
        String body = api.get("/api/v1/reports/metrics?period=all&by=owner").body();
        assertThat(body).contains(Integer.toString(reps.getFirst().user()));
        return Map.of("metrics", body.replaceAll("\"[a-z_]+\":\"2[^\"]*Z\"", ""));
    }

    private Set<Integer> owners() {
        return Set.copyOf(tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT owner_id FROM lead_assignment WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Integer.class)
                        .list()));
    }

    private String lead() {
        String email = address();
        record(email, "demo_requested", FITS);
        return email;
    }

    private long person(String email) {
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    private void record(String email, String kind, Map<String, Object> traits) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        kind,
                        kind.equals("call_logged") ? "connected" : "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        traits,
                        Map.of(),
                        Trust.INTERNAL)));
        settled.settled(workspace);
    }
}
