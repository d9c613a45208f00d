package dev.sluice.outreach;

import dev.sluice.consent.Permission;
import dev.sluice.form.FormSignals;
import dev.sluice.form.Offers;
import dev.sluice.funnel.Following;
import dev.sluice.funnel.Signal;
import dev.sluice.funnel.Standing;
import dev.sluice.handoff.Desk;
import dev.sluice.mail.Draft;
import dev.sluice.mail.Outbox;
import dev.sluice.mail.Settled;
import dev.sluice.mail.State;
import dev.sluice.platform.Tenancy;
import dev.sluice.platform.Time;
import dev.sluice.standing.Folded;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Run;
import dev.sluice.standing.Standings;
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
    private final Readers readers;
    private final Permission permission;
    private final Offers offers;
    private final Desk desk;
    private final Funnels funnels;
    private final Standings standings;
    private final Outbox outbox;
    private final Wake wake;
    private final InstantSource clock;

    FirstTouches(
            FirstTouchRows rows,
            TemplateRows templates,
            Readers readers,
            Permission permission,
            Offers offers,
            Desk desk,
            Funnels funnels,
            Standings standings,
            Outbox outbox,
            Wake wake,
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
    record Due(UUID signal, long person, String form, Instant at) {}

    /** What became of it. */
    record Done(UUID signal, String state, String template, String why) {}

    @EventListener
    void on(Folded folded) {
        Instant oldest = clock.instant().minus(LATE);
        List<Due> due = new ArrayList<>();
        folded.news().forEach((person, signals) -> {
            for (Signal signal : signals) {
                Instant at = Time.instant(signal.at());
                if (FormSignals.SUBMITTED.is(signal.kind()) && signal.human() && at.isAfter(oldest)) {
                    due.add(new Due(signal.id(), person, signal.subject(), at));
                }
            }
        });
        Set<UUID> fresh = due.isEmpty() ? Set.of() : rows.insert(folded.workspace(), due);
        if (!fresh.isEmpty()) {
            Map<Long, Instant> since = new HashMap<>();
            due.stream()
                    .filter(one -> fresh.contains(one.signal()))
                    .forEach(one -> since.merge(one.person(), one.at(), (a, b) -> a.isBefore(b) ? a : b));
            for (Run run : funnels.active(folded.workspace())) {
                desk.awaitFirstTouch(folded.workspace(), run, since);
            }
            Tenancy.afterCommit(() -> wake.up(folded.workspace()));
        }
    }

    /** Plans the answers that are due, in the caller's transaction; returns how many there were. */
    int due(int workspace, int most) {
        List<Due> due = rows.take(workspace, most);
        if (!due.isEmpty()) {
            Map<Long, Reader> people =
                    readers.of(workspace, due.stream().map(Due::person).toList());
            Map<UUID, String> chosen = chosen(workspace, due, people);
            Map<String, Letter> letters = templates.letters(workspace, Set.copyOf(chosen.values()));
            List<Draft> drafts = new ArrayList<>();
            List<Done> done = new ArrayList<>();
            for (Due one : due) {
                Reader reader = people.get(one.person());
                done.add(answer(workspace, one, reader, chosen.getOrDefault(one.signal(), ""), letters, drafts));
            }
            outbox.plan(workspace, drafts);
            rows.done(workspace, done);
        }
        return due.size();
    }

    private Done answer(
            int workspace,
            Due due,
            @Nullable Reader reader,
            String template,
            Map<String, Letter> letters,
            List<Draft> drafts) {
        if (reader == null || reader.address() == null) {
            return new Done(due.signal(), "left_out", "", "No e-mail address is known");
        }
        if (template.isEmpty()) {
            return new Done(due.signal(), "left_out", "", "No active funnel asks for a first touch");
        }
        Letter letter = letters.get(template);
        if (letter == null) {
            return new Done(due.signal(), "held", template, "There is no template " + template);
        }
        Optional<Offers.Handout> offer = offers.ofForm(workspace, due.form());
        Map<String, String> values = new HashMap<>(reader.values());
        offer.ifPresent(offered -> {
            values.put("asset_name", offered.name());
            values.put("asset_link", offered.url());
        });
        Letter.Filled filled = letter.fill(values);
        if (!filled.missing().isEmpty()) {
            return new Done(due.signal(), "held", template, "Not known: " + String.join(", ", filled.missing()));
        }
        if (permission.strangersMay(workspace, Set.of(reader.address())).isEmpty()) {
            return new Done(due.signal(), "left_out", template, "This address has been written to often enough today");
        }
        drafts.add(new Draft(
                reader.person(),
                reader.address(),
                KEY + due.signal(),
                Draft.Kind.ANSWER,
                template,
                reader.owner(),
                filled.subject(),
                filled.html(),
                filled.text(),
                null,
                clock.instant(),
                FIRST,
                offer.map(offered -> Map.of(offered.url(), offered.slug())).orElse(Map.of())));
        return new Done(due.signal(), "planned", template, "");
    }

    /** The template of each by the first funnel that has one for it. */
    private Map<UUID, String> chosen(int workspace, List<Due> due, Map<Long, Reader> people) {
        Map<UUID, String> chosen = new HashMap<>();
        long now = Time.micros(clock.instant());
        for (Run run : funnels.active(workspace)) {
            Map<Long, Standing> standing = standings.of(
                    workspace, run, people.values().stream().map(Reader::person).toList());
            for (Due one : due) {
                Reader reader = people.get(one.person());
                Standing stands = reader == null ? null : standing.get(reader.person());
                if (stands != null) {
                    String template = Following.firstTouch(run.definition(), stands, one.form(), now);
                    if (!template.isEmpty()) {
                        chosen.putIfAbsent(one.signal(), template);
                    }
                }
            }
        }
        return chosen;
    }

    @EventListener
    void on(Settled settled) {
        List<Long> touched = new ArrayList<>();
        List<Done> done = new ArrayList<>();
        Instant at = clock.instant();
        for (Settled.Of one : settled.messages()) {
            if (KEYS.matcher(one.key()).matches()) {
                boolean sent = one.state() == State.SENT;
                done.add(new Done(
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
