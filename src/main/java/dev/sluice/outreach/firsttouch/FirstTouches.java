package dev.sluice.outreach.firsttouch;

import dev.sluice.form.FormSignals;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.handoff.Handoffs;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.mail.MessagesSettled.SettledMessage;
import dev.sluice.outreach.enrolment.SequenceWakeup;
import dev.sluice.outreach.firsttouch.FirstTouchRows.DueFirstTouch;
import dev.sluice.outreach.firsttouch.FirstTouchRows.FirstTouchResult;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.SignalsFolded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Queues the automatic reply to each form, in the transaction that folds the form, and records whether it was sent.
 * {@link FirstTouchPlanner} writes it right after.
 */
@Component
class FirstTouches {
    static final String KEY = "first-touch/";

    /** A form that was sent longer ago arrived late: no one waits for a reply to it. */
    private static final Duration LATE = Duration.ofHours(12);

    private static final Pattern KEYS = Pattern.compile(KEY + "[0-9a-f-]{36}");

    private final FirstTouchRows rows;
    private final Handoffs handoffs;
    private final Funnels funnels;
    private final SequenceWakeup wakeup;
    private final InstantSource clock;

    FirstTouches(FirstTouchRows rows, Handoffs handoffs, Funnels funnels, SequenceWakeup wakeup, InstantSource clock) {
        this.rows = rows;
        this.handoffs = handoffs;
        this.funnels = funnels;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    @EventListener
    void on(SignalsFolded event) {
        Instant oldest = clock.instant().minus(LATE);
        List<DueFirstTouch> due = new ArrayList<>();
        event.news().forEach((person, signals) -> {
            for (FoldSignal signal : signals) {
                Instant at = Time.instant(signal.at());
                if (FormSignals.SUBMITTED.is(signal.kind()) && signal.human() && at.isAfter(oldest)) {
                    due.add(new DueFirstTouch(signal.id(), person, signal.subject(), at));
                }
            }
        });
        Set<UUID> added = due.isEmpty() ? Set.of() : rows.insert(event.workspace(), due);
        if (!added.isEmpty()) {
            Map<Long, Instant> since = new HashMap<>();
            due.stream()
                    .filter(touch -> added.contains(touch.signal()))
                    .forEach(touch -> since.merge(touch.person(), touch.at(), (a, b) -> a.isBefore(b) ? a : b));
            for (DefinitionRun run : funnels.active(event.workspace())) {
                handoffs.awaitFirstTouch(event.workspace(), run, since);
            }
            Tenancy.afterCommit(() -> wakeup.up(event.workspace()));
        }
    }

    @EventListener
    void on(MessagesSettled event) {
        List<Long> touched = new ArrayList<>();
        List<FirstTouchResult> results = new ArrayList<>();
        Instant at = clock.instant();
        for (SettledMessage message : event.messages()) {
            if (KEYS.matcher(message.key()).matches()) {
                boolean sent = message.state() == MessageState.SENT;
                UUID signal = UUID.fromString(message.key().substring(KEY.length()));
                results.add(new FirstTouchResult(signal, sent ? "sent" : "held", "", message.why()));
                if (sent) {
                    touched.add(message.person());
                    at = message.at();
                }
            }
        }
        rows.settle(event.workspace(), results, at);
        if (!touched.isEmpty()) {
            handoffs.firstTouched(event.workspace(), touched, at);
        }
    }
}
