package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.person.Consents;
import dev.sluice.person.Erasure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OptInTest extends ConsentCase {
    private static final String ANN = "ann@harbour.test";
    private static final String WORDING = "Yes, send me the monthly letter.";

    @Autowired
    private Consents consents;

    @Autowired
    private Erasure erasure;

    private String sendsTheForm() {
        tell(ANN, "form_submitted", "letter", Map.of("consent_to_confirm", WORDING));
        OptInRequested last = heard(OptInRequested.class).getLast();
        assertThat(last.workspace()).isEqualTo(workspace);
        assertThat(last.address()).isEqualTo(ANN);
        assertThat(last.form()).isEqualTo("letter");
        return path(last.confirmUrl());
    }

    @Test
    void a_ticked_consent_counts_once_it_is_confirmed_by_a_post_and_never_by_a_look() {
        rule(LegalBasis.UNTIL_THEY_SAY_NO);
        String link = sendsTheForm();
        long ann = persons.withKey(workspace, "e:" + ANN).orElseThrow().id();
        for (int i = 0; i < 5; i++) {
            assertThat(get(link).body()).contains(WORDING).contains("Yes, write to me");
        }
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.NO_CONSENT);

        assertThat(post(link, "").body()).contains("this is confirmed");
        post(link, "");

        assertThat(marketing(ann, ANN)).isNull();
        assertThat(kinds(ann))
                .filteredOn(kind -> !kind.equals("email_sent")) // the mails that follow are outreach's
                .containsExactly("form_submitted", "consent_given");
        assertThat(consents.of(workspace, ann))
                .singleElement()
                .satisfies(consent -> assertThat(consent.wording()).isEqualTo(WORDING));
    }

    @Test
    void whoever_reads_the_mailbox_can_take_their_unsubscription_back() {
        long ann = agreed(ANN);
        post(link(ann, ANN), "");
        String link = sendsTheForm();
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
        post(link, "");
        assertThat(marketing(ann, ANN)).isNull();
    }

    @Test
    void asked_again_it_is_one_question_and_an_erased_address_is_not_asked() {
        assertThat(sendsTheForm()).isNotEmpty();
        String link = sendsTheForm();
        long open = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM opt_in WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .single());
        assertThat(open).isEqualTo(1);

        erasure.erase(
                workspace, persons.withKey(workspace, "e:" + ANN).orElseThrow().id());
        int before = heard(OptInRequested.class).size();
        tell(ANN, "form_submitted", "letter", Map.of("consent_to_confirm", WORDING));
        assertThat(heard(OptInRequested.class)).hasSize(before);
        assertThat(get(link).statusCode()).isEqualTo(404);
        assertThat(get("/confirm/invented").statusCode()).isEqualTo(404);
    }
}
