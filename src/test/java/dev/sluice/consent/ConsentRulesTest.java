package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.BadInput;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of consent that need no database: addresses, reasons, purposes. */
class ConsentRulesTest {
    private static ConsentSettings.Chosen purposes(String... pairs) {
        Map<String, String> purposes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            purposes.put(pairs[i], pairs[i + 1]);
        }
        return new ConsentSettings.Chosen(LegalBasis.ASK, purposes);
    }

    private static String fault(ConsentSettings.Chosen chosen) {
        try {
            ConsentSettings.checked(chosen);
        } catch (BadInput refused) {
            return refused.faults().getFirst().field();
        }
        return "none";
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Ann@Harbour.TEST, ann@harbour.test",
                "' ann@harbour.test ', ann@harbour.test",
                "@Harbour.test, @harbour.test",
                "'  @harbour.test', @harbour.test",
                "@bücher.example, @xn--bcher-kva.example",
                "harbour.test, -",
                "@, -",
                "@localhost, -",
                "ann@, -",
                "'', -",
                "ann@harbour.test bob@harbour.test, -",
            })
    void anAddressOrADomainHasOneSpelling(String written, @Nullable String normal) {
        assertThat(Suppressions.normal(written)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "ann@harbour.test, a…@harbour.test",
        "a@harbour.test, a…@harbour.test",
        "@harbour.test, @harbour.test",
        "a@b@harbour.test, a…@harbour.test",
    })
    void anAddressIsMaskedSoThatOnlyItsOwnerKnowsIt(String address, String masked) {
        assertThat(AddressMask.masked(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "ERASED, true, true",
        "SUPPRESSED, true, true",
        "BOUNCED, true, true",
        "COMPLAINED, true, false",
        "UNSUBSCRIBED, true, false",
        "DECLINED, true, false",
        "NO_CONSENT, true, false",
    })
    void someReasonsStopAllMailAndOthersOnlyMarketing(SuppressionReason reason, boolean marketing, boolean answers) {
        assertThat(reason.stops(true)).isEqualTo(marketing);
        assertThat(reason.stops(false)).isEqualTo(answers);
    }

    @ParameterizedTest
    @EnumSource(SuppressionReason.class)
    void everyReasonHasACodeAWordAndASentence(SuppressionReason reason) {
        assertThat(SuppressionReason.of(reason.code())).isEqualTo(reason);
        assertThat(reason.code()).matches("[a-z_]+");
        assertThat(reason.word()).isNotBlank();
        assertThat(reason.sentence()).hasSizeGreaterThan(10);
    }

    @Test
    void whatStopsAllMailWeighsMoreThanWhatStopsOnlyMarketing() {
        List<Boolean> always = Arrays.stream(SuppressionReason.values())
                .map(reason -> reason.stops(false))
                .toList();
        assertThat(always).containsExactly(true, true, true, false, false, false, false, false);
    }

    @ParameterizedTest
    @CsvSource({"US, UNTIL_THEY_SAY_NO", "GB, ASK", "DE, ASK", "CA, ASK", "'', ASK"})
    void theLawOfTheCountryIsTheRuleUntilOneIsChosen(String country, LegalBasis rule) {
        assertThat(LegalBasis.usual(country)).isEqualTo(rule);
    }

    @Test
    void thePostedSettingsAreReadInTheirOrderAndWithoutEmptyLines() {
        ConsentSettings.Chosen typed = ConsentSettings.typed(
                "until_they_say_no", List.of(" Marketing ", "", "events"), List.of(" News ", "", "Invitations"));
        assertThat(typed.rule()).isEqualTo(LegalBasis.UNTIL_THEY_SAY_NO);
        assertThat(List.copyOf(typed.purposes().entrySet()))
                .containsExactly(Map.entry("marketing", "News"), Map.entry("events", "Invitations"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ask", "UNTIL_THEY_SAY_NO", "never"})
    void aRuleThatIsNoneIsTheStricterOne(String rule) {
        assertThat(ConsentSettings.typed(rule, List.of(), List.of()).rule()).isEqualTo(LegalBasis.ASK);
    }

    @Test
    void aPurposeWithoutWordsIsReadAndRefused() {
        ConsentSettings.Chosen typed = ConsentSettings.typed("ask", List.of("marketing", "events"), List.of("News"));
        assertThat(typed.purposes()).containsEntry("events", "");
        assertThat(fault(typed)).isEqualTo("words");
    }

    @Test
    void validSettingsAreTakenAsTheyAre() {
        ConsentSettings.Chosen chosen = purposes("marketing", "News", "events_2026", "Invitations");
        assertThat(ConsentSettings.checked(chosen)).isEqualTo(chosen);
    }

    @Test
    void marketingStaysAmongThePurposes() {
        assertThat(fault(purposes("events", "Invitations"))).isEqualTo("code");
        assertThat(fault(purposes())).isEqualTo("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Events", "1st", "a b", "a-b", "ä"})
    void aPurposeHasACode(String code) {
        assertThat(fault(purposes("marketing", "News", code, "x"))).isEqualTo("code");
    }

    @Test
    void theWordsOfAPurposeHaveTheirLongest() {
        assertThat(fault(purposes("marketing", "x".repeat(200)))).isEqualTo("none");
        assertThat(fault(purposes("marketing", "x".repeat(201)))).isEqualTo("words");
    }

    @Test
    void thereAreAtMostTenPurposes() {
        Map<String, String> many = new LinkedHashMap<>();
        many.put("marketing", "News");
        for (int i = 1; i < 10; i++) {
            many.put("purpose_" + i, "Words");
        }
        assertThat(fault(new ConsentSettings.Chosen(LegalBasis.ASK, many))).isEqualTo("none");
        many.put("purpose_10", "Words");
        assertThat(fault(new ConsentSettings.Chosen(LegalBasis.ASK, many))).isEqualTo("code");
    }
}
