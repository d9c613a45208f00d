package dev.sluice.outreach.enrolment;

import dev.sluice.inbox.InboxSignals;
import dev.sluice.link.LinkSignals;
import dev.sluice.mail.MailSignals;
import dev.sluice.meeting.MeetingSignals;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.outreach.sequence.SequenceRows;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.standing.StandingsChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What became of each mail of a sequence, kept from the signals that tell it. A meeting or a step forward in the
 * funnel is put down to the last mail before it, if that is not longer ago than two weeks.
 */
@Component
public class MailOutcomes {
    private static final Duration CREDIT = Duration.ofDays(14);
    private static final int ENOUGH_SENT = 200;
    private static final int ENOUGH_BOUNCES = 5;
    private static final double MOST_COMPLAINTS = 0.001;
    private static final double MOST_BOUNCES = 0.05;

    /** Signals that name their message, and the column that keeps their instant. */
    private static final Map<String, String> BY_MESSAGE = Map.of(
            LinkSignals.OPENED.name(), "opened_at",
            LinkSignals.CLICKED.name(), "clicked_at",
            InboxSignals.REPLIED.name(), "replied_at",
            MailSignals.BOUNCED.name(), "bounced_at",
            InboxSignals.COMPLAINED.name(), "complained_at",
            PersonSignals.UNSUBSCRIBED.name(), "unsubscribed_at");

    private static final Set<String> HUMAN_ONLY =
            Set.of(LinkSignals.OPENED.name(), LinkSignals.CLICKED.name(), InboxSignals.REPLIED.name());

    /** What the mails of one step and variant came to. */
    public record OutcomeFigures(
            String step,
            String variant,
            long sent,
            long opened,
            long clicked,
            long replied,
            long bounced,
            long complained,
            long unsubscribed,
            long meetings,
            long moved) {
        public static OutcomeFigures none(String step) {
            return new OutcomeFigures(step, "", 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }

        OutcomeFigures plus(OutcomeFigures other) {
            return new OutcomeFigures(
                    step,
                    variant,
                    sent + other.sent,
                    opened + other.opened,
                    clicked + other.clicked,
                    replied + other.replied,
                    bounced + other.bounced,
                    complained + other.complained,
                    unsubscribed + other.unsubscribed,
                    meetings + other.meetings,
                    moved + other.moved);
        }
    }

    /** A mail of a sequence that has gone out, as its key says it: sequence/NAME/ENROLMENT/STEP/VARIANT. */
    private record SentCounts(long message, long person, String sequence, String step, String variant, Instant at) {
        static Optional<SentCounts> of(Signal signal) {
            if (signal.data().get("message") instanceof Number message
                    && signal.data().get("key") instanceof String key
                    && key.split("/") instanceof String[] parts
                    && parts.length == 5
                    && parts[0].equals("sequence")) {
                return Optional.of(new SentCounts(
                        message.longValue(), signal.person(), parts[1], parts[3], parts[4], signal.at()));
            }
            return Optional.empty();
        }
    }

    private final JdbcClient jdbc;
    private final Persons persons;
    private final SequenceRows sequences;
    private final InstantSource clock;

    MailOutcomes(JdbcClient jdbc, Persons persons, SequenceRows sequences, InstantSource clock) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.sequences = sequences;
        this.clock = clock;
    }

    @EventListener
    @Order(RecipientOrder.MAIL_OUTCOMES)
    void on(SignalsRecorded recorded) {
        Map<String, Map<Long, Instant>> told = new HashMap<>();
        Map<Long, Instant> met = new HashMap<>();
        List<SentCounts> sent = new ArrayList<>();
        Set<Long> against = new HashSet<>();
        for (Signal signal : recorded.signals()) {
            String column = BY_MESSAGE.get(signal.kind());
            if (MailSignals.SENT.is(signal.kind())) {
                SentCounts.of(signal).ifPresent(sent::add);
            } else if (MeetingSignals.BOOKED.is(signal.kind())) {
                met.merge(signal.person(), signal.at(), (one, other) -> one.isBefore(other) ? one : other);
            } else if (column != null && counts(signal) && signal.data().get("message") instanceof Number message) {
                told.computeIfAbsent(column, one -> new HashMap<>())
                        .merge(message.longValue(), signal.at(), (one, other) -> one.isBefore(other) ? one : other);
                if (column.equals("complained_at") || column.equals("bounced_at")) {
                    against.add(message.longValue());
                }
            }
        }
        sent(recorded.workspace(), sent);
        told.forEach((column, messages) -> note(recorded.workspace(), column, messages));
        if (!met.isEmpty()) {
            credit(recorded.workspace(), "meeting_at", met);
        }
        if (!against.isEmpty()) {
            heed(recorded.workspace(), against);
        }
    }

    /** A machine's opens, clicks and answers are nobody's, and what only waits in the way is no bounce. */
    private static boolean counts(Signal signal) {
        return MailSignals.BOUNCED.is(signal.kind())
                ? "hard".equals(signal.data().get("severity"))
                : signal.human() || !HUMAN_ONLY.contains(signal.kind());
    }

    private void sent(int workspace, List<SentCounts> sent) {
        if (!sent.isEmpty()) {
            jdbc.sql("""
                            INSERT INTO mail_outcome (workspace_id, message_id, person_id, sequence, step, variant, sent_at)
                            SELECT ?, * FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                            ON CONFLICT DO NOTHING""")
                    .params(
                            workspace,
                            SqlArray.bigint(
                                    sent.stream().map(SentCounts::message).toList()),
                            SqlArray.bigint(
                                    sent.stream().map(SentCounts::person).toList()),
                            SqlArray.text(
                                    sent.stream().map(SentCounts::sequence).toList()),
                            SqlArray.text(sent.stream().map(SentCounts::step).toList()),
                            SqlArray.text(sent.stream().map(SentCounts::variant).toList()),
                            SqlArray.timestamptz(
                                    sent.stream().map(SentCounts::at).toList()))
                    .update();
        }
    }

    private void note(int workspace, String column, Map<Long, Instant> messages) {
        jdbc.sql("UPDATE mail_outcome t SET " + column + " = least(t." + column + """
                        , u.at) FROM unnest(?::bigint[], ?::timestamptz[]) AS u(message, at)
                        WHERE t.workspace_id = ? AND t.message_id = u.message""")
                .params(SqlArray.bigint(messages.keySet()), SqlArray.timestamptz(messages.values()), workspace)
                .update();
    }

    @EventListener
    void on(StandingsChanged moved) {
        Map<Long, Instant> forward = new HashMap<>();
        for (StandingsChanged.StandingChange one : moved.people()) {
            String before = one.before() == null ? null : one.before().stage();
            String after = one.after().stage();
            if (before != null
                    && after != null
                    && moved.run().position(after) > moved.run().position(before)) {
                forward.put(one.person(), Time.instant(one.after().enteredAt()));
            }
        }
        if (!forward.isEmpty()) {
            credit(moved.workspace(), "moved_at", forward);
        }
    }

    /** Puts it down to the last mail that each of these got before it. */
    private void credit(int workspace, String column, Map<Long, Instant> people) {
        Map<Long, Instant> standing = new HashMap<>();
        Map<Long, Person> known = persons.all(workspace, people.keySet());
        people.forEach((person, at) -> {
            Person one = known.get(person);
            standing.put(one == null ? person : one.id(), at);
        });
        jdbc.sql("UPDATE mail_outcome t SET " + column + " = u.at" + """
                         FROM unnest(?::bigint[], ?::timestamptz[]) AS u(person, at)
                        CROSS JOIN LATERAL (SELECT message_id FROM mail_outcome l
                                            WHERE l.workspace_id = ? AND l.person_id = u.person
                                            AND l.sent_at <= u.at AND l.sent_at > u.at - ?::interval
                                            ORDER BY l.sent_at DESC LIMIT 1) last
                        WHERE t.workspace_id = ? AND t.message_id = last.message_id AND t.""" + column + " IS NULL")
                .params(
                        SqlArray.bigint(standing.keySet()),
                        SqlArray.timestamptz(standing.values()),
                        workspace,
                        CREDIT.toString(),
                        workspace)
                .update();
    }

    /**
     * Pauses what mail services would soon refuse: complaints above 0.1 % or hard bounces above 5 % of the last 30 days'
     * mail, once there is enough of it to say so.
     */
    private void heed(int workspace, Set<Long> messages) {
        jdbc.sql("""
                        SELECT sequence, count(*), count(complained_at), count(bounced_at) FROM mail_outcome
                        WHERE workspace_id = ? AND sent_at > ? AND sequence IN (
                            SELECT sequence FROM mail_outcome WHERE workspace_id = ? AND message_id = ANY (?))
                        GROUP BY sequence""")
                .params(
                        workspace,
                        Timestamp.from(clock.instant().minus(Duration.ofDays(30))),
                        workspace,
                        SqlArray.bigint(messages))
                .query(row -> {
                    String name = row.getString(1);
                    double sent = row.getLong(2);
                    long complaints = row.getLong(3);
                    long bounces = row.getLong(4);
                    if (complaints > 0 && complaints / Math.max(sent, ENOUGH_SENT) >= MOST_COMPLAINTS) {
                        pause(workspace, name, complaints + " complaints about " + (long) sent + " mails");
                    } else if (bounces >= ENOUGH_BOUNCES && bounces / sent >= MOST_BOUNCES) {
                        pause(workspace, name, bounces + " of " + (long) sent + " mails bounced");
                    }
                });
    }

    private void pause(int workspace, String name, String why) {
        sequences
                .find(workspace, name)
                .filter(Sequence::running)
                .ifPresent(sequence ->
                        sequences.status(workspace, name, Status.PAUSED, "Paused by Sluice: " + why, clock.instant()));
    }

    public List<OutcomeFigures> of(int workspace, String sequence) {
        return jdbc.sql(FIGURES
                        + "WHERE workspace_id = ? AND sequence = ? GROUP BY step, variant ORDER BY step, variant")
                .params(workspace, sequence)
                .query(MailOutcomes::figures)
                .list();
    }

    private static final String FIGURES = """
            SELECT step, variant, count(*), count(opened_at), count(clicked_at), count(replied_at), count(bounced_at),
                   count(complained_at), count(unsubscribed_at), count(meeting_at), count(moved_at) FROM mail_outcome
            """;

    private static OutcomeFigures figures(ResultSet row, int number) throws SQLException {
        return new OutcomeFigures(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11));
    }

    /** The sums of all steps of each sequence. */
    public Map<String, OutcomeFigures> sums(int workspace) {
        Map<String, OutcomeFigures> sums = new HashMap<>();
        jdbc.sql(FIGURES.replace("SELECT step, variant,", "SELECT sequence, '',")
                        + "WHERE workspace_id = ? GROUP BY sequence")
                .param(workspace)
                .query(MailOutcomes::figures)
                .list()
                .forEach(one -> sums.put(one.step(), one));
        return sums;
    }

    /** How many people each sequence has written to. */
    public Map<String, Long> reached(int workspace) {
        Map<String, Long> reached = new HashMap<>();
        jdbc.sql("SELECT sequence, count(DISTINCT person_id) FROM mail_outcome WHERE workspace_id = ? GROUP BY 1")
                .param(workspace)
                .query(row -> {
                    reached.put(row.getString(1), row.getLong(2));
                });
        return reached;
    }

    /** The people behind one figure of a step. */
    public Collection<Long> people(int workspace, String sequence, String step, String figure) {
        String column = Map.of(
                        "sent",
                        "sent_at",
                        "opened",
                        "opened_at",
                        "clicked",
                        "clicked_at",
                        "replied",
                        "replied_at",
                        "bounced",
                        "bounced_at",
                        PersonSignals.UNSUBSCRIBED.name(),
                        "unsubscribed_at",
                        "meetings",
                        "meeting_at",
                        "moved",
                        "moved_at")
                .getOrDefault(figure, "sent_at");
        return new HashSet<>(
                jdbc.sql("SELECT person_id FROM mail_outcome WHERE workspace_id = ? AND sequence = ? AND step = ? AND "
                                + column + " IS NOT NULL ORDER BY sent_at DESC LIMIT 500")
                        .params(workspace, sequence, step)
                        .query((row, number) -> row.getLong(1))
                        .list());
    }
}
