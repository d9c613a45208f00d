package dev.sluice.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.consent.SendPermissions;
import dev.sluice.mail.SentMessage;
import dev.sluice.mail.refusal.BounceCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** When servers refuse us, nobody who was written to is suppressed, and whoever runs outreach sees an alarm. */
class DeliveryAlarmTest extends InboxCase {
    @Autowired
    private DeliveryAlarm alarm;

    @Autowired
    private SendPermissions permissions;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5.1.8|553 5.1.8 <hello@firm.example>... sender address refused",
                "5.0.0|554 your server has no reverse DNS entry",
                "5.0.0|550 Denied by policy",
                "5.3.0|",
                "5.0.0|554 Service currently unavailable",
                "5.2.0|550 5.2.0 mail rejected",
                "5.1.1|552 max message size exceeded",
            })
    void aFaultOfOursSuppressesNobody(String refusal) {
        String[] parts = refusal.split("\\|", -1);
        SentMessage sent = sent("a");
        ReceivedMail mail = arrives(refused(sent, parts[0], parts[1]));
        assertThat(mail.details()).containsEntry("severity", "soft");
        assertThat(permissions.refused(workspace, new SendPermissions.PermissionQuery(person, email, true)))
                .isNull();
    }

    @Test
    void fivePeopleWithinADayRaiseTheAlarm() {
        List<ReceivedMail> bounces = new ArrayList<>();
        for (int i = 0; i < DeliveryAlarm.CLUSTER; i++) {
            assertThat(alarm.causes(workspace)).isEmpty();
            email = address();
            person = person(email);
            SentMessage sent = sent("a" + i);
            bounces.add(arrives(refused(sent, "5.7.1", "554 5.7.1 your network is on a blocklist")));
            bounces.add(arrives(refused(sent, "5.7.1", "554 5.7.1 your network is on a blocklist, again")));
        }
        assertThat(alarm.causes(workspace)).singleElement().satisfies(count -> {
            assertThat(count.cause()).isEqualTo(BounceCause.REPUTATION);
            assertThat(count.people()).isEqualTo(5);
            assertThat(count.newest()).contains("again");
        });
        assertThat(owner(workspace).get("/outreach/delivery-alarm").body())
                .contains("Mail servers refuse our email", "5 people in the last 24 h");
        assertThat(owner(workspace()).get("/outreach/delivery-alarm").body()).doesNotContain("alert");
        clock.forward(Duration.ofHours(25));
        assertThat(alarm.causes(workspace)).isEmpty();
    }

    @Test
    void deadAddressesAndFullMailboxesRaiseNone() {
        for (int i = 0; i < DeliveryAlarm.CLUSTER + 1; i++) {
            email = address();
            person = person(email);
            arrives(refused(
                    sent("a" + i),
                    i % 2 == 0 ? "5.1.1" : "5.2.2",
                    i % 2 == 0 ? "550 user unknown" : "552 mailbox full"));
        }
        assertThat(alarm.causes(workspace)).isEmpty();
    }

    private String refused(SentMessage sent, String status, String said) {
        return bounce(token(sent), email, sent.messageId(), status)
                .replace("Diagnostic-Code: smtp; 550 " + status + " not here", "Diagnostic-Code: smtp; " + said);
    }
}
