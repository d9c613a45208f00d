package dev.sluice.outreach;

import dev.sluice.consent.SendPermissions;
import dev.sluice.form.FormSignals;
import dev.sluice.form.Offers;
import dev.sluice.funnel.FoldSignal;
import dev.sluice.funnel.FollowUpRules;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.Handoffs;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.MessagesSettled;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.outreach.enrolment.SequenceWakeup;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.SignalsFolded;
import dev.sluice.standing.Standings;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import dev.sluice.template.TemplateRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The automatic answer to a form: noted in the transaction that folds the form, sent right after it, by the definition
 * that stands then. It says what was asked for and offers one next step.
 */
@Component
class FirstTouches {
    /** A form that was sent longer ago is history told late: nobody waits for an answer to it. */
    private static final Duration LATE = Duration.ofHours(12);

    private static final String KEY = "first-touch/";
    private static final Pattern KEYS = Pattern.compile(KEY + "[0-9a-f-]{36}");
    private static final int FIRST = 9;

    private final FirstTouchRows rows;
    private final TemplateRows templates;
    private final Recipients readers;
    private final SendPermissions permission;
    private final Offers offers;
    private final Handoffs desk;
    private final Funnels funnels;
    private final Standings standings;
    private final Outbox outbox;
    private final SequenceWakeup wake;
    private final InstantSource clock;

    FirstTouches(
            FirstTouchRows rows,
            TemplateRows templates,
            Recipients readers,
            SendPermissions permission,
            Offers offers,
            Handoffs desk,
            Funnels funnels,
            Standings standings,
            Outbox outbox,
            SequenceWakeup wake,
            InstantSource clock) {
        this.rows = rows;
        this.templates = templates;
        this.readers = readers;
        this.permission = permission;
        this.offers = offers;
        this.desk = desk;
        this.funnels = funnels;
        this.standings = standings;
        this.outbox = outbox;
        this.wake = wake;
        this.clock = clock;
    }

    /** A form that waits for its answer. */
    record DueFirstTouch(UUID signal, long person, String form, Instant at) {}

    /** What became of it. */
    record FirstTouchDone(UUID signal, String state, String template, String why) {}

    @EventListener
    void on(SignalsFolded folded) {
        Instant oldest = clock.instant().minus(LATE);
        List<DueFirstTouch> due = new ArrayList<>();
        folded.news().forEach((person, signals) -> {
            for (FoldSignal signal : signals) {
                Instant at = Time.instant(signal.at());
                if (FormSignals.SUBMITTED.is(signal.kind()) && signal.human() && at.isAfter(oldest)) {
                    due.add(new DueFirstTouch(signal.id(), person, signal.subject(), at));
                }
            }
        });
        Set<UUID> fresh = due.isEmpty() ? Set.of() : rows.insert(folded.workspace(), due);
        if (!fresh.isEmpty()) {
            Map<Long, Instant> since = new HashMap<>();
            due.stream()
                    .filter(one -> fresh.contains(one.signal()))
                    .forEach(one -> since.merge(one.person(), one.at(), (a, b) -> a.isBefore(b) ? a : b));
            for (DefinitionRun run : funnels.active(folded.workspace())) {
                desk.awaitFirstTouch(folded.workspace(), run, since);
            }
            Tenancy.afterCommit(() -> wake.up(folded.workspace()));
        }
    }

    /** Plans the answers that are due, in the caller's transaction; returns how many there were. */
    int due(int workspace, int most) {
        List<DueFirstTouch> due = rows.take(workspace, most);
        if (!due.isEmpty()) {
            Map<Long, Recipient> people = readers.of(
                    workspace, due.stream().map(DueFirstTouch::person).toList());
            Map<UUID, String> chosen = chosen(workspace, due, people);
            Map<String, CompiledTemplate> letters = templates.letters(workspace, Set.copyOf(chosen.values()));
            List<OutboundMail> drafts = new ArrayList<>();
            List<FirstTouchDone> done = new ArrayList<>();
            for (DueFirstTouch one : due) {
                Recipient reader = people.get(one.person());
                done.add(answer(workspace, one, reader, chosen.getOrDefault(one.signal(), ""), letters, drafts));
            }
            outbox.plan(workspace, drafts);
            rows.done(workspace, done);
        }
        return due.size();
    }

    private FirstTouchDone answer(
            int workspace,
            DueFirstTouch due,
            @Nullable Recipient reader,
            String template,
            Map<String, CompiledTemplate> letters,
            List<OutboundMail> drafts) {
        if (reader == null || reader.address() == null) {
            return new FirstTouchDone(due.signal(), "left_out", "", "No e-mail address is known");
        }
        if (template.isEmpty()) {
            return new FirstTouchDone(due.signal(), "left_out", "", "No active funnel asks for a first touch");
        }
        CompiledTemplate letter = letters.get(template);
        if (letter == null) {
            return new FirstTouchDone(due.signal(), "held", template, "There is no template " + template);
        }
        Optional<Offers.Handout> offer = offers.ofForm(workspace, due.form());
        Map<String, String> values = new HashMap<>(reader.values());
        offer.ifPresent(offered -> {
            values.put("asset_name", offered.name());
            values.put("asset_link", offered.url());
        });
        CompiledTemplate.FilledTemplate filled = letter.fill(values);
        if (!filled.missing().isEmpty()) {
            return new FirstTouchDone(
                    due.signal(), "held", template, "Not known: " + String.join(", ", filled.missing()));
        }
        if (permission.strangersMay(workspace, Set.of(reader.address())).isEmpty()) {
            return new FirstTouchDone(
                    due.signal(), "left_out", template, "This address has been written to often enough today");
        }
        drafts.add(new OutboundMail(
                reader.person(),
                reader.address(),
                KEY + due.signal(),
                OutboundMail.Kind.ANSWER,
                template,
                reader.owner(),
                filled.subject(),
                filled.html(),
                filled.text(),
                null,
                clock.instant(),
                FIRST,
                offer.map(offered -> Map.of(offered.url(), offered.slug())).orElse(Map.of())));
        return new FirstTouchDone(due.signal(), "planned", template, "");
    }

    /** The template of each by the first funnel that has one for it. */
    private Map<UUID, String> chosen(int workspace, List<DueFirstTouch> due, Map<Long, Recipient> people) {
        Map<UUID, String> chosen = new HashMap<>();
        long now = Time.micros(clock.instant());
        for (DefinitionRun run : funnels.active(workspace)) {
            Map<Long, Standing> standing = standings.of(
                    workspace,
                    run,
                    people.values().stream().map(Recipient::person).toList());
            for (DueFirstTouch one : due) {
                Recipient reader = people.get(one.person());
                Standing stands = reader == null ? null : standing.get(reader.person());
                if (stands != null) {
                    String template = FollowUpRules.firstTouch(run.definition(), stands, one.form(), now);
                    if (!template.isEmpty()) {
                        chosen.putIfAbsent(one.signal(), template);
                    }
                }
            }
        }
        return chosen;
    }

    @EventListener
    void on(MessagesSettled settled) {
        List<Long> touched = new ArrayList<>();
        List<FirstTouchDone> done = new ArrayList<>();
        Instant at = clock.instant();
        for (MessagesSettled.SettledMessage one : settled.messages()) {
            if (KEYS.matcher(one.key()).matches()) {
                boolean sent = one.state() == MessageState.SENT;
                done.add(new FirstTouchDone(
                        UUID.fromString(one.key().substring(KEY.length())), sent ? "sent" : "held", "", one.why()));
                if (sent) {
                    touched.add(one.person());
                    at = one.at();
                }
            }
        }
        rows.settled(settled.workspace(), done, at);
        if (!touched.isEmpty()) {
            desk.firstTouched(settled.workspace(), touched, at);
        }
    }
}
