package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.deal.board.DealInput;
import dev.sluice.platform.BadInput;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a form or a caller of the API may say of a deal. */
class DealInputTest {

    @Test
    void aFormsFieldsAreStrippedAndStrangersLeftOut() {
        assertThat(DealInput.form(
                        Map.of("title", " Outage ", "next_step", "", "_csrf", "x", "version", "3"), null, "USD"))
                .containsOnly(Map.entry("title", "Outage"), Map.entry("next_step", ""));
    }

    @Test
    void productsAndCompetitorsAreListsBetweenCommas() {
        Map<String, Object> asked =
                DealInput.form(Map.of("products", "Backup, , Support ", "competitors", ""), null, "USD");

        assertThat(asked).containsEntry("products", List.of("Backup", "Support"));
        assertThat(asked).containsEntry("competitors", List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            amount         | lots       | Write an amount such as 12000 or 12,000.50, below a trillion.
            amount         | 1e15       | Write an amount such as 12000 or 12,000.50, below a trillion.
            currency       | euro       | Write a currency by its ISO 4217 code, such as USD or EUR.
            currency       | XYZ        | Write a currency by its ISO 4217 code, such as USD or EUR.
            amount         | -10        | An amount is 0 or more.
            expected_close | next week  | Write a day like 2026-11-30.
            next_step_at   | 2027-02-30 | Write a day like 2026-11-30.
            """)
    void whatCannotBeMeantIsRefusedWithARemedy(String field, String value, String sentence) {
        BadInput refused =
                catchThrowableOfType(BadInput.class, () -> DealInput.checked(Map.of(field, value), null, "USD"));

        assertThat(refused.faults()).containsExactly(new BadInput.FieldError(field, sentence));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            USD | 10.12   |     | fits
            USD | 10.123  |     | An amount in USD has at most 2 decimals.
            KWD | 10.123  |     | fits
            KWD | 10.1234 |     | An amount in KWD has at most 3 decimals.
            JPY | 10.00   |     | fits
            JPY | 10.5    |     | An amount in JPY has no decimals.
            USD | 10.5    | JPY | An amount in JPY has no decimals.
            JPY | 10.123  | kwd | fits
            """)
    void anAmountHasTheDecimalsOfItsCurrency(String before, String amount, String named, String outcome) {
        Map<String, Object> fields = new HashMap<>(Map.of("amount", amount));
        if (named != null) {
            fields.put("currency", named);
        }
        assertThat(outcome(fields, null, before)).isEqualTo(outcome);
        fields.remove("amount");
        assertThat(outcome(fields, new BigDecimal(amount), before))
                .as("another currency for the amount that is known")
                .isEqualTo(outcome);
    }

    private static String outcome(Map<String, Object> fields, @Nullable BigDecimal amount, String currency) {
        try {
            DealInput.checked(fields, amount, currency);
            return "fits";
        } catch (BadInput refused) {
            return refused.faults().getFirst().sentence();
        }
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        BadInput refused = catchThrowableOfType(
                BadInput.class,
                () -> DealInput.form(Map.of("amount", "x", "currency", "x", "title", "x"), null, "USD"));

        assertThat(refused.faults())
                .extracting(BadInput.FieldError::field)
                .containsExactlyInAnyOrder("amount", "currency");
    }

    @Test
    void anEmptyValueClearsAndIsNoFault() {
        Map<String, Object> cleared = new HashMap<>();
        cleared.put("amount", null);
        cleared.put("expected_close", " ");

        assertThat(DealInput.checked(cleared, null, "USD")).isSameAs(cleared);
    }

    @ParameterizedTest
    @CsvSource({
        "state, open2",
        "owner, everyone",
        "owner, -1",
        "company, acme",
        "closed_from, soon",
        "closed_to, 2026-02-30",
        "company, 1234567890123456789"
    })
    void aFilterThatMakesNoSenseIsRefusedWithItsField(String field, String value) {
        assertThatThrownBy(() -> DealFilter.of(Map.of(field, value)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused -> assertThat(refused.faults())
                                .singleElement()
                                .extracting(BadInput.FieldError::field)
                                .isEqualTo(field));
    }

    @Test
    void withoutAWordAFilterMeansAllThatIsOpen() {
        DealFilter usual = DealFilter.of(Map.of());

        assertThat(usual).isEqualTo(new DealFilter("", "", "", "open", false, false, "", "", null, null));
        assertThat(usual.query()).isEmpty();
    }

    @Test
    void askingForWhatClosedDealsLackMeansAnyStateUnlessOneIsNamed() {
        assertThat(DealFilter.of(Map.of("asking", "yes")).state()).isEqualTo("any");
        assertThat(DealFilter.of(Map.of("asking", "yes", "state", "lost")).state())
                .isEqualTo("lost");
        assertThat(DealFilter.of(Map.of("asking", "no")).state()).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pipeline=1.sales&owner=mine
            stage=proposal&state=won
            stalled=yes&q=outage%20%26%20audit
            state=any&asking=yes&company=12
            state=any&closed_from=2026-01-01&closed_to=2026-03-31
            owner=nobody
            owner=7
            """)
    void aFilterIsWrittenAsTheAddressItWasReadFrom(String query) {
        Map<String, String> asked = new HashMap<>();
        for (String part : query.split("&")) {
            String[] pair = part.split("=", 2);
            asked.put(pair[0], java.net.URLDecoder.decode(pair[1], java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThat(DealFilter.of(asked).query()).isEqualTo(query);
    }

    @Test
    void oneStageOfAFilterIsTheSameOtherwise() {
        DealFilter mine = DealFilter.of(Map.of("owner", "mine", "q", " outage "));

        assertThat(mine.inStage("proposal").query()).isEqualTo("owner=mine&stage=proposal&q=outage");
        assertThat(DealFilter.of(Map.of("q", "x".repeat(300))).q()).hasSize(200);
    }
}
