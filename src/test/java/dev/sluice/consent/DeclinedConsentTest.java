package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.platform.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A consent that was asked for and not given stops marketing email whatever the legal basis, and takes nothing back. */
class DeclinedConsentTest extends ConsentCase {
    private static final String ANN = "ann@harbour.test";

    private long declined(String purpose) {
        return tell(ANN, "consent_declined", purpose, Map.of("wording", "You may write to me."));
    }

    private String panel(long person) {
        Browser owner = owner(workspace);
        return owner.get("/people/" + person + "/consent").body();
    }

    private Map<String, Object> answer(long person) {
        return Json.object(
                (String) api(workspace).get("/api/v1/people/" + person).body());
    }

    @ParameterizedTest
    @EnumSource(LegalBasis.class)
    void whoWasAskedAndDidNotAgreeGetsNoMarketing(LegalBasis basis) {
        rule(basis);
        long ann = declined("marketing");
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.DECLINED);
        assertThat(oneToOne(ann, ANN)).isNull();
        assertThat(heard(RecipientsSuppressed.class))
                .anySatisfy(event -> assertThat(event.persons()).contains(ann));
    }

    @ParameterizedTest
    @EnumSource(LegalBasis.class)
    void aLaterYesCounts(LegalBasis basis) {
        rule(basis);
        long ann = declined("marketing");
        clock.forward(Duration.ofMinutes(1));
        agreed(ANN);
        assertThat(marketing(ann, ANN)).isNull();
    }

    @ParameterizedTest
    @EnumSource(LegalBasis.class)
    void anUntickedBoxTakesAnEarlierYesNotBack(LegalBasis basis) {
        rule(basis);
        long ann = agreed(ANN);
        clock.forward(Duration.ofMinutes(1));
        declined("marketing");
        assertThat(marketing(ann, ANN)).isNull();
        assertThat(heard(RecipientsSuppressed.class)).isEmpty();
    }

    @Test
    void anUnsubscriptionStaysOne() {
        long ann = tell(ANN, "unsubscribed", "", Map.of());
        clock.forward(Duration.ofMinutes(1));
        declined("marketing");
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }

    @Test
    void whatWasDeclinedForAnotherPurposeStopsNoMarketing() {
        rule(LegalBasis.UNTIL_THEY_SAY_NO);
        assertThat(marketing(declined("events"), ANN)).isNull();
    }

    @Test
    void thePanelNamesTheStatementThatDecides() {
        rule(LegalBasis.UNTIL_THEY_SAY_NO);
        long ann = tell(ANN, "page_viewed", "/", Map.of());
        assertThat(panel(ann)).contains("Decided by: Legal basis: Legitimate interest");
        declined("marketing");
        assertThat(panel(ann)).contains("Decided by: Consent box left unticked", ">declined</span>");
        clock.forward(Duration.ofMinutes(1));
        agreed(ANN);
        assertThat(panel(ann)).contains("Decided by: Consent given");
        suppressions.suppress(workspace, List.of(ANN), SuppressionReason.UNSUBSCRIBED, "said so at the fair");
        clock.forward(Duration.ofMinutes(1));
        agreed(ANN);
        assertThat(panel(ann))
                .contains("Decided by: Suppression list: unsubscribed (said so at the fair)")
                .contains("does not undo this");
    }

    @ParameterizedTest
    @EnumSource(
            value = SuppressionReason.class,
            names = {"SUPPRESSED", "BOUNCED", "COMPLAINED", "UNSUBSCRIBED", "UNDECIDED"})
    void theApiSaysThatAPersonIsSuppressedAndWhy(SuppressionReason reason) {
        rule(LegalBasis.UNTIL_THEY_SAY_NO);
        long ann = tell(ANN, "page_viewed", "/", Map.of());
        assertThat(answer(ann)).containsEntry("suppressed", false).doesNotContainKey("suppression.reason");
        suppressions.suppress(workspace, List.of(ANN), reason, "");
        assertThat(answer(ann)).containsEntry("suppressed", true);
        assertThat(Json.object(Json.write(answer(ann).get("suppression"))))
                .containsEntry("reason", reason.code())
                .containsEntry("all_email", reason.stops(false));
    }

    @Test
    void anUnsubscriptionIsFromMarketingWhicheverEmailItAnswers() {
        long ann = tell(ANN, "unsubscribed", "thanks-and-next-step", Map.of());
        assertThat(Json.write(answer(ann).get("consents")))
                .contains("\"purpose\":\"marketing\"")
                .doesNotContain("thanks-and-next-step");
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
        assertThat(heard(RecipientsSuppressed.class))
                .anySatisfy(event -> assertThat(event.persons()).contains(ann));
    }
}
