package dev.sluice.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mail.delivery.SmtpOutcome.Phase;
import dev.sluice.mail.delivery.SmtpOutcome.SmtpRejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that refuses us while we deliver says nothing of the recipient, whatever its code. */
class SmtpRefusalTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 Denied by policy",
                "554 your server has no reverse DNS entry",
                "554 5.7.1 Client host [192.0.2.4] blocked using a list of dynamic networks",
                "550 5.2.0 mail rejected",
                "550 5.1.8 bad outbound sender",
                "550 Sender verify failed",
                "550 5.1.1 max message size exceeded",
                "553 SPF check failed",
                "550 Mailbox is full",
                "554 Service currently unavailable",
                "550 relay not permitted",
            })
    void aFaultOfOursIsNotHard(String said) {
        assertThat(rejected(said).hard()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 no such user here",
                "550 5.7.1 No mailbox found",
                "553 5.3.0 user unknown",
                "550 <lee@there.example>: Recipient address rejected: User unknown in local recipient table",
                "554 delivery error: this user doesn't have an account",
                "550",
                "551 no",
            })
    void aDeadAddressIs(String said) {
        assertThat(rejected(said).hard()).isTrue();
    }

    @Test
    void whatIsRefusedAfterTheMessageWasSentIsHardOnlyWithACodeOfTheAddress() {
        assertThat(((SmtpRejected) SmtpOutcome.refusal(Phase.END, 550, "550 user unknown")).hard())
                .isFalse();
        assertThat(((SmtpRejected) SmtpOutcome.refusal(Phase.END, 550, "550 5.1.1 user unknown")).hard())
                .isTrue();
    }

    private static SmtpRejected rejected(String said) {
        return (SmtpRejected) SmtpOutcome.refusal(Phase.RECIPIENT, Integer.parseInt(said.substring(0, 3)), said);
    }
}
