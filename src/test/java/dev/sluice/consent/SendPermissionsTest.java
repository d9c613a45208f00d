package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.person.Erasure;
import dev.sluice.person.Merges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class SendPermissionsTest extends ConsentCase {
    private static final String ANN = "ann@harbour.test";

    @Autowired
    private Erasure erasure;

    @Autowired
    private Merges merges;

    @Test
    void who_must_be_asked_gets_no_marketing_before_they_agree() {
        rule(LegalBasis.ASK);
        long ann = tell(ANN, "page_viewed", "/", Map.of());
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.NO_CONSENT);
        assertThat(oneToOne(ann, ANN)).isNull();
        agreed(ANN);
        assertThat(marketing(ann, ANN)).isNull();
        tell(ANN, "consent_withdrawn", "marketing", Map.of());
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }

    @Test
    void with_legitimate_interest_everybody_gets_it_until_they_say_no() {
        rule(LegalBasis.UNTIL_THEY_SAY_NO);
        long ann = tell(ANN, "page_viewed", "/", Map.of());
        assertThat(marketing(ann, ANN)).isNull();
        tell(ANN, "unsubscribed", "", Map.of());
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }

    @Test
    void a_bounce_or_a_suppression_stops_all_mail_and_a_complaint_only_marketing() {
        long ann = agreed(ANN);
        suppressions.suppress(workspace, List.of("Ann@Harbour.test"), SuppressionReason.COMPLAINED, "by its provider");
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.COMPLAINED);
        assertThat(oneToOne(ann, ANN)).isNull();
        suppressions.suppress(workspace, List.of(ANN), SuppressionReason.BOUNCED, "550 no such user");
        assertThat(oneToOne(ann, ANN)).isEqualTo(SuppressionReason.BOUNCED);
    }

    @Test
    void a_suppressed_domain_stops_its_own_addresses_and_no_others() {
        long ann = agreed(ANN);
        assertThat(suppressions.suppress(
                        workspace, List.of("@HARBOUR.test", "no address"), SuppressionReason.SUPPRESSED, ""))
                .isEqualTo(1);
        assertThat(oneToOne(ann, ANN)).isEqualTo(SuppressionReason.SUPPRESSED);
        assertThat(oneToOne(ann, "ann@office.harbour.test")).isNull();
        assertThat(oneToOne(ann, "ann@otherharbour.test")).isNull();
    }

    @Test
    void of_an_erased_person_only_a_hash_stays_and_still_refuses() {
        long ann = agreed(ANN);
        suppressions.suppress(workspace, List.of(ANN), SuppressionReason.BOUNCED, "550 to ann@harbour.test");
        erasure.erase(workspace, ann);
        assertThat(oneToOne(ann, ANN)).isEqualTo(SuppressionReason.ERASED);
        assertThat(suppressions.suppress(workspace, List.of(ANN), SuppressionReason.SUPPRESSED, ""))
                .isZero();
        assertThat(oneToOne(ann, ANN)).isEqualTo(SuppressionReason.ERASED);
        String export = owner(workspace).get("/outreach/suppressions.csv").body();
        assertThat(export).doesNotContain("ann").containsPattern("[0-9a-f]{64},erased");
    }

    @Test
    void what_one_record_of_a_person_refused_holds_for_the_person() {
        rule(LegalBasis.ASK);
        long ann = agreed(ANN);
        long other = tell("ann@home.test", "consent_withdrawn", "marketing", Map.of());
        merges.merge(workspace, ann, other, 1);
        assertThat(marketing(ann, ANN)).isEqualTo(SuppressionReason.UNSUBSCRIBED);
        assertThat(marketing(other, "ann@home.test")).isEqualTo(SuppressionReason.UNSUBSCRIBED);
    }

    @Test
    void ten_thousand_questions_are_two_statements() {
        rule(LegalBasis.ASK);
        long ann = agreed(ANN);
        erasure.erase(workspace, tell("gone@harbour.test", "page_viewed", "/", Map.of()));
        suppressions.suppress(workspace, List.of("@closed.test"), SuppressionReason.SUPPRESSED, "");
        List<SendPermissions.PermissionQuery> asks = LongStream.range(0, 10_000)
                .mapToObj(i -> new SendPermissions.PermissionQuery(
                        i == 0 ? ann : 1_000_000_000 + i, i == 1 ? "x@closed.test" : "p" + i + "@open.test", true))
                .toList();
        permission.refused(workspace, asks.getFirst());

        Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Thread here = Thread.currentThread();
        ListAppender<ILoggingEvent> seen = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (Thread.currentThread() == here) {
                    super.append(event);
                }
            }
        };
        seen.start();
        Level before = log.getLevel();
        log.setAdditive(false);
        log.setLevel(Level.DEBUG);
        log.addAppender(seen);
        Map<SendPermissions.PermissionQuery, SuppressionReason> refused;
        try {
            refused = permission.refused(workspace, asks);
        } finally {
            log.detachAppender(seen);
            log.setLevel(before);
            log.setAdditive(true);
        }
        List<String> statements = seen.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(text -> text.startsWith("Executing prepared SQL statement") && !text.contains("set_config"))
                .toList();
        assertThat(statements).hasSize(2);
        assertThat(refused).hasSize(9_999).doesNotContainKey(asks.getFirst());
        assertThat(refused.get(asks.get(1))).isEqualTo(SuppressionReason.SUPPRESSED);
        assertThat(refused.get(asks.get(2))).isEqualTo(SuppressionReason.NO_CONSENT);
    }

    @Test
    void strangers_cause_three_mails_a_day_to_an_address_however_many_ask_at_once() throws Exception {
        try (ExecutorService strangers = Executors.newFixedThreadPool(8)) {
            Callable<Set<String>> ask = () -> permission.strangersMay(workspace, List.of("Victim@Harbour.test"));
            long through = 0;
            for (var answer : strangers.invokeAll(
                    IntStream.range(0, 40).mapToObj(i -> ask).toList())) {
                through += answer.get().size();
            }
            assertThat(through).isEqualTo(SendPermissions.MAX_BY_STRANGERS);
        }
        clock.forward(Duration.ofHours(23));
        assertThat(permission.strangersMay(workspace, List.of("victim@harbour.test")))
                .isEmpty();
        clock.forward(Duration.ofHours(2));
        assertThat(permission.strangersMay(workspace, List.of("victim@harbour.test")))
                .containsExactly("victim@harbour.test");
    }
}
