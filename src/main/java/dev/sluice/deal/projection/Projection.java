package dev.sluice.deal.projection;

import dev.sluice.deal.DealEvent;
import dev.sluice.deal.DealFold;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.text.AdHocCriterion;
import dev.sluice.person.PeopleMerged;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.web.LiveUpdates;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.standing.AdHocCriteria;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes deals of signals in the transaction that records them: whatever door a change comes by, this is the one place
 * where a gate is asked. Deals are locked after people and in the order of their numbers, here as everywhere.
 */
@Component
public class Projection {
    /** What open boards listen to. */
    public static final String TOPIC = "deals";

    private final DealEventRows rows;
    private final Funnels funnels;
    private final AdHocCriteria questions;
    private final Members members;
    private final DealRows foldedRows;
    private final DealErasureRows erasedRows;
    private final LiveUpdates live;

    Projection(
            DealEventRows rows,
            DealRows foldedRows,
            DealErasureRows erasedRows,
            Funnels funnels,
            AdHocCriteria questions,
            Members members,
            LiveUpdates live) {
        this.rows = rows;
        this.funnels = funnels;
        this.questions = questions;
        this.members = members;
        this.foldedRows = foldedRows;
        this.erasedRows = erasedRows;
        this.live = live;
    }

    @EventListener
    @Order(RecipientOrder.DEALS)
    void on(SignalsRecorded recorded) {
        List<Signal> told = recorded.signals().stream().filter(DealEvent::is).toList();
        if (told.isEmpty()) {
            return;
        }
        List<DefinitionRun> runs = funnels.active(recorded.workspace());
        if (runs.isEmpty()) {
            return;
        }
        take(recorded.workspace(), told, runs);
    }

    private void take(int workspace, List<Signal> told, List<DefinitionRun> runs) {
        DealMatcher about = new DealMatcher(rows.known(workspace, told), rows.publicSources(workspace), runs);
        Map<String, List<DealEvent>> events = about.of(told);
        if (events.isEmpty()) {
            return;
        }
        Map<Long, List<DealEvent>> news = new TreeMap<>();
        rows.lock(workspace, about.made(), events.keySet())
                .forEach((key, deal) -> news.put(deal, events.getOrDefault(key, List.of())));
        rows.append(workspace, news);
        refold(workspace, news.keySet());
    }

    /** Folds these deals, which are locked, once more from their logs. */
    private void refold(int workspace, Collection<Long> deals) {
        Map<Integer, DefinitionRun> runs = new HashMap<>();
        Map<Long, DealFold> folded = new TreeMap<>();
        ProjectionUsers users = new ProjectionUsers(workspace);
        rows.logs(workspace, deals)
                .forEach((deal, log) -> folded.put(
                        deal,
                        new DealFold(
                                        run -> runs.computeIfAbsent(run, id -> funnels.run(workspace, id))
                                                .definition(),
                                        (run, asked, person, at) -> shows(workspace, runs.get(run), asked, person, at),
                                        users)
                                .fold(log)));
        foldedRows.write(workspace, folded);
        live.tell(workspace, TOPIC);
    }

    private boolean shows(
            int workspace, @Nullable DefinitionRun run, Pipeline.RequiredEvidence asked, long person, Instant at) {
        if (run == null) {
            return false;
        }
        AdHocCriterion question = AdHocCriterion.of(run.definition(), asked.criterion());
        return !questions.whoMeets(workspace, question, Set.of(person), at).isEmpty();
    }

    /** Deals follow whom they are with into a merge, and out of one that is undone. */
    @EventListener
    void on(PeopleMerged merged) {
        Set<Long> people = new HashSet<>(merged.survivors());
        people.addAll(merged.merged());
        Set<Long> deals = new TreeSet<>(rows.namingAnyOf(merged.workspace(), people));
        if (!deals.isEmpty()) {
            rows.lock(merged.workspace(), deals);
            refold(merged.workspace(), deals);
        }
    }

    /** Deals outlive whom they were with, and so does what was won. */
    @EventListener
    void on(PersonErased erased) {
        Set<Long> deals = erasedRows.deals(erased.workspace(), erased.persons());
        if (!deals.isEmpty()) {
            rows.lock(erased.workspace(), deals);
            erasedRows.erase(erased, deals);
            refold(erased.workspace(), deals);
        }
    }

    /** The users of a workspace by what a signal may call them; read when the first is asked for. */
    private final class ProjectionUsers implements DealFold.FieldUsers {
        private final int workspace;
        private final Map<String, Integer> found = new HashMap<>();

        ProjectionUsers(int workspace) {
            this.workspace = workspace;
        }

        @Override
        public @Nullable Integer find(String told) {
            if (told.isEmpty()) {
                return null;
            }
            if (found.isEmpty()) {
                for (Member member : members.all(workspace)) {
                    found.put(Integer.toString(member.user()), member.user());
                    found.put(key(member.name()), member.user());
                    found.put(key(member.email()), member.user());
                }
            }
            return found.get(key(told));
        }

        private static String key(String told) {
            return told.toLowerCase(Locale.ROOT);
        }
    }
}
