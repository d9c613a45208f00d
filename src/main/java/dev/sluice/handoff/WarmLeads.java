package dev.sluice.handoff;

import dev.sluice.funnel.Standing;
import dev.sluice.handoff.Digest.Warm;
import dev.sluice.handoff.DigestRows.OwnedLead;
import dev.sluice.platform.Time;
import dev.sluice.signal.SignalLog;
import dev.sluice.signal.kind.SignalSentences;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the leads of a user that arrived, were flagged or became more engaged since an instant. */
@Component
class WarmLeads {
    private static final int MAX_LEADS = 300;

    /** A rise of engagement, in points, that is worth a line. */
    private static final double MIN_RISE = 1;

    private record LastAction(String text, Instant at) {}

    private final DigestRows rows;
    private final Funnels funnels;
    private final Standings standings;
    private final SignalLog log;
    private final SignalSentences sentences;

    WarmLeads(DigestRows rows, Funnels funnels, Standings standings, SignalLog log, SignalSentences sentences) {
        this.rows = rows;
        this.funnels = funnels;
        this.standings = standings;
        this.log = log;
        this.sentences = sentences;
    }

    /** Flagged leads first, then those whose engagement rose most. */
    List<Warm> of(int workspace, int user, Instant since, Instant now) {
        List<OwnedLead> owned = rows.leads(workspace, user, MAX_LEADS);
        Map<Long, LastAction> actions =
                lastActions(workspace, owned.stream().map(OwnedLead::personId).toList(), since);
        List<Warm> warm = new ArrayList<>();
        for (DefinitionRun run : funnels.active(workspace)) {
            List<OwnedLead> leads = owned.stream()
                    .filter(lead -> lead.funnelId() == run.funnel())
                    .filter(lead -> actions.containsKey(lead.personId())
                            || !lead.since().isBefore(since))
                    .toList();
            List<Long> people = leads.stream().map(OwnedLead::personId).toList();
            Map<Long, Standing> earlier = standings.asOf(workspace, run, people, since);
            Map<Long, Standing> current = standings.of(workspace, run, people);
            for (OwnedLead lead : leads) {
                Standing standing = current.get(lead.personId());
                if (standing != null) {
                    Standing before = earlier.getOrDefault(lead.personId(), Standing.NEW);
                    LastAction last = actions.get(lead.personId());
                    warm.add(warm(lead, before, standing, last, since, now));
                }
            }
        }
        return warm.stream()
                .filter(lead -> lead.came() || !lead.flags().isEmpty() || lead.now() - lead.before() >= MIN_RISE)
                .sorted(Comparator.comparing((Warm lead) -> lead.flags().isEmpty())
                        .thenComparing(lead -> lead.before() - lead.now())
                        .thenComparing(Warm::person))
                .limit(Digest.MAX_ITEMS)
                .toList();
    }

    private static Warm warm(
            OwnedLead lead, Standing before, Standing current, @Nullable LastAction last, Instant since, Instant now) {
        return new Warm(
                lead.personId(),
                lead.title(),
                lead.stage(),
                !lead.since().isBefore(since),
                before.engagement(Time.micros(since)),
                current.engagement(Time.micros(now)),
                current.flags().entrySet().stream()
                        .filter(flag -> flag.getValue() >= Time.micros(since))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                last == null ? null : last.text(),
                last == null ? null : last.at());
    }

    /** What each of these people did last since then, not counting bots. */
    private Map<Long, LastAction> lastActions(int workspace, List<Long> people, Instant since) {
        Map<Long, LastAction> actions = new HashMap<>();
        log.latestByHumans(workspace, people, since)
                .forEach((person, signal) -> actions.put(
                        person, new LastAction(sentences.of(workspace, signal.kind(), signal.subject()), signal.at())));
        return actions;
    }
}
