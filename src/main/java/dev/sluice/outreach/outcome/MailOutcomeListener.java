package dev.sluice.outreach.outcome;

import dev.sluice.inbox.InboxSignals;
import dev.sluice.link.LinkSignals;
import dev.sluice.mail.MailSignals;
import dev.sluice.meeting.MeetingSignals;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.Time;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import dev.sluice.standing.StandingsChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Records the outcome of each email of a sequence from signals. A meeting or a step forward in the funnel is credited to
 * the last email before it.
 */
@Component
class MailOutcomeListener {
    /** Signals that name their message, and the column that stores their instant. */
    private static final Map<String, String> BY_MESSAGE = Map.of(
            LinkSignals.OPENED.name(), "opened_at",
            LinkSignals.CLICKED.name(), "clicked_at",
            InboxSignals.REPLIED.name(), "replied_at",
            MailSignals.BOUNCED.name(), "bounced_at",
            InboxSignals.COMPLAINED.name(), "complained_at",
            PersonSignals.UNSUBSCRIBED.name(), "unsubscribed_at");

    private static final Set<String> HUMAN_ONLY =
            Set.of(LinkSignals.OPENED.name(), LinkSignals.CLICKED.name(), InboxSignals.REPLIED.name());

    private static final Set<String> HARMFUL = Set.of("complained_at", "bounced_at");

    private final MailOutcomeRows rows;
    private final ReputationGuard reputation;
    private final Persons persons;

    MailOutcomeListener(MailOutcomeRows rows, ReputationGuard reputation, Persons persons) {
        this.rows = rows;
        this.reputation = reputation;
        this.persons = persons;
    }

    @EventListener
    @Order(RecipientOrder.MAIL_OUTCOMES)
    void on(SignalsRecorded event) {
        Map<String, Map<Long, Instant>> outcomes = new HashMap<>();
        Map<Long, Instant> meetings = new HashMap<>();
        List<SentSequenceEmail> sent = new ArrayList<>();
        Set<Long> harmful = new HashSet<>();
        for (Signal signal : event.signals()) {
            String column = BY_MESSAGE.get(signal.kind());
            if (MailSignals.SENT.is(signal.kind())) {
                SentSequenceEmail.of(signal).ifPresent(sent::add);
            } else if (MeetingSignals.BOOKED.is(signal.kind())) {
                meetings.merge(signal.person(), signal.at(), MailOutcomeListener::earlier);
            } else if (column != null && counts(signal) && signal.data().get("message") instanceof Number message) {
                outcomes.computeIfAbsent(column, _ -> new HashMap<>())
                        .merge(message.longValue(), signal.at(), MailOutcomeListener::earlier);
                if (HARMFUL.contains(column)) {
                    harmful.add(message.longValue());
                }
            }
        }
        rows.insert(event.workspace(), sent);
        outcomes.forEach((column, messages) -> rows.record(event.workspace(), column, messages));
        if (!meetings.isEmpty()) {
            credit(event.workspace(), "meeting_at", meetings);
        }
        if (!harmful.isEmpty()) {
            reputation.check(event.workspace(), harmful);
        }
    }

    private static Instant earlier(Instant first, Instant second) {
        return first.isBefore(second) ? first : second;
    }

    /** Bots' opens, clicks and replies do not count, and a soft bounce is none. */
    private static boolean counts(Signal signal) {
        return MailSignals.BOUNCED.is(signal.kind())
                ? "hard".equals(signal.data().get("severity"))
                : signal.human() || !HUMAN_ONLY.contains(signal.kind());
    }

    @EventListener
    void on(StandingsChanged event) {
        Map<Long, Instant> forward = new HashMap<>();
        for (StandingsChanged.StandingChange change : event.people()) {
            String before = change.before() == null ? null : change.before().stage();
            String after = change.after().stage();
            if (before != null
                    && after != null
                    && event.run().position(after) > event.run().position(before)) {
                forward.put(change.person(), Time.instant(change.after().enteredAt()));
            }
        }
        if (!forward.isEmpty()) {
            credit(event.workspace(), "moved_at", forward);
        }
    }

    private void credit(int workspace, String column, Map<Long, Instant> people) {
        Map<Long, Instant> survivors = new HashMap<>();
        Map<Long, Person> found = persons.all(workspace, people.keySet());
        people.forEach((id, at) -> {
            Person person = found.get(id);
            survivors.put(person == null ? id : person.id(), at);
        });
        rows.credit(workspace, column, survivors);
    }
}
