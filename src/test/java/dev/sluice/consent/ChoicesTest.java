package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What recipients choose on the page that a mail's link opens, and what users write down for them. */
class ChoicesTest extends ConsentCase {
    private static final String ANN = "ann@harbour.test";

    private long ann;

    @BeforeEach
    void someoneToWriteTo() {
        rule(LegalBasis.UNTIL_THEY_SAY_NO);
        ann = tell(ANN, "page_viewed", "/", Map.of());
    }

    /** What the log holds of her choices. */
    private List<String> said() {
        return kinds(ann).stream()
                .filter(List.of("unsubscribed", "consent_given", "consent_withdrawn")::contains)
                .toList();
    }

    @Test
    void thePageShowsTheMaskedAddressAndEveryPurpose() {
        HttpResponse<String> page = get(link(ann, ANN));
        assertThat(page.body())
                .contains("a…@harbour.test", "News", "Invitations to events")
                .doesNotContain(ANN);
    }

    @Test
    void thePageIsPrivate() {
        HttpResponse<String> page = get(link(ann, ANN));
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("X-Robots-Tag")).hasValue("noindex");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void aPurposeIsTakenByItsTickAndDroppedWithoutIt() {
        String link = link(ann, ANN);
        post(link + "/preferences", "purpose=marketing&purpose=events");
        assertThat(said()).contains("consent_given").doesNotContain("unsubscribed");
        assertThat(marketing(ann, ANN)).isNull();
        post(link + "/preferences", "purpose=events");
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
        assertThat(oneToOne(ann, ANN)).isNull();
        post(link + "/preferences", "");
        assertThat(said()).contains("consent_withdrawn");
    }

    @Test
    void savingWhatIsChosenAlreadyRecordsNothing() {
        String link = link(ann, ANN);
        post(link + "/preferences", "purpose=marketing");
        int before = said().size();
        post(link + "/preferences", "purpose=marketing");
        assertThat(said()).hasSize(before);
    }

    @Test
    void aPurposeThatIsNotOfferedIsIgnored() {
        post(link(ann, ANN) + "/preferences", "purpose=marketing&purpose=everything");
        assertThat(said()).isEmpty();
    }

    @Test
    void anUndoWithoutAnUnsubscriptionRecordsNothing() {
        assertThat(post(link(ann, ANN) + "/undo", "").statusCode()).isEqualTo(200);
        assertThat(said()).isEmpty();
    }

    @Test
    void anUndoDoesNotHealABounceOrAComplaint() {
        suppressions.suppress(workspace, List.of(ANN), SuppressionReason.BOUNCED, "550");
        post(link(ann, ANN) + "/undo", "");
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.BOUNCED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/undo", "/preferences"})
    void aLinkThatIsNoneChangesNothing(String part) {
        HttpResponse<String> answer = post("/u/nonsense" + part, "");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(said()).isEmpty();
    }

    @Test
    void aLinkToConfirmIsNoLinkToUnsubscribe() {
        String token = link(ann, ANN).substring("/u/".length());
        assertThat(get("/confirm/" + token).statusCode()).isEqualTo(404);
        assertThat(post("/confirm/" + token, "").statusCode()).isEqualTo(404);
    }

    private Map<String, String> said(String said, String purpose, String means, String wording) {
        Map<String, String> form = new HashMap<>();
        form.put("said", said);
        form.put("purpose", purpose);
        form.put("means", means);
        form.put("wording", wording);
        return form;
    }

    @ParameterizedTest
    @CsvSource({
        "maybe, marketing, on the phone, Yes",
        "'', marketing, on the phone, Yes",
        "given, everything, on the phone, Yes",
        "given, marketing, by telepathy, Yes",
        "given, marketing, on the phone, ''",
        "given, marketing, on the phone, '  '",
    })
    void aConsentWithoutItsProofIsNotWrittenDown(String said, String purpose, String means, String wording) {
        HttpResponse<String> answer =
                user(workspace, "member").post("/people/" + ann + "/consents", said(said, purpose, means, wording));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(said()).isEmpty();
    }

    @Test
    void aWithdrawalThatAUserWritesDownStopsMarketing() {
        Browser member = user(workspace, "member");
        member.post("/people/" + ann + "/consents", said("withdrawn", "marketing", "face to face", "No more, please."));
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
        assertThat(oneToOne(ann, ANN)).isNull();
        member.post("/people/" + ann + "/consents", said("given", "marketing", "on paper", "Yes, again."));
        assertThat(marketing(ann, ANN)).isNull();
    }

    @Test
    void aConsentToAnotherPurposeLeavesMarketingAlone() {
        user(workspace, "member")
                .post("/people/" + ann + "/consents", said("withdrawn", "events", "by mail", "No events."));
        assertThat(marketing(ann, ANN)).isNull();
        assertThat(said()).contains("consent_withdrawn");
    }

    @Test
    void aConsentWrittenDownHealsNoBounce() {
        suppressions.suppress(workspace, List.of(ANN), SuppressionReason.BOUNCED, "550");
        user(workspace, "member")
                .post("/people/" + ann + "/consents", said("given", "marketing", "on the phone", "Yes."));
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.BOUNCED);
    }
}
