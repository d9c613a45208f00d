package dev.sluice.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Fold;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.Standing;
import dev.sluice.funnel.TestDefinitions;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.values.JobTitle;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ten people of the sample are where screens and documents show them, on whatever day the sample is made. */
class CastTest {
    private static final Definition DEFINITION = TestDefinitions.shipped("managed-it");

    private static List<NewSignal> story(String who, Instant end) {
        return new Cast(new SampleSources(1, 2, 3, 4, 5, 6), end)
                .all().stream()
                        .filter(journey -> journey.id().equals("cast-" + who))
                        .findFirst()
                        .orElseThrow()
                        .signals();
    }

    /** Where the default funnel puts a person with exactly these signals. */
    private static Standing standing(String who, Instant end) {
        Standing standing = Standing.NEW;
        int number = 0;
        for (NewSignal told : story(who, end).stream()
                .sorted(Comparator.comparing(NewSignal::at))
                .toList()) {
            Map<String, Object> traits = new HashMap<>(told.traits());
            String email = told.keys().email();
            if (email != null) {
                traits.put("email", email);
            }
            JobTitle.addTo(traits);
            FoldSignal signal = new FoldSignal(
                    new UUID(1, ++number), micros(told.at()), told.kind(), told.subject(), told.human(), traits);
            standing = Fold.advance(DEFINITION, standing, signal).standing();
        }
        return Fold.passTime(DEFINITION, standing, micros(end)).standing();
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    @ParameterizedTest
    @CsvSource({
        "rosalind, customer, WON, ''",
        "tomasz, lead, ACTIVE, ''",
        "ingrid, mql, ACTIVE, ''",
        "desmond, lead, ACTIVE, ''",
        "priyanka, lead, ACTIVE, ''",
        "walter, lead, DISQUALIFIED, student",
        "lucia, sql, ACTIVE, ''",
        "graham, opportunity, ACTIVE, ''",
        "stefan, lead, DISQUALIFIED, not_a_fit"
    })
    void eachIsInTheStageWhereTheirStoryEnds(
            String who, String stage, Standing.StandingOutcome outcome, String reason) {
        for (String day : List.of("2026-11-30T10:00:00Z", "2026-03-01T23:00:00Z", "2027-01-02T04:00:00Z")) {
            Standing standing = standing(who, Instant.parse(day));
            assertThat(standing.stage()).as("%s on %s", who, day).isEqualTo(stage);
            assertThat(standing.outcome()).isEqualTo(outcome);
            assertThat(Objects.requireNonNullElse(standing.reason(), "")).isEqualTo(reason);
        }
    }

    @Test
    void desmondIsHeldByEngagementAndPriyankaByFit() {
        Instant end = Instant.parse("2026-11-30T10:00:00Z");

        assertThat(standing("desmond", end).fit()).isGreaterThanOrEqualTo(30);
        assertThat(standing("desmond", end).engagement(micros(end))).isLessThan(25);
        assertThat(standing("priyanka", end).fit()).isLessThan(30);
        assertThat(standing("priyanka", end).engagement(micros(end))).isGreaterThanOrEqualTo(25);
    }

    @Test
    void grahamWasLostOnPriceBeforeHeCameBack() {
        assertThat(story("graham", Instant.parse("2026-11-30T10:00:00Z")))
                .extracting(signal -> signal.kind() + " " + signal.subject())
                .containsSubsequence(
                        "deal_lost price", "demo_requested contact", "accepted_by_sales ", "deal_opened sales");
    }

    @Test
    void maeveComesByTwoBrowsersUnderOneAddress() {
        List<NewSignal> story = story("maeve", Instant.parse("2026-11-30T10:00:00Z"));

        assertThat(story).extracting(signal -> signal.keys().visitor()).contains("cast-maeve", "cast-maeve-office");
        assertThat(story.getLast().keys().email()).isEqualTo("maeve.donnelly@tidewater-clinics.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-30T10:00:00Z", "2026-12-25T01:00:00Z", "2028-02-29T12:00:00Z"})
    void nothingHappensInTheFuture(String end) {
        for (String who : List.of("rosalind", "ingrid", "lucia", "graham", "stefan")) {
            assertThat(story(who, Instant.parse(end)))
                    .isNotEmpty()
                    .allMatch(signal -> !signal.at().isAfter(Instant.parse(end)));
        }
    }

    @Test
    void ingridAskedAboutAnHourAgo() {
        Instant end = Instant.parse("2026-11-30T10:00:00Z");

        assertThat(story("ingrid", end).getLast().kind()).isEqualTo("demo_requested");
        assertThat(story("ingrid", end).getLast().at()).isBetween(end.minusSeconds(4_200), end.minusSeconds(3_000));
    }
}
