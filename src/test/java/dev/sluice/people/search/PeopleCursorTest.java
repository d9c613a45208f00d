package dev.sluice.people.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.people.FunnelRun;
import dev.sluice.platform.BadInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of people, and places in them. */
class PeopleCursorTest {
    private static List<Long> sorted(PeopleSort sort, PeopleCursor... places) {
        List<PeopleCursor> all = new ArrayList<>(List.of(places));
        java.util.Collections.shuffle(all, new Random(1));
        return all.stream()
                .sorted(PeopleCursor.order(sort))
                .map(PeopleCursor::id)
                .toList();
    }

    @Test
    void theMostEngagedComeFirstAndAmongEqualsTheOldest() {
        assertThat(sorted(
                        PeopleSort.ENGAGEMENT,
                        new PeopleCursor(5, "", 3),
                        new PeopleCursor(9, "", 4),
                        new PeopleCursor(5, "", 1)))
                .containsExactly(4L, 1L, 3L);
    }

    @Test
    void theNewestComeFirstAndAmongEqualsTheLastNumber() {
        assertThat(sorted(
                        PeopleSort.NEWEST,
                        new PeopleCursor(5, "", 3),
                        new PeopleCursor(9, "", 4),
                        new PeopleCursor(5, "", 1)))
                .containsExactly(4L, 3L, 1L);
    }

    @Test
    void namesAreInTheOrderOfTheirBytesAsTheDatabaseHasThem() {
        assertThat(sorted(
                        PeopleSort.NAME,
                        new PeopleCursor(0, "ann", 1),
                        new PeopleCursor(0, "Ann", 2),
                        new PeopleCursor(0, "\uD83D\uDE00", 3),
                        new PeopleCursor(0, "\uFF21", 4),
                        new PeopleCursor(0, "ann", 5),
                        new PeopleCursor(0, "an", 6)))
                .containsExactly(2L, 6L, 1L, 5L, 4L, 3L);
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, 0, ann harbour, 7",
        "NAME, 0, 'with~tilde~s', 7",
        "NAME, 0, 'Jürgen 東京', 9223372036854775807",
        "NAME, 0, '', 1",
        "ENGAGEMENT, 3.25, '', 7",
        "ENGAGEMENT, -1e15, '', 7",
        "NEWEST, 1767225600000001, '', 7",
    })
    void aCursorIsThePlaceThatItWasMadeOf(PeopleSort sort, double number, String text, long id) {
        PeopleCursor place = new PeopleCursor(number, text, id);
        assertThat(PeopleCursor.of(place.cursor(sort), sort)).isEqualTo(place);
        assertThat(place.cursor(sort)).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zzz",
                "!!!",
                "newest",
                "newest~7",
                "newest~x~1",
                "newest~7~x",
                "newest~7~NaN",
                "newest~7~1e30",
                "name~7~1",
                "NEWEST~7~1",
            })
    void aMadeUpCursorIsRefused(String text) {
        String cursor = text.contains("~")
                ? Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                : text;
        assertThatThrownBy(() -> PeopleCursor.of(cursor, PeopleSort.NEWEST))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(BadInput.FieldError::field)
                                .containsExactly("after"));
    }

    @ParameterizedTest
    @EnumSource(PeopleSort.class)
    void anOrderIsChosenByItsCode(PeopleSort sort) {
        assertThat(PeopleSort.of(sort.code())).isEqualTo(sort);
        assertThat(sort.label()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Newest", "traits", "name;DROP"})
    void anOrderThatThereIsNotIsRefusedWithThoseThereAre(String code) {
        assertThatThrownBy(() -> PeopleSort.of(code))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("engagement, newest, name");
    }

    @Test
    void aRankOfEngagementIsWorthHalfAsManyPointsAHalfLifeLater() {
        var run = FunnelRun.managedIt();
        Duration halfLife = run.definition().engagement().halfLife();
        Instant now = Instant.parse("2026-05-01T12:00:00Z");
        double rank = EngagementRank.rank(40, run, now);
        assertThat(EngagementRank.points(rank, run, now)).isCloseTo(40, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(EngagementRank.points(rank, run, now.plus(halfLife)))
                .isCloseTo(20, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(EngagementRank.rank(40, run, now.plus(halfLife))).isGreaterThan(rank);
    }

    @Test
    void noPointsAreTheLowestRank() {
        var run = FunnelRun.managedIt();
        Instant now = Instant.parse("2026-05-01T12:00:00Z");
        assertThat(EngagementRank.rank(0, run, now)).isLessThan(EngagementRank.rank(0.001, run, now));
        assertThat(EngagementRank.points(EngagementRank.rank(0, run, now), run, now))
                .isZero();
    }

    @Test
    void numbersInAStatementAreNumbersAlone() {
        assertThat(SqlNumbers.array(List.of())).isEqualTo("ARRAY[]::int[]");
        assertThat(SqlNumbers.array(List.of(-1, 0, 12))).isEqualTo("ARRAY[-1,0,12]::int[]");
    }
}
