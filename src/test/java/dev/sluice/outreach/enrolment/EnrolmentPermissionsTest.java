package dev.sluice.outreach.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import dev.sluice.funnel.FollowUpRules;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may not be emailed does not seem to be in a sequence: not by the API, nor by the funnel. */
class EnrolmentPermissionsTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Persons persons;

    @Autowired
    private Suppressions suppressions;

    @Autowired
    private Enrolments enrolments;

    @Autowired
    private Sequences sequences;

    @Autowired
    private Settled settled;

    private int workspace;
    private Api api = new Api("", "");
    private String email = "";

    @BeforeEach
    void someone() throws IOException {
        workspace = workspace();
        api = api(workspace);
        email = address();
    }

    private long tell(String kind, String subject) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        kind,
                        subject,
                        true,
                        1,
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    private HttpResponse<String> enrol() {
        return api.post("/api/v1/enrolments", "{\"sequence\": \"fast-start\", \"email\": \"" + email + "\"}");
    }

    @ParameterizedTest
    @EnumSource(
            value = SuppressionReason.class,
            mode = Mode.EXCLUDE,
            names = {"ERASED", "UNDECIDED", "DECLINED", "NO_CONSENT"})
    void enrollingThemIsRefusedAtOnceWithTheReason(SuppressionReason reason) {
        long person = tell("identified", "");
        suppressions.suppress(workspace, List.of(email), reason, "");

        HttpResponse<String> answer = enrol();

        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(answer.body()).contains(reason.sentence());
        await().untilAsserted(() -> assertThat(enrolments.findByPerson(workspace, person))
                .as("the funnel may have enrolled them a moment before")
                .noneMatch(Enrolment::open));
        assertThat(enrolments.findByPerson(workspace, person))
                .extracting(Enrolment::sequence)
                .doesNotContain("fast-start");
    }

    @Test
    void aWithdrawnConsentIsRefusedToo() {
        long person = tell("unsubscribed", "marketing");

        assertThat(enrol().body()).contains(SuppressionReason.UNSUBSCRIBED.sentence());
        assertThat(enrolments.findByPerson(workspace, person)).isEmpty();
    }

    @Test
    void whereConsentIsAskedForTheEnrolmentIsHeldUntilItComes() {
        tenancy.in(workspace, () -> {
            jdbc.sql("INSERT INTO consent_setting (workspace_id, rule, purposes) VALUES (?, 'ask', ?::jsonb)")
                    .params(workspace, "[{\"code\": \"marketing\", \"words\": \"News\"}]")
                    .update();
        });
        long person = tell("identified", "");

        Map<String, Object> answer = Json.object(enrol().body());
        assertThat(Json.object(Json.write(answer.get("enrolment"))).get("held"))
                .isEqualTo(SuppressionReason.NO_CONSENT.sentence());

        tell("consent_given", "marketing");
        assertThat(enrolments.findByPerson(workspace, person).getFirst().held()).isEmpty();
    }

    /** The signal that someone unsubscribes is folded too, and may be the first that makes them a lead. */
    @Test
    void theFunnelEnrolsNoOneForTheirUnsubscribing() throws IOException {
        try (InputStream in = FollowUpRules.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(workspace, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        long person = tell("unsubscribed", "marketing");
        settled.settled(workspace);

        assertThat(enrolments.findByPerson(workspace, person)).isEmpty();
    }

    @Test
    void aNewWorkspaceWaitsWithItsSequencesUntilSomeoneHasReadThem() {
        int fresh = untouchedWorkspace();

        assertThat(sequences.all(fresh)).isNotEmpty().allSatisfy(sequence -> {
            assertThat(sequence.status()).isEqualTo(Sequence.Status.PAUSED);
            assertThat(sequence.pausedWhy()).contains("start it");
        });
        assertThat(owner(fresh).get("/outreach").body()).contains("Read it and its templates");
    }

    /** A title that promises a time is measured against the delays, from every hour of a fortnight. */
    @Test
    void noSequenceTakesLongerThanItsTitlePromises() {
        for (String promise : List.of("48 hours", "two days")) {
            assertThat(sequences.all(workspace))
                    .noneMatch(sequence -> sequence.plan().title().contains(promise));
        }
    }
}
