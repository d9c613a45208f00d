package dev.sluice.link;

import dev.sluice.person.PersonErased;
import dev.sluice.person.Persons;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.EmailDomains;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens and clicks as they come in, and the signals they become. A signal is never edited, so a hit that may be a
 * human's waits until what would give a machine away has had its time; one that gives itself away is told at once.
 *
 * <p>A human click also says whose browser it was, where the browser brings an id that a form of ours left in it.
 * Mail is forwarded, so that is believed only of a browser of which no name is known, and only of the first
 * browser that follows any link of the message; two people are never merged by a link.
 */
@Component
class Hits {
    private static final Duration TOGETHER = Duration.ofSeconds(1);

    private final HitRows rows;
    private final LinkRows messages;
    private final Persons persons;
    private final Signals signals;
    private final Sources sources;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Hits(
            HitRows rows,
            LinkRows messages,
            Persons persons,
            Signals signals,
            Sources sources,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.messages = messages;
        this.persons = persons;
        this.signals = signals;
        this.sources = sources;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Stores an open or click until it can be graded. */
    void add(int workspace, LinkRows.LinkMessage message, HitRows.NewHit hit) {
        Instant now = clock.instant();
        Instant due = hit.declared().isEmpty() ? now.plus(ClickClassifier.wait(message.signedAt(), now)) : now;
        tenancy.in(workspace, () -> {
            rows.add(workspace, message, hit, now, due);
        });
    }

    /** Grades hits whose waiting is over and records them; returns how many there were. */
    int settle(int workspace, int limit) {
        return tenancy.in(workspace, () -> {
            List<HitRows.LinkHit> due = rows.due(workspace, clock.instant(), limit);
            if (!due.isEmpty()) {
                record(workspace, due);
            }
            return due.size();
        });
    }

    private void record(int workspace, List<HitRows.LinkHit> due) {
        Set<Long> ids = due.stream().map(HitRows.LinkHit::message).collect(Collectors.toSet());
        Map<Long, LinkRows.LinkMessage> sent = messages.messages(workspace, ids);
        Map<Long, List<HitRows.LinkHit>> all = rows.ofMessages(workspace, ids);
        Map<Long, Integer> neighbours = rows.neighbours(
                workspace,
                due.stream()
                        .filter(row -> !row.domain().isEmpty() && !EmailDomains.isFree(row.domain()))
                        .toList(),
                TOGETHER);
        Map<Long, IdentityKeys> keys = persons.keys(
                workspace, due.stream().map(HitRows.LinkHit::person).collect(Collectors.toSet()));
        Set<String> identified = identified(workspace, due);
        Map<Long, ClickClassifier.Grade> grades = new LinkedHashMap<>();
        List<NewSignal> recorded = new ArrayList<>();
        int source = sources.named(workspace, Sources.Kind.MAILBOX, "Links in mail");
        for (HitRows.LinkHit row : due) {
            LinkRows.LinkMessage message = Objects.requireNonNull(sent.get(row.message()));
            List<HitRows.LinkHit> hits = all.getOrDefault(row.message(), List.of());
            ClickClassifier.Grade grade = ClickClassifier.grade(
                    row.hit(),
                    ClickClassifier.isImageProxy(row.agent()),
                    message.signedAt(),
                    message.targets().size(),
                    hits.stream().map(HitRows.LinkHit::hit).toList(),
                    neighbours.getOrDefault(row.id(), 0));
            grades.put(row.id(), grade);
            IdentityKeys recipient = keys.get(row.person());
            if (recipient != null) {
                boolean own =
                        grade.isHuman() && row.target() != null && HitSignals.mayBeRecipients(row, hits, identified);
                recorded.addAll(HitSignals.of(
                        row,
                        message,
                        grade,
                        own ? HitSignals.withVisitor(recipient, row.visitor()) : recipient,
                        source));
            }
        }
        rows.grade(workspace, grades);
        signals.recordHere(workspace, recorded);
    }

    private Set<String> identified(int workspace, List<HitRows.LinkHit> due) {
        return persons.identified(
                workspace,
                due.stream()
                        .map(HitRows.LinkHit::visitor)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event.workspace(), event.persons());
    }
}
