package dev.sluice.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentRecordTest {
    @ParameterizedTest
    @CsvSource({
        "otherwise \u2192 team/inbound, everyone else goes to the Inbound team",
        "company_size at least 200 \u2192 team/key-accounts, company size at least 200 goes to the Key accounts team",
        "country is DE \u2192 user/Ana Arroyo, country is DE goes to Ana Arroyo",
        "otherwise \u2192 company_owner, everyone else goes to the company owner",
        "no rule, no rule"
    })
    void aRuleIsSaidInWords(String rule, String words) {
        assertThat(AssignmentRecord.inWords(rule)).isEqualTo(words);
    }
}
