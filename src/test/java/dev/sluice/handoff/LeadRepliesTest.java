package dev.sluice.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever a person writes, at whatever stage and by whatever channel, is on the Today of someone, with a clock. */
class LeadRepliesTest extends SluiceTest {
    private static final Map<String, Object> FITS =
            Map.of("name", "Ruth Okafor", "company_size", 120, "role", "director", "country", "US");
    private static final String WORDS = "Could somebody call me? We have had an incident.";

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
    private DepartedOwners ownership;

    private int workspace;
    private Api api;

    @BeforeEach
    void aWorkspaceThatDecides() throws IOException {
        workspace = workspace();
        api = api(workspace);
        try (InputStream in = LeadRepliesTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(workspace, new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Each stage of a life, as the signals that lead there. */
    private static Stream<List<String>> lives() {
        return Stream.of(
                List.of("identified"),
                List.of("asset_downloaded"),
                List.of("demo_requested", "call_logged"),
                List.of("demo_requested", "accepted_by_sales", "call_logged"),
                List.of("demo_requested", "rejected_by_sales"),
                List.of("demo_requested", "accepted_by_sales", "meeting_held", "deal_lost"),
                List.of("demo_requested", "accepted_by_sales", "meeting_held", "deal_won"));
    }

    private static Stream<Map.Entry<String, Map<String, Object>>> channels() {
        return Stream.of(
                Map.entry("email_replied", Map.of("mail_subject", "Re: Hello", "text", WORDS)),
                Map.entry("email_received", Map.of("mail_subject", "Incident", "text", WORDS)),
                Map.entry("email_opt_out_asked", Map.of("mail_subject", "Incident", "text", WORDS)),
                Map.entry("form_submitted", Map.of("question", WORDS)),
                Map.entry("form_submitted", Map.of("properties", Map.of("anything_else", WORDS))),
                Map.entry("information_requested", Map.of("message", WORDS)));
    }

    static Stream<Arguments> cases() {
        return lives().flatMap(
                        life -> channels().map(channel -> Arguments.of(life, channel.getKey(), channel.getValue())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatAPersonWritesIsWithAMemberWithAClockAndInFullOnToday(
            List<String> life, String channel, Map<String, Object> data) {
        String email = address();
        Instant at = clock.instant().minus(Duration.ofDays(3));
        for (String kind : life) {
            record(email, at, kind, kind.equals("identified") ? Map.of("name", "Ruth Okafor") : FITS, Map.of());
            at = at.plus(Duration.ofMinutes(10));
        }
        settled.settled(workspace);

        long person = record(email, clock.instant(), channel, Map.of(), data);
        settled.settled(workspace);

        int owner = (int) (long) tenancy.read(
                workspace,
                () -> jdbc.sql("""
                                SELECT owner_id::bigint FROM next_step
                                WHERE workspace_id = ? AND person_id = ? AND kind = 'respond' AND done_at IS NULL""").params(workspace, person).query(Long.class).single());
        assertThat(members.find(workspace, owner)).isPresent();
        Map<String, Object> row = row(person, owner);
        assertThat(row.get("wrote")).isEqualTo(WORDS);
        assertThat(Instant.parse((String) row.get("answer_by"))).isAfter(clock.instant());
        assertThat(owner(workspace).get("/today/" + person).body()).contains(WORDS);

        record(email, clock.instant(), "call_logged", Map.of(), Map.of());
        settled.settled(workspace);
        assertThat(openReplies(person)).as("answered").isZero();
        assertThat(clocks(person)).as("running clocks").isZero();
    }

    @Test
    void aReplyOfALeadWhoseOwnerIsAwayOrGoneIsWithAColleague() {
        String email = address();
        user(workspace, "member");
        record(email, clock.instant(), "demo_requested", FITS, Map.of());
        settled.settled(workspace);
        long person = persons.withKey(workspace, "e:" + email).orElseThrow().id();
        int owner = number("SELECT owner_id FROM lead_assignment WHERE workspace_id = ? AND person_id = ?", person);
        tenancy.in(
                workspace,
                () -> jdbc.sql("""
                                INSERT INTO absence (workspace_id, user_id, from_day, to_day)
                                VALUES (?, ?, ?::date, ?::date)""")
                        .params(workspace, owner)
                        .params(
                                clock.instant().minus(Duration.ofDays(2)).toString(),
                                clock.instant().plus(Duration.ofDays(5)).toString())
                        .update());

        record(email, clock.instant(), "email_received", Map.of(), Map.of("mail_subject", "Hi", "text", WORDS));
        settled.settled(workspace);

        int with = number("SELECT owner_id FROM next_step WHERE workspace_id = ? AND person_id = ?", person);
        assertThat(with).isNotEqualTo(owner);
        assertThat(members.all(workspace)).extracting(Member::user).contains(with);
        assertThat(row(person, with)).containsEntry("next_what", "They wrote: Hi");
    }

    @Test
    void aFormWithoutAMessageAndAnOldReplyAskNoOne() {
        long form = record(address(), clock.instant(), "form_submitted", Map.of("name", "Ann"), Map.of());
        long old = record(
                address(),
                clock.instant().minus(Duration.ofDays(40)),
                "email_received",
                Map.of(),
                Map.of("text", WORDS));
        String email = address();
        long answered = record(
                email, clock.instant().minus(Duration.ofDays(4)), "email_received", Map.of(), Map.of("text", WORDS));
        record(email, clock.instant().minus(Duration.ofDays(3)), "call_logged", Map.of(), Map.of());
        settled.settled(workspace);
        assertThat(openReplies(form)).isZero();
        assertThat(openReplies(old)).isZero();
        await().untilAsserted(() -> assertThat(openReplies(answered)).isZero());
    }

    @Test
    void theProofCountsOnlyStepsThatAMemberOwnsAndFindsAReplyThatNoOneHas() {
        String email = address();
        long person = record(email, clock.instant(), "asset_downloaded", Map.of("name", "Ann"), Map.of());
        settled.settled(workspace);
        assertThat(proof()).containsEntry("open", 1).containsEntry("dated", 0).containsEntry("forgotten", 0);

        record(email, clock.instant(), "email_received", Map.of(), Map.of("text", WORDS));
        settled.settled(workspace);
        assertThat(proof()).containsEntry("dated", 1).containsEntry("forgotten", 0);

        tenancy.in(
                workspace,
                () -> jdbc.sql("UPDATE next_step SET owner_id = 2147483647 WHERE workspace_id = ?")
                        .param(workspace)
                        .update());
        assertThat(proof()).containsEntry("dated", 0).containsEntry("forgotten", 1);
        String indicator = owner(workspace).get("/hand-off/forgotten").body();
        assertThat(indicator).contains("1 forgotten");
        String opened = indicator
                .replaceAll("(?s).*href=\"(/hand-off/people[^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(owner(workspace).get(opened).body()).containsOnlyOnce("href=\"/people/" + person);

        tenancy.in(workspace, () -> ownership.adopt(workspace));
        assertThat(proof()).containsEntry("dated", 1).containsEntry("forgotten", 0);
        assertThat(owner(workspace).get("/hand-off/forgotten").body())
                .contains("0 forgotten")
                .doesNotContain("is-late");
        int owner = number("SELECT owner_id FROM next_step WHERE workspace_id = ? AND person_id = ?", person);
        assertThat(members.find(workspace, owner)).isPresent();
    }

    private Map<String, Object> proof() {
        Map<String, Object> figures = new HashMap<>();
        Map<?, ?> response = Json.object(api.get("/api/v1/reports/proof").body());
        ((Map<?, ?>) ((List<?>) response.get("rows")).getFirst())
                .forEach((key, value) ->
                        figures.put((String) key, value instanceof Number number ? number.intValue() : value));
        return figures;
    }

    private Map<String, Object> row(long person, int owner) {
        Map<?, ?> queue = Json.object(api.get("/api/v1/queue?owner=" + owner).body());
        return ((List<?>) queue.get("rows"))
                .stream()
                        .map(row -> (Map<?, ?>) row)
                        .filter(row -> ((Number) row.get("person")).longValue() == person)
                        .findFirst()
                        .map(row -> {
                            Map<String, Object> copy = new HashMap<>();
                            row.forEach((key, value) -> copy.put((String) key, value));
                            return copy;
                        })
                        .orElseThrow(() -> new AssertionError("not on Today: " + queue));
    }

    private int openReplies(long person) {
        return number("""
                SELECT count(*) FROM next_step
                WHERE workspace_id = ? AND person_id = ? AND kind = 'respond' AND done_at IS NULL""", person);
    }

    private int clocks(long person) {
        return number("""
                SELECT count(*) FROM response_clock
                WHERE workspace_id = ? AND person_id = ? AND owner_id IS NOT NULL AND met_at IS NULL AND ended_at IS NULL""", person);
    }

    private int number(String sql, long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(sql)
                        .params(workspace, person)
                        .query(Integer.class)
                        .single());
    }

    private long record(String email, Instant at, String kind, Map<String, Object> traits, Map<String, Object> data) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        at,
                        null,
                        kind,
                        kind.equals("rejected_by_sales") ? "no_budget" : kind.equals("call_logged") ? "connected" : "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        traits,
                        data,
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }
}
