package dev.sluice.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.link.ClickClassifier.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClickClassifierTest {
    private static final Instant SENT = Instant.parse("2026-03-02T09:00:00Z");
    private static final int MAILS = 20_000;

    private final Random random = new Random(20_260_302);

    private static ClickClassifier.Grade grade(Hit hit, int targets, List<Hit> all) {
        return ClickClassifier.grade(hit, false, SENT, targets, all, 0);
    }

    private static Hit click(int target, double seconds) {
        return new Hit(target, SENT.plusMillis((long) (seconds * 1_000)), "");
    }

    /** Counts the hits that count as a human's among those of many mails. */
    private double humans(java.util.function.Function<Integer, List<Hit>> mail) {
        long human = 0;
        long all = 0;
        for (int i = 0; i < MAILS; i++) {
            int targets = 1 + random.nextInt(8);
            List<Hit> hits = mail.apply(targets);
            all += hits.size();
            human += hits.stream()
                    .filter(hit -> grade(hit, targets, hits).isHuman())
                    .count();
        }
        return (double) human / all;
    }

    @Test
    void a_gateway_that_follows_every_link_within_a_minute_as_a_browser_is_flagged() {
        double human = humans(targets -> {
            List<Hit> hits = new ArrayList<>();
            for (int target = 0; target < targets; target++) {
                hits.add(click(target, 5 + random.nextDouble() * 55));
            }
            return hits;
        });
        assertThat(human).isLessThanOrEqualTo(0.01);
    }

    @Test
    void a_gateway_that_follows_most_links_in_one_go_hours_later_is_flagged() {
        double human = humans(targets -> {
            double start = 3_600 + random.nextDouble() * 10_000;
            List<Hit> hits = new ArrayList<>();
            for (int target = 0; target < Math.max(3, targets - 1); target++) {
                hits.add(click(target, start + random.nextDouble() * 3));
            }
            return hits;
        });
        assertThat(human).isLessThanOrEqualTo(0.01);
    }

    /**
     * People open a mail after minutes to days (log-normal, median 40 minutes), follow one link of it, one in six of
     * them a second after reading on for some seconds to minutes, one in fifty a third.
     */
    @Test
    void people_who_follow_a_link_or_two_are_not_flagged() {
        double human = humans(targets -> {
            double at = 20 + Math.exp(Math.log(2_400) + 1.4 * random.nextGaussian());
            List<Hit> hits = new ArrayList<>();
            hits.add(click(random.nextInt(targets), at));
            int more = random.nextInt(50);
            for (int i = 0; i < (more == 0 ? 2 : more < 9 ? 1 : 0); i++) {
                at += 8 + Math.exp(Math.log(45) + random.nextGaussian());
                hits.add(click(random.nextInt(targets), at));
            }
            return hits;
        });
        assertThat(human).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void the_click_of_a_person_after_the_gateways_sweep_counts() {
        List<Hit> hits = new ArrayList<>(List.of(click(0, 6), click(1, 20), click(2, 31)));
        Hit person = click(1, 1_900);
        hits.add(person);
        assertThat(grade(person, 3, hits).isHuman()).isTrue();
        assertThat(grade(hits.getFirst(), 3, hits).isHuman()).isFalse();
    }

    @Test
    void whatever_gives_itself_away_is_no_human() {
        String chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36";
        assertThat(ClickClassifier.declared("HEAD", chrome, false, false, false))
                .isNotEmpty();
        assertThat(ClickClassifier.declared("GET", chrome, true, false, false)).isNotEmpty();
        assertThat(ClickClassifier.declared("GET", null, false, false, false)).isNotEmpty();
        assertThat(ClickClassifier.declared("GET", chrome, false, true, false)).isNotEmpty();
        assertThat(ClickClassifier.declared("GET", chrome, false, false, true)).isNotEmpty();
        assertThat(ClickClassifier.declared("GET", chrome, false, false, false)).isEmpty();
        Hit declared = new Hit(0, SENT.plusSeconds(4_000), "asks for the head only");
        assertThat(grade(declared, 5, List.of(declared)).isHuman()).isFalse();
    }

    @Test
    void too_soon_or_for_several_of_one_domain_at_once_is_no_human() {
        assertThat(grade(click(0, 2), 5, List.of(click(0, 2))).isHuman()).isFalse();
        Hit later = click(0, 4_000);
        assertThat(ClickClassifier.grade(later, false, SENT, 5, List.of(later), 2)
                        .isHuman())
                .isFalse();
        assertThat(ClickClassifier.grade(later, false, SENT, 5, List.of(later), 1)
                        .isHuman())
                .isTrue();
    }

    @Test
    void a_picture_that_a_mail_service_fetched_is_an_open_nobody_can_vouch_for() {
        Hit open = new Hit(null, SENT.plus(Duration.ofHours(1)), "");
        String gmail = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";
        assertThat(ClickClassifier.isImageProxy(gmail)).isTrue();
        assertThat(ClickClassifier.isImageProxy("Mozilla/5.0")).isTrue();
        assertThat(ClickClassifier.isImageProxy("Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Mail/16.0"))
                .isFalse();
        assertThat(ClickClassifier.grade(open, true, SENT, 2, List.of(open), 0).isHuman())
                .isFalse();
        assertThat(ClickClassifier.grade(open, false, SENT, 2, List.of(open), 0).isHuman())
                .isTrue();
    }

    /** People who wait for a download follow its link at once. */
    @Test
    void a_quick_click_on_the_only_link_counts_once_a_browser_in_use_confirms_it() {
        for (int seconds = 5; seconds < 60; seconds += 11) {
            Hit unknown = click(0, seconds);
            Hit confirmed = new Hit(0, unknown.at(), "", true);
            assertThat(grade(confirmed, 1, List.of(confirmed)).isHuman()).isTrue();
            assertThat(grade(unknown, 1, List.of(unknown)).isHuman()).isFalse();
            assertThat(ClickClassifier.grade(confirmed, false, SENT, 1, List.of(confirmed), 2)
                            .isHuman())
                    .isFalse();
        }
        Hit tooSoon = new Hit(0, SENT.plusSeconds(2), "", true);
        assertThat(grade(tooSoon, 1, List.of(tooSoon)).isHuman()).isFalse();
    }
}
