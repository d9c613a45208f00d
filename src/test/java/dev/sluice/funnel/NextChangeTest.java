package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The instants at which time alone can change something are known beforehand, so that no one looks in between. */
class NextChangeTest {

    private static Life funnel(String gate) {
        return Life.under("""
                funnel: timed
                stages:
                  - {id: lead, layer: attract, owner: marketing, enter: {identified: true}, limit: 30d}
                  - {id: idle, layer: convert, owner: sales, enter: %s, limit: 10d}
                engagement:
                  half_life: 7d
                  rules:
                    - {when: page_viewed, points: 10}
                """.formatted(gate) + Life.REST);
    }

    private static long next(Life life) {
        OptionalLong next = Fold.nextChange(life.definition, life.standing);
        return next.isEmpty() ? -1 : next.getAsLong();
    }

    @Test
    void aStrangerHasNothingToWaitFor() {
        Life life = funnel("{happened: demo_requested}");

        assertThat(next(life)).isEqualTo(-1);
        assertThat(next(life.does("page_viewed", "/"))).isEqualTo(-1);
    }

    @Test
    void theLimitOfAStageIsCountedFromItsEntry() {
        Life life = funnel("{happened: demo_requested}").does("identified");

        assertThat(next(life)).isEqualTo(life.now + 30 * Crowd.DAY);
        assertThat(next(life.days(3).does("note_added"))).isEqualTo(Crowd.START + Crowd.MINUTE + 30 * Crowd.DAY);
    }

    @Test
    void aLimitThatHasPassedIsNoLongerWaitedFor() {
        Life life =
                funnel("{happened: demo_requested}").does("identified").days(31).look();

        assertThat(life.story()).containsExactly("forward lead", "limit of lead");
        assertThat(next(life)).isEqualTo(-1);
    }

    @Test
    void aWindowThatNoneOfLooksAtClosesAfterItsLastSignal() {
        Life life = funnel("{all: [{identified: true}, {none: [{happened: {page_viewed: \"*\", within: 5d}}]}]}")
                .does("page_viewed", "/")
                .does("identified");
        long seen = Crowd.START + Crowd.MINUTE;

        assertThat(next(life)).isEqualTo(seen + 5 * Crowd.DAY);
        assertThat(life.days(6).look().story()).containsExactly("forward lead", "forward idle");
        assertThat(life.standing.enteredAt()).isEqualTo(seen + 5 * Crowd.DAY);
    }

    @Test
    void ofTwoThingsThatWaitTheEarlierIsNext() {
        Life life = funnel("{all: [{identified: true}, {none: [{happened: {page_viewed: \"*\", within: 40d}}]}]}")
                .does("page_viewed", "/")
                .does("identified");

        assertThat(next(life)).isEqualTo(life.now + 30 * Crowd.DAY);
        assertThat(life.days(45).look().story()).containsExactly("forward lead", "limit of lead", "forward idle");
    }

    @Test
    void aScoreThatFallsIsWaitedForByItsHalfLife() {
        Life life = funnel("{all: [{identified: true}, {engagement: {at_most: 5}}]}")
                .does("page_viewed", "/")
                .does("identified");

        assertThat(life.story()).containsExactly("forward lead");
        long expected = Crowd.START + Crowd.MINUTE + (long) (7 * Crowd.DAY * Math.log(10 / 5.05) / Math.log(2));
        assertThat(next(life)).isBetween(expected, expected + Crowd.MINUTE);
        assertThat(life.later(next(life) - life.now).look().story()).containsExactly("forward lead", "forward idle");
    }

    @Test
    void whoIsLostWaitsForNoLimit() {
        Life life = funnel("{happened: demo_requested}").does("identified").does("deal_lost");

        assertThat(next(life)).isEqualTo(-1);
        assertThat(life.days(90).look().story()).containsExactly("forward lead", "lost deal_lost");
    }

    @Test
    void lookingEarlierChangesNothing() {
        Life life = funnel("{happened: demo_requested}").does("identified");
        Standing before = life.standing;

        assertThat(life.days(29).look().standing).isSameAs(before);
        assertThat(life.decisions).hasSize(1);
    }

    @Test
    void timeThatASignalBringsAlongIsPassedFirst() {
        Life life =
                funnel("{happened: demo_requested}").does("identified").days(40).does("demo_requested");

        assertThat(life.story()).containsExactly("forward lead", "limit of lead", "forward idle");
        assertThat(life.decisions).extracting(Decision::at).isSorted();
    }

    @Test
    void manySmallLooksSayTheSameAsOneAtTheEnd() {
        List<String> atOnce = funnel("{happened: demo_requested}")
                .does("identified")
                .days(60)
                .look()
                .story();
        Life often = funnel("{happened: demo_requested}").does("identified");
        for (int day = 0; day < 60; day++) {
            often.days(1).look();
        }

        assertThat(often.story()).isEqualTo(atOnce).containsExactly("forward lead", "limit of lead");
        assertThat(often.signals).extracting(FoldSignal::traits).containsOnly(Map.of());
    }
}
