package dev.sluice.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chance with a seed, and the hours at which the sample's people do things. */
class SeededRandomTest {
    private static final int MANY = 40_000;

    private static List<Integer> throwsOf(SeededRandom dice) {
        return IntStream.range(0, 50).mapToObj(i -> dice.between(1, 6)).toList();
    }

    @Test
    void theSameSeedThrowsTheSame() {
        assertThat(throwsOf(new SeededRandom(5)))
                .isEqualTo(throwsOf(new SeededRandom(5)))
                .isNotEqualTo(throwsOf(new SeededRandom(6)));
    }

    @Test
    void aLongerStoryChangesNoOther() {
        SeededRandom one = new SeededRandom(5);
        SeededRandom other = new SeededRandom(5);
        throwsOf(one.split());
        SeededRandom split = other.split();
        throwsOf(split);
        throwsOf(split);

        assertThat(throwsOf(one)).isEqualTo(throwsOf(other));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.93, 1})
    void aChanceComesTrueInItsShare(double share) {
        SeededRandom dice = new SeededRandom(1);
        long hits = IntStream.range(0, MANY).filter(i -> dice.chance(share)).count();

        assertThat(hits / (double) MANY).isCloseTo(share, within(0.01));
    }

    @Test
    void bothEndsAreThrown() {
        assertThat(IntStream.range(0, 500)
                        .map(i -> new SeededRandom(i).between(2, 4))
                        .distinct()
                        .sorted()
                        .boxed())
                .containsExactly(2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 4})
    void timesHaveThePoissonsMeanAndVariance(double average) {
        SeededRandom dice = new SeededRandom(3);
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            times.add(dice.times(average));
        }
        double mean = times.stream().mapToInt(n -> n).average().orElse(0);
        double variance = times.stream()
                .mapToDouble(n -> (n - mean) * (n - mean))
                .average()
                .orElse(0);

        assertThat(mean).isCloseTo(average, within(0.05 * average + 0.01));
        assertThat(variance).isCloseTo(average, within(0.08 * average + 0.01));
    }

    @Test
    void halfOfTheSpansLieBelowTheMedian() {
        SeededRandom dice = new SeededRandom(4);
        long below =
                IntStream.range(0, MANY).filter(i -> dice.about(8, 0.7) < 8).count();

        assertThat(below / (double) MANY).isCloseTo(0.5, within(0.01));
    }

    @Test
    void weightsAreDrawnInTheirShares() {
        SeededRandom dice = new SeededRandom(2);
        int[] drawn = new int[3];
        for (int i = 0; i < MANY; i++) {
            drawn[dice.weighted(1, 0, 3)]++;
        }

        assertThat(drawn[0] / (double) MANY).isCloseTo(0.25, within(0.01));
        assertThat(drawn[1]).isZero();
        assertThat(dice.pick(List.of("only"))).isEqualTo("only");
    }

    @Test
    void channelsComeInTheirShares() {
        SeededRandom dice = new SeededRandom(8);
        long paid = IntStream.range(0, MANY)
                .filter(i -> SampleChannel.drawn(dice) == SampleChannel.PAID)
                .count();

        assertThat(paid / (double) MANY).isCloseTo(SampleChannel.PAID.share, within(0.01));
        double all = 0;
        for (SampleChannel channel : SampleChannel.values()) {
            all += channel.share;
        }
        assertThat(all).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T15:00:00Z, 2026-11-30T15:00:00Z",
        "2026-11-30T05:30:00Z, 2026-11-30T13:20:00Z",
        "2026-11-30T22:00:00Z, 2026-12-01T13:10:00Z",
        "2026-11-27T23:00:00Z, 2026-11-30T13:10:00Z",
        "2026-11-28T15:00:00Z, 2026-11-30T15:00:00Z",
        "2026-11-29T03:00:00Z, 2026-11-30T13:20:00Z"
    })
    void theFirmWorksOnWeekdaysFromItsOpening(Instant at, Instant working) {
        assertThat(ActivityPattern.working(at)).isEqualTo(working);
    }

    @Test
    void workingHoursAreFoundFromEveryHourOfAWeek() {
        Instant monday = Instant.parse("2026-11-30T00:00:00Z");
        for (int hour = 0; hour < 7 * 24; hour++) {
            Instant at = monday.plus(Duration.ofHours(hour));
            Instant working = ActivityPattern.working(at);
            assertThat(working).isAfterOrEqualTo(at).isBefore(at.plus(Duration.ofDays(4)));
            assertThat(working.atZone(ZoneOffset.UTC).getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            assertThat(working.atZone(ZoneOffset.UTC).getHour()).isBetween(13, 21);
        }
    }

    @Test
    void moreVisitorsComeInTheWeekAndAtTheEndOfTheStory() {
        ActivityPattern rhythm = new ActivityPattern(Instant.parse("2026-11-30T12:00:00Z")); // a Monday
        double monday = rhythm.visitors(ActivityPattern.DAYS);

        assertThat(rhythm.visitors(ActivityPattern.DAYS - 1)).as("a Sunday").isLessThan(monday / 2);
        assertThat(rhythm.visitors(ActivityPattern.DAYS - 364))
                .as("the same weekday a year before")
                .isLessThan(monday);
    }

    @Test
    void aMomentLiesOnItsDay() {
        ActivityPattern rhythm = new ActivityPattern(Instant.parse("2026-11-30T12:00:00Z"));
        SeededRandom dice = new SeededRandom(9);
        for (int i = 0; i < 500; i++) {
            Instant moment = rhythm.moment(ActivityPattern.DAYS - 10, dice);
            assertThat(moment.atZone(ZoneOffset.UTC).toLocalDate()).hasToString("2026-11-20");
        }
        assertThat(ActivityPattern.days(1.5)).isEqualTo(Duration.ofHours(36));
    }
}
