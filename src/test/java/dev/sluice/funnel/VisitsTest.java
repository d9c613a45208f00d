package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.kind.AllSignals;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reload repeats is counted once in a visit. */
class VisitsTest {
    private static Life interested(String kind, int times) {
        return Life.under("""
                funnel: f
                stages:
                  - {id: warm, layer: attract, owner: marketing, limit: 99d,
                     enter: {happened: {%s: "*", times: %d, within: 7d}}}
                engagement:
                  half_life: 7d
                  rules:
                    - {when: email_replied, points: 10}
                %s""".formatted(kind, times, Life.REST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"page_viewed", "page_left", "form_viewed", "form_started", "email_clicked", "asset_downloaded"})
    void reloadsAreOneVisit(String kind) {
        Life life = interested(kind, 2);
        for (int i = 0; i < 60; i++) {
            life.does(kind, "/pricing");
        }
        assertThat(life.story()).isEmpty();

        life.later(31 * Crowd.MINUTE).does(kind, "/pricing");
        assertThat(life.story()).containsExactly("forward warm");
    }

    @Test
    void whatIsDoneAnewEachTimeCountsEachTime() {
        assertThat(interested("call_logged", 2)
                        .does("call_logged")
                        .does("call_logged")
                        .story())
                .containsExactly("forward warm");
    }

    /** The visits are counted a second way: by the gaps between the views. */
    @Test
    void anyRhythmOfViewsIsAsManyVisitsAsItHasLongGaps() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int needed = 2 + random.nextInt(3);
            Life life = interested("page_viewed", needed);
            int visits = 0;
            long gap = Long.MAX_VALUE;
            for (int view = 0; view < 30; view++) {
                long pause = random.nextInt(90) * Crowd.MINUTE;
                life.later(pause).does("page_viewed", random.nextBoolean() ? "/pricing" : "/pricing/plans");
                visits += gap == Long.MAX_VALUE || pause + Crowd.MINUTE >= 30 * Crowd.MINUTE ? 1 : 0;
                gap = pause;
                assertThat(life.story().contains("forward warm")).isEqualTo(visits >= needed);
            }
        }
    }

    @Test
    void everyKindThatABrowserRepeatsByItselfIsCountedSo() {
        assertThat(AllSignals.vocabulary().meaning(Vocabulary.KindMeaning.VISIT))
                .contains("page_viewed", "page_left", "form_viewed", "form_started", "email_clicked");
    }
}
