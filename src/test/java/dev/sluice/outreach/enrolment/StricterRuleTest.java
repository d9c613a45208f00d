package dev.sluice.outreach.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.kind.Trust;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A stricter legal basis, and a consent that was declined, end what is planned and only that. */
class StricterRuleTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Persons persons;

    @Autowired
    private Enrolments enrolments;

    private int workspace;

    @BeforeEach
    void aWorkspaceWithLegitimateInterest() {
        workspace = workspace();
        choose("until_they_say_no");
    }

    private void choose(String rule) {
        assertThat(owner(workspace)
                        .post("/settings/consent", Map.of("rule", rule, "code", "marketing", "words", "News"))
                        .statusCode())
                .isEqualTo(303);
    }

    private long tell(String email, String kind, String subject) {
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

    private void enrol(String email) {
        assertThat(api(workspace)
                        .post("/api/v1/enrolments", "{\"sequence\": \"fast-start\", \"email\": \"" + email + "\"}")
                        .statusCode())
                .isBetween(200, 201);
    }

    private boolean active(long person) {
        return enrolments.findByPerson(workspace, person).stream()
                .anyMatch(enrolment -> enrolment.sequence().equals("fast-start") && enrolment.open());
    }

    @Test
    void aStricterRuleEndsTheSequencesOfThoseWhoNeverAgreed() {
        String never = address();
        String agreed = address();
        long without = tell(never, "identified", "");
        long with = tell(agreed, "consent_given", "marketing");
        enrol(never);
        enrol(agreed);
        assertThat(active(without)).isTrue();

        choose("ask");

        assertThat(active(without)).isFalse();
        assertThat(active(with)).isTrue();
        assertThat(queued(without)).isZero();
    }

    @Test
    void aConsentThatWasDeclinedEndsThemToo() {
        String email = address();
        long person = tell(email, "identified", "");
        enrol(email);
        tell(email, "consent_declined", "marketing");
        assertThat(active(person)).isFalse();
    }

    private long queued(long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM message WHERE workspace_id = ? AND person_id = ? AND kind ="
                                + " 'marketing' AND state IN ('ready', 'claimed')")
                        .params(workspace, person)
                        .query(Long.class)
                        .single());
    }
}
