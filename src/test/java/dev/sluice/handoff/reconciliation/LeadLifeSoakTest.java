package dev.sluice.handoff.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.handoff.HandoffPolicy;
import dev.sluice.handoff.ResponseClockMonitor;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Settled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Half a year of five hundred leads through intake, fold, hand-off and outbox, by a seed and an injected clock, while
 * transactions are rolled back, connections are cut and the clock jumps. At the end of each week no lead is forgotten,
 * the books balance, nothing was sent twice, and everything that a lead wrote is with a member or was answered.
 */
@Tag("soak")
class LeadLifeSoakTest extends SluiceTest {
    private static final int LEADS = 500;
    private static final int DAYS = Integer.getInteger("soak.days", 210);
    private static final int SIGNALS_A_DAY = 60;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Funnels funnels;

    @Autowired
    private Settled settled;

    @Autowired
    private LeadReconciliation books;

    @Autowired
    private OwnershipMonitor ownership;

    @Autowired
    private ResponseClockMonitor monitor;

    @Autowired
    private ConfigurableApplicationContext application;

    private final Random random = new Random(20_270_101);
    private final Map<Integer, Instant> asked = new HashMap<>();
    private final Set<Integer> known = new HashSet<>();
    private @Nullable InjectedFaults faults;
    private int workspace;
    private int source;
    private int number;
    private Instant start = Instant.EPOCH;

    @AfterEach
    void noMoreFaults() {
        if (faults != null) {
            application.removeApplicationListener(faults);
        }
    }

    @Test
    void noLeadIsForgottenTheBooksBalanceAndNothingIsSentTwiceWhateverBreaks() throws IOException {
        workspace = workspace();
        user(workspace, "member");
        user(workspace, "member");
        user(workspace, "manager");
        source = sources.named(workspace, Sources.Kind.API, "test");
        try (InputStream in = LeadLifeSoakTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(workspace, new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
        start = clock.instant();
        InjectedFaults injected = new InjectedFaults(workspace, random.nextLong());
        faults = injected;
        application.addApplicationListener(injected);
        for (int day = 1; day <= DAYS; day++) {
            for (int part = 0; part < 3; part++) {
                live(SIGNALS_A_DAY / 3);
                if (random.nextInt(20) == 0) {
                    cutConnections();
                }
                settled.settled(workspace);
                monitor.fire(workspace);
                clock.forward(Duration.ofHours(8));
            }
            if (random.nextInt(15) == 0) {
                Duration jump = Duration.ofHours(1 + random.nextInt(30));
                clock.forward(jump);
                live(5);
                settled.settled(workspace);
                clock.forward(jump.negated());
            }
            if (day % 7 == 0 || day == DAYS) {
                check(day);
            }
        }
        assertThat(injected.thrown()).as("faults that were injected").isGreaterThan(DAYS / 10);
        assertThat(count("SELECT count(*) FROM mailbox_mail WHERE workspace_id = ?"))
                .isPositive();
    }

    /** So many signals of leads and reps, sent again until they are acknowledged. */
    private void live(int count) {
        List<NewSignal> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int lead = random.nextInt(LEADS);
            boolean rep = known.contains(lead) && random.nextInt(3) == 0;
            batch.add(rep ? byRep(lead) : byLead(lead));
            clock.forward(Duration.ofSeconds(1));
        }
        for (int attempt = 0; ; attempt++) {
            try {
                signals.record(workspace, batch);
                return;
            } catch (DataAccessException | TransactionException cut) {
                if (attempt == 20) {
                    throw cut;
                }
            }
        }
    }

    private NewSignal byLead(int lead) {
        known.add(lead);
        return switch (random.nextInt(8)) {
            case 0 ->
                asks(lead, "email_replied", Map.of("mail_subject", "Re: Hello", "text", "Please call me " + number));
            case 1 -> asks(lead, "form_submitted", Map.of("question", "What does it cost? " + number));
            case 2 -> signal(lead, "form_submitted", "contact", Map.of());
            case 3 -> signal(lead, "demo_requested", "", Map.of());
            case 4 -> signal(lead, "asset_downloaded", "checklist", Map.of());
            default -> signal(lead, "page_viewed", "/pricing", Map.of());
        };
    }

    private NewSignal asks(int lead, String kind, Map<String, Object> data) {
        asked.put(lead, clock.instant());
        return signal(lead, kind, "", data);
    }

    private NewSignal byRep(int lead) {
        return switch (random.nextInt(7)) {
            case 0 -> signal(lead, "accepted_by_sales", "", Map.of());
            case 1 -> answers(lead, "rejected_by_sales", "wrong_time");
            case 2 -> signal(lead, "meeting_booked", "discovery", Map.of());
            case 3 -> signal(lead, random.nextBoolean() ? "deal_won" : "deal_lost", "", Map.of());
            default -> answers(lead, "call_logged", "connected");
        };
    }

    private NewSignal answers(int lead, String kind, String subject) {
        asked.remove(lead);
        return signal(lead, kind, subject, Map.of());
    }

    private NewSignal signal(int lead, String kind, String subject, Map<String, Object> data) {
        Map<String, Object> traits = lead % 3 == 0
                ? Map.of("name", "Lead " + lead, "company_size", 120, "role", "director", "country", "US")
                : Map.of();
        boolean byLead = !kind.endsWith("_sales") && !kind.equals("call_logged") && !kind.startsWith("deal");
        return new NewSignal(
                IdentityKeys.email(email(lead)),
                clock.instant(),
                "soak/" + workspace + "/" + number++,
                kind,
                subject,
                true,
                source,
                byLead ? traits : Map.of(),
                data,
                Trust.INTERNAL);
    }

    private String email(int lead) {
        return "lead" + lead + ".w" + workspace + "@firm" + lead % 90 + ".test";
    }

    /** Ends what the database does at the moment, as a killed worker or a lost network would. */
    private void cutConnections() {
        try {
            jdbc.sql("""
                            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                            WHERE pid <> pg_backend_pid() AND datname = current_database() AND state <> 'idle'
                              AND query NOT ILIKE 'listen%'""").query(Long.class).single();
        } catch (DataAccessException _) {
            // the connection was one of them
        }
    }

    private void check(int day) {
        settled.settled(workspace);
        ownership.check(workspace);
        String when = "on day " + day + " of " + DAYS;
        assertThat(count("SELECT count(*) FROM report_forgotten WHERE workspace_id = ?"))
                .as("forgotten " + when)
                .isZero();
        HandoffPolicy policy = HandoffPolicy.of(funnels.active(workspace).getFirst());
        LeadReconciliation.ForgottenProof proof = books.proof(workspace, policy);
        assertThat(proof.forgotten()).as("the proof " + when).isZero();
        assertThat(proof.owned()).as("owned " + when).isEqualTo(proof.open());
        assertThat(books.ledger(
                        workspace,
                        policy,
                        start.minusSeconds(1),
                        clock.instant().plus(Duration.ofDays(2))))
                .as("the books " + when)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.missing()).isZero());
        assertThat(count("""
                        SELECT count(*) FROM (
                            SELECT message_id FROM mailbox_mail WHERE workspace_id = ? AND NOT answer
                            GROUP BY message_id HAVING count(*) > 1) twice""")).as("sent twice " + when).isZero();
        asked.keySet()
                .forEach(lead -> assertThat(withMember(lead))
                        .as("what lead " + lead + " wrote, " + when)
                        .isTrue());
    }

    private boolean withMember(int lead) {
        long person =
                persons.withKey(workspace, "e:" + email(lead)).orElseThrow().id();
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                                SELECT EXISTS (
                                    SELECT FROM next_step s
                                    JOIN shared_member m ON m.workspace_id = s.workspace_id AND m.user_id = s.owner_id
                                    WHERE s.workspace_id = ? AND s.person_id = ? AND s.kind = 'respond'
                                      AND s.done_at IS NULL)""")
                        .params(workspace, person)
                        .query(Boolean.class)
                        .single());
    }

    private long count(String sql) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(sql).param(workspace).query(Long.class).single());
    }
}
