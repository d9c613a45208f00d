package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.deal.DealDetail.DealLogEntry;
import dev.sluice.deal.DealSearch.Sum;
import dev.sluice.deal.board.DealLogText;
import dev.sluice.platform.TimeFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deals in words: their log, their sums, and why one is stalled. */
class DealLogTextTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final TimeFormat WHEN = new TimeFormat(NOW, ZoneId.of("UTC"));

    private static DealLogEntry line(
            String kind, String subject, @Nullable List<String> held, Map<String, Object> data) {
        return new DealLogEntry(NOW, kind, subject, data, held, "proposal", new BigDecimal("12000.00"), "EUR");
    }

    private static String what(String kind, String subject) {
        return DealLogText.what(line(kind, subject, null, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deal_opened      | sales           | Opened
            deal_moved       | proposal        | To Proposal
            deal_moved       | 3. Offer        | To Proposal (told as "3. Offer")
            deal_won         | ''              | Won for €12,000
            deal_lost        | ''              | Lost
            deal_lost        | no_decision     | Lost: No decision
            deal_reopened    | ''              | Opened again
            deal_kept        | Budget in May   | Kept: Budget in May
            deal_note        | ''              | Note
            checklist_done   | Terms sent      | Done: Terms sent
            checklist_undone | Terms sent      | Not done after all: Terms sent
            deal_changed     | ''              | Changed
            """)
    void eachEntryHasAWord(String kind, String subject, String words) {
        assertThat(what(kind, subject)).isEqualTo(words);
    }

    @Test
    void aMoveThatWasHeldNamesTheStageThatWasWanted() {
        assertThat(DealLogText.what(line("deal_moved", "negotiation", List.of("amount"), Map.of())))
                .isEqualTo("To Negotiation");
    }

    @Test
    void whatADealLacksIsListedInWords() {
        assertThat(DealLogText.lacks(List.of("amount", "decision_maker"))).isEqualTo("amount, decision maker");
        assertThat(DealLogText.lacks(List.of("unknown stage \"a_b\""))).isEqualTo("unknown stage \"a_b\"");
    }

    @Test
    void theFieldsOfAnEntryAreListedBelowIt() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("next_step", "Send terms");
        data.put("products", List.of("Backup", "Support"));
        data.put("amount", "");
        data.put("unknown", "left out");
        data.put("remark", "They called back");
        data.put("by", "Olga");

        assertThat(DealLogText.details(line("deal_changed", "", null, data), Map.of(7, "Olga Owner")))
                .containsExactly(
                        "Next step: Send terms",
                        "Products: Backup, Support",
                        "Amount: none",
                        "They called back",
                        "By Olga");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            owner          | 7          | Owner: Olga Owner
            owner          | 8          | Owner: a former member
            owner          | Tom Okafor | Owner: Tom Okafor
            owner          | ''         | Owner: nobody
            sdr            | 7          | Sdr: Olga Owner
            amount         | 117972     | Amount: €117,972
            amount         | 10.5       | Amount: €10.50
            expected_close | 2026-12-16 | Expected close: 16 Dec 2026
            next_step_at   | 2026-12-01 | Next step at: 1 Dec 2026
            """)
    void aValueIsWrittenAsElsewhere(String field, String value, String text) {
        assertThat(DealLogText.details(line("deal_changed", "", null, Map.of(field, value)), Map.of(7, "Olga Owner")))
                .containsExactly(text);
    }

    @Test
    void aRuleIsNamedInsteadOfAUser() {
        assertThat(DealLogText.details(
                        line("deal_opened", "", null, Map.of("rule", "opportunity", "by", "Olga")), Map.of()))
                .containsExactly("By the definition: opportunity");
        assertThat(DealLogText.details(line("deal_changed", "", null, Map.of("reason", "no_decision")), Map.of()))
                .containsExactly("Lost because of: No decision");
    }

    private static Sum sum(String stage, String currency, String amount, String weighted) {
        return new Sum(stage, currency, 2, new BigDecimal(amount), new BigDecimal(weighted), 1);
    }

    @Test
    void sumsOfSeveralCurrenciesStandBesideEachOther() {
        List<Sum> sums = List.of(
                sum("a", "EUR", "1000.40", "200.50"), sum("b", "EUR", "500", "250"), sum("a", "USD", "99", "9.9"));

        assertThat(DealLogText.total(sums, false)).isEqualTo("€1,500 + $99");
        assertThat(DealLogText.total(sums, true)).isEqualTo("€451 + $10");
        assertThat(DealLogText.total(List.of(sum("a", "EUR", "0", "0")), false)).isEqualTo("–");
        assertThat(DealLogText.sums(List.of(), true)).isEqualTo("–");
    }

    @Test
    void twoSumsAddTheirDeals() {
        Sum both = sum("a", "EUR", "1", "1").plus(sum("b", "EUR", "2", "1"));

        assertThat(both).isEqualTo(new Sum("", "EUR", 4, new BigDecimal("3"), new BigDecimal("2"), 2));
    }

    /** A deal in its stage for twenty days whose limit is fourteen, quiet for nine days, stalled or not. */
    private static DealSummary card(
            String state,
            String reason,
            @Nullable BigDecimal amount,
            @Nullable Instant stalledAt,
            String step,
            @Nullable LocalDate stepDay) {
        Instant entered = NOW.minus(Duration.ofDays(20));
        return new DealSummary(
                1,
                "d1",
                1,
                1,
                "sales",
                "Outage",
                state,
                "proposal",
                50,
                entered,
                entered,
                state.equals("open") ? null : NOW.minus(Duration.ofDays(5)),
                reason,
                amount,
                "EUR",
                null,
                step,
                stepDay,
                null,
                null,
                5L,
                "Kim",
                null,
                null,
                NOW.minus(Duration.ofDays(9)),
                entered.plus(Duration.ofDays(14)),
                NOW.minus(Duration.ofDays(2)),
                NOW.minus(Duration.ofDays(1)),
                stalledAt,
                stalledAt == null ? null : stalledAt.plus(Duration.ofDays(7)));
    }

    @Test
    void aStalledDealSaysWhyTheWorstFirst() {
        assertThat(card("open", "", null, NOW.minus(Duration.ofDays(6)), "", null)
                        .stalls(WHEN))
                .containsExactly(
                        "20 d in this stage, limit passed 6 d ago",
                        "No next step with a date",
                        "Nothing heard for 9 d");
        assertThat(card("open", "", null, NOW, "Call", LocalDate.parse("2026-06-13"))
                        .stalls(WHEN)
                        .get(1))
                .isEqualTo("Next step was due 13 Jun 2026");
    }

    @Test
    void aDealThatMovesHasNoReasonToBeStalled() {
        assertThat(card("open", "", null, null, "", null).stalls(WHEN)).isEmpty();
        assertThat(card("open", "", null, null, "", null).mustDecide(WHEN)).isFalse();
    }

    @Test
    void itsOwnerMustDecideOnceTheTimeForItHasPassed() {
        assertThat(card("open", "", null, NOW.minus(Duration.ofDays(6)), "", null)
                        .mustDecide(WHEN))
                .isFalse();
        assertThat(card("open", "", null, NOW.minus(Duration.ofDays(8)), "", null)
                        .mustDecide(WHEN))
                .isTrue();
    }

    @Test
    void aClosedDealAsksForWhatItLacks() {
        assertThat(card("won", "", null, null, "", null).asks()).isEqualTo("Won, but for how much?");
        assertThat(card("won", "", BigDecimal.TEN, null, "", null).asks()).isNull();
        assertThat(card("lost", "not_told", null, null, "", null).asks()).isEqualTo("Lost, but why?");
        assertThat(card("lost", "price", null, null, "", null).asks()).isNull();
        assertThat(card("open", "", null, null, "", null).asks()).isNull();
    }

    @Test
    void theTimeUsedUpGoesPastAHundredPercent() {
        assertThat(card("open", "", null, null, "", null).used(WHEN)).isEqualTo(142);
        assertThat(card("open", "", null, null, "", null).age(WHEN)).isEqualTo("20 d");
        assertThat(card("won", "", null, null, "", null).age(WHEN))
                .as("a closed deal ages no more")
                .isEqualTo("15 d");
    }
}
