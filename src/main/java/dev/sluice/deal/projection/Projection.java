package dev.sluice.deal.projection;

import dev.sluice.deal.DealEvent;
import dev.sluice.deal.DealFold;
import dev.sluice.deal.DealsChanged;
import dev.sluice.person.PeopleMerged;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.web.LiveUpdates;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
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
    private final DealFolder folder;
    private final DealRows foldedRows;
    private final DealErasureRows erasedRows;
    private final LiveUpdates live;
    private final ApplicationEventPublisher events;

    Projection(
            DealEventRows rows,
            DealRows foldedRows,
            DealErasureRows erasedRows,
            Funnels funnels,
            DealFolder folder,
            LiveUpdates live,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.funnels = funnels;
        this.folder = folder;
        this.foldedRows = foldedRows;
        this.erasedRows = erasedRows;
        this.live = live;
        this.events = events;
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
        Map<String, List<DealEvent>> byKey = about.of(told);
        if (byKey.isEmpty()) {
            return;
        }
        Map<Long, List<DealEvent>> news = new TreeMap<>();
        rows.lock(workspace, about.made(), byKey.keySet())
                .forEach((key, deal) -> news.put(deal, byKey.getOrDefault(key, List.of())));
        rows.append(workspace, news);
        events.publishEvent(new DealsChanged(workspace, added(news, refold(workspace, news.keySet()))));
    }

    private static Map<Long, List<DealFold.After>> added(Map<Long, List<DealEvent>> news, Map<Long, DealFold> folded) {
        Map<Long, List<DealFold.After>> added = new TreeMap<>();
        folded.forEach((deal, fold) -> {
            Set<UUID> signals = news.getOrDefault(deal, List.of()).stream()
                    .map(DealEvent::signal)
                    .collect(Collectors.toSet());
            added.put(
                    deal,
                    fold.log.stream()
                            .filter(entry -> signals.contains(entry.event().signal()))
                            .toList());
        });
        return added;
    }

    /** Folds these deals, which are locked, once more from their logs. */
    private Map<Long, DealFold> refold(int workspace, Collection<Long> deals) {
        Map<Long, DealFold> folded = folder.fold(workspace, rows.logs(workspace, deals));
        foldedRows.write(workspace, folded);
        live.tell(workspace, TOPIC);
        return folded;
    }

    /** Gives deals whose owner was only a name to the member who has that name by now, in the transaction under way. */
    void matchOwners(int workspace) {
        Set<Long> deals = new TreeSet<>(rows.ownedByNewMembers(workspace));
        if (!deals.isEmpty()) {
            rows.lock(workspace, deals);
            refold(workspace, deals);
        }
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
}
