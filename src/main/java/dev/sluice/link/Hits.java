package dev.sluice.link;

import dev.sluice.person.PersonErased;
import dev.sluice.person.Persons;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.EmailDomains;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.WebSignals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /** Takes in an open or click; {@code declared} is what the request gave away, or "". */
    void came(
            int workspace,
            LinkRows.LinkMessage message,
            @Nullable Integer target,
            String declared,
            String agent,
            @Nullable String visitor) {
        Instant now = clock.instant();
        Instant due = declared.isEmpty() ? now.plus(ClickClassifier.wait(message.signedAt(), now)) : now;
        tenancy.in(workspace, () -> {
            rows.add(workspace, message, target, now, due, declared, agent, visitor);
        });
    }

    /** Grades hits whose waiting is over and records them; returns how many there were. */
    int settle(int workspace, int most) {
        return tenancy.in(workspace, () -> {
            List<HitRows.LinkHit> due = rows.due(workspace, clock.instant(), most);
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
        Set<String> named = persons.identified(
                workspace,
                due.stream()
                        .map(HitRows.LinkHit::visitor)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        Map<Long, ClickClassifier.Grade> grades = new LinkedHashMap<>();
        List<NewSignal> told = new ArrayList<>();
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
            IdentityKeys whose = keys.get(row.person());
            if (whose != null) {
                boolean theirs = grade.isHuman() && row.target() != null && mayBeTheirs(row, hits, named);
                told.addAll(signals(row, message, grade, theirs ? with(whose, row.visitor()) : whose, source));
            }
        }
        rows.grade(workspace, grades);
        signals.recordHere(workspace, told);
    }

    private static List<NewSignal> signals(
            HitRows.LinkHit row,
            LinkRows.LinkMessage message,
            ClickClassifier.Grade grade,
            IdentityKeys keys,
            int source) {
        Map<String, Object> data = new HashMap<>();
        data.put("message", row.message());
        data.put("template", message.template());
        data.put("grade", grade.human());
        data.put("rule", grade.rule());
        data.put("user_agent", row.agent());
        if (row.target() == null) {
            return List.of(signal(row, keys, LinkSignals.OPENED.name(), message.template(), grade, source, data));
        }
        Links.LinkDestination target = message.targets().get(row.target());
        data.put("url", target.url());
        List<NewSignal> told = new ArrayList<>();
        told.add(signal(row, keys, LinkSignals.CLICKED.name(), target.url(), grade, source, data));
        if (!target.offer().isEmpty()) {
            told.add(signal(row, keys, WebSignals.ASSET_DOWNLOADED.name(), target.offer(), grade, source, data));
        }
        return told;
    }

    private static NewSignal signal(
            HitRows.LinkHit row,
            IdentityKeys keys,
            String kind,
            String subject,
            ClickClassifier.Grade grade,
            int source,
            Map<String, Object> data) {
        String id = kind + ":" + row.id();
        return new NewSignal(keys, row.at(), id, kind, subject, grade.isHuman(), source, Map.of(), data);
    }

    /** Whether the browser is the recipient's, as far as one can say of a mail that may have been passed on. */
    private static boolean mayBeTheirs(HitRows.LinkHit row, List<HitRows.LinkHit> hits, Set<String> named) {
        String visitor = row.visitor();
        if (visitor == null || named.contains(visitor)) {
            return false;
        }
        Set<String> others = new HashSet<>();
        for (HitRows.LinkHit hit : hits) {
            if (hit.target() != null && hit.declared().isEmpty() && hit.at().isBefore(row.at())) {
                others.add(hit.visitor() == null ? "" : hit.visitor());
            }
        }
        others.remove(visitor);
        return others.isEmpty();
    }

    private static IdentityKeys with(IdentityKeys keys, @Nullable String visitor) {
        return new IdentityKeys(keys.email(), keys.user(), visitor, keys.external());
    }

    @EventListener
    void on(PersonErased erased) {
        rows.forget(erased.workspace(), erased.persons());
    }
}
