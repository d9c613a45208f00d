package dev.sluice.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.consent.SendPermissions;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.handoff.Handoffs;
import dev.sluice.inbox.OptOutQuestion.OptOutState;
import dev.sluice.inbox.ReceivedMail.ReceivedKind;
import dev.sluice.mail.SentMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A wish for no more mail that somebody says in a sentence: done where it is clear, asked of a person where not. */
class OptOutQuestionTest extends InboxCase {
    private static final String UNCLEAR = "If you send one more of these I'll unsubscribe.";

    @Autowired
    private SendPermissions permissions;

    @Autowired
    private Handoffs handoffs;

    @Test
    void aClearWishInASentenceIsDoneAndIsNoReply() {
        SentMessage sent = sent("a");
        ReceivedMail mail = arrives(reply(email, token(sent), "", "Please do not contact me again."));
        assertThat(mail.kind()).isEqualTo(ReceivedKind.UNSUBSCRIBE);
        assertThat(refusal(true)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
        assertThat(signals("email_replied")).isEmpty();
        assertThat(signals("unsubscribed")).hasSize(1);
    }

    @Test
    void whatIsUnclearHoldsMarketingMailAndAsksAPerson() {
        SentMessage sent = sent("a");
        ReceivedMail mail = arrives(reply(email, token(sent), "", UNCLEAR));
        assertThat(mail.optOut()).isEqualTo(OptOutState.UNCLEAR);
        assertThat(refusal(true)).isEqualTo(SuppressionReason.UNDECIDED);
        assertThat(refusal(false)).isNull();
        assertThat(signals("email_replied")).isEmpty();
        assertThat(signals("email_opt_out_asked")).containsExactly(person + " true Re: Your guide");
        await().untilAsserted(() -> assertThat(handoffs.openTasks(workspace, person))
                .anyMatch(task -> task.toString().contains("no more email")));
        assertThat(owner(workspace).get("/outreach/inbox").body()).contains("No more email?");
        assertThat(owner(workspace).get("/outreach/inbox/" + mail.id()).body()).contains("Stop marketing email");
    }

    @Test
    void whoeverDecidesThatTheyWantNoMoreUnsubscribesThem() {
        ReceivedMail mail = arrives(reply(email, token(sent("a")), "", UNCLEAR));
        assertThat(api(workspace)
                        .post("/api/v1/received/" + mail.id() + "/opt-out", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(refusal(true)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
        assertThat(signals("unsubscribed")).hasSize(1);
        assertThat(signals("email_replied")).isEmpty();
        assertThat(rows.get(workspace, mail.id()).optOut()).isEqualTo(OptOutState.CONFIRMED);
    }

    @Test
    void whoeverDecidesThatTheyStillWantMailMakesItTheReplyThatItWas() {
        ReceivedMail mail = arrives(reply(email, token(sent("a")), "", UNCLEAR));
        assertThat(api(workspace)
                        .post("/api/v1/received/" + mail.id() + "/opt-out-denial", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(refusal(true)).isNull();
        assertThat(signals("email_replied")).hasSize(1);
        assertThat(signals("unsubscribed")).isEmpty();
        assertThat(api(workspace)
                        .post("/api/v1/received/" + mail.id() + "/opt-out", "")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void anUnmatchedMailIsAskedAboutOnceItIsKnownWhoseItIs() {
        ReceivedMail mail = arrives(reply("stranger@there.example", "hello@sluice.example", "", UNCLEAR));
        assertThat(refusal(true)).isNull();
        api(workspace).post("/api/v1/received/" + mail.id() + "/assignment", "{\"person\": \"" + email + "\"}");
        assertThat(refusal(true)).isEqualTo(SuppressionReason.UNDECIDED);
        api(workspace).post("/api/v1/received/" + mail.id() + "/opt-out-denial", "");
        assertThat(refusal(true)).isNull();
    }

    @Test
    void anUnmatchedWishEndsMarketingMailOnceItIsKnownWhoseItIs() {
        ReceivedMail mail = arrives(reply("stranger@there.example", "hello@sluice.example", "", "Unsubscribe"));
        api(workspace).post("/api/v1/received/" + mail.id() + "/assignment", "{\"person\": \"" + email + "\"}");
        assertThat(refusal(true)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }

    private @Nullable SuppressionReason refusal(boolean marketing) {
        return permissions.refused(workspace, new SendPermissions.PermissionQuery(person, email, marketing));
    }
}
