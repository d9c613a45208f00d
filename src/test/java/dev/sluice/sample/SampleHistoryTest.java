package dev.sluice.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleHistoryTest {
    private static final Instant END = Instant.parse("2026-03-18T16:00:00Z");
    private static final SampleSources DOORS = new SampleSources(1, 2, 3, 4, 5, 6);
    private final List<NewSignal> told = told(7);

    @Test
    void the_same_seed_and_end_tell_the_same_story() {
        assertThat(told(7)).isEqualTo(told);
        assertThat(told(8)).isNotEqualTo(told);
    }

    @Test
    void about_two_thousand_people_say_who_they_are() {
        Set<String> people = told.stream()
                .map(signal -> signal.keys().email())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        assertThat(people.size()).isBetween(1_800, 2_200);
    }

    @Test
    void nothing_has_happened_after_the_end_or_before_eighteen_months_ago() {
        assertThat(told)
                .allSatisfy(signal ->
                        assertThat(signal.at()).isBetween(END.minusSeconds((ActivityPattern.DAYS + 1) * 86_400L), END));
    }

    @Test
    void no_two_signals_share_an_instant_and_a_message_id() {
        Set<String> ids = new HashSet<>();
        told.forEach(signal -> ids.add(signal.at() + " " + signal.messageId()));
        assertThat(ids).hasSameSizeAs(told);
    }

    @Test
    void mail_goes_to_names_that_nobody_can_have() {
        assertThat(told.stream()
                        .map(signal -> signal.keys().email())
                        .filter(Objects::nonNull)
                        .distinct())
                .allMatch(email -> email.endsWith(".example")
                        || email.matches("[^@]*_[^@]*@gmail\\.com")); // no address there holds an underscore
    }

    @Test
    void the_last_week_is_as_lively_as_any() {
        Instant week = END.minusSeconds(7 * 86_400);
        assertThat(told.stream().filter(signal -> signal.at().isAfter(week))).hasSizeGreaterThan(300);
        assertThat(told.stream().filter(signal -> !signal.human())).hasSizeGreaterThan(500);
    }

    @Test
    void each_of_the_ten_has_a_story_of_their_own() {
        assertThat(new Cast(DOORS, END).all())
                .hasSize(10)
                .extracting(Journey::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("cast-"));
    }

    private static List<NewSignal> told(long seed) {
        List<NewSignal> all = new ArrayList<>();
        SampleHistory history = new SampleHistory(DOORS, END, seed, all::addAll);
        history.record();
        history.recordLate();
        return all;
    }
}
