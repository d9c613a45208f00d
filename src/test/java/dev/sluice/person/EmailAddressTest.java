package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "Ann@Harbour.TEST,ann@harbour.test",
        "' ann@harbour.test ',ann@harbour.test",
        "ann+audit@harbour.test,ann+audit@harbour.test",
        "a.n.n@harbour.test,a.n.n@harbour.test",
        "ann@bücher.example,ann@xn--bcher-kva.example",
        "o'brien@harbour.test,o'brien@harbour.test"
    })
    void oneSpelling(String told, String kept) {
        assertThat(EmailAddress.normal(told)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@harbour.test",
                "ann@",
                "ann@localhost",
                "a b@harbour.test",
                "ann@harbour..test",
                "ann@harbour.test\r\nBcc: x@y.test",
                "<ann@harbour.test>",
                "ann@-harbour.test",
                "a@b@c.test",
                "ann@harbour.test,bob@harbour.test",
                ".ann@harbour.test",
                "ann.@harbour.test",
                "do..ts@harbour.test",
                "a...b@harbour.test",
                "ann@harbour-.test",
                "ann@.harbour.test",
                "ann@harbour.test.",
                "ann@127.0.0.1",
                "ann@harbour.t",
                "ann@harbour.123",
                "ann@har_bour.test",
                "a\u200bnn@harbour.test",
                "ann@ha\u00adrbour.test\u202e"
            })
    void nothingThatMailCannotBeSentTo(String told) {
        assertThat(EmailAddress.normal(told)).isNull();
    }

    @Test
    void nothingLongerThanMailAllows() {
        assertThat(EmailAddress.normal("a".repeat(65) + "@harbour.test")).isNull();
        assertThat(EmailAddress.normal("a@" + "b".repeat(250) + ".test")).isNull();
        assertThat(EmailAddress.normal("a@" + "b".repeat(64) + ".test")).isNull();
        assertThat(EmailAddress.normal("a@" + "b".repeat(63) + ".test")).isNotNull();
    }
}
