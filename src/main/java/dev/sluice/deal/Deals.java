package dev.sluice.deal;

import dev.sluice.deal.DealLookupRows.ExistingDeal;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.IdentityKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Changes deals for screens and the API: a change is recorded in the log like any other, and rolled back where the
 * projection blocks it or someone else was faster.
 */
@Component
public class Deals {
    /**
     * A requested change.
     *
     * @param version the deal as the caller saw it; null for any
     */
    public record DealCommand(
            String kind,
            String subject,
            Map<String, Object> data,
            @Nullable Integer version) {
        /** The change that leads to a stage, to an end ("won", "lost"), or back to "open". */
        public static DealCommand to(String to, Map<String, Object> data, @Nullable Integer version) {
            return switch (to) {
                case "won" -> new DealCommand(DealSignals.WON.name(), "", data, version);
                case "lost" ->
                    new DealCommand(DealSignals.LOST.name(), DealFieldParser.text(data.get("reason")), data, version);
                case "open" -> new DealCommand(DealSignals.REOPENED.name(), "", data, version);
                default -> new DealCommand(DealSignals.MOVED.name(), to, data, version);
            };
        }
    }

    private final DealLookupRows rows;
    private final ActivePipelines pipelines;
    private final ChangeRecorder recorder;
    private final Persons persons;
    private final Tenancy tenancy;

    Deals(DealLookupRows rows, ActivePipelines pipelines, ChangeRecorder recorder, Persons persons, Tenancy tenancy) {
        this.rows = rows;
        this.pipelines = pipelines;
        this.recorder = recorder;
        this.persons = persons;
        this.tenancy = tenancy;
    }

    /**
     * Opens a deal with a person.
     *
     * @param key the deal in the caller's own system; null for one that only we know
     * @return its number
     */
    public long open(Teller teller, long person, String pipeline, @Nullable String key, Map<String, Object> data) {
        int workspace = teller.workspace();
        String of = key == null ? "hand:" + UUID.randomUUID() : key;
        return tenancy.in(workspace, () -> {
            if (key != null && rows.find(workspace, of) != null) {
                throw new BadInput("key", "There is a deal with this key already.");
            }
            Map<String, Object> all = new HashMap<>(data);
            all.put("deal", of);
            recorder.record(teller, persons.keys(workspace, person), DealSignals.OPENED.name(), pipeline, all);
            Long opened = rows.find(workspace, of);
            if (opened == null) {
                throw new BadInput("pipeline", "No funnel decides here yet; activate one first.");
            }
            return opened;
        });
    }

    /** Records a change of a deal, in a transaction of its own; unless it was applied, all of it is rolled back. */
    public DealChange change(Teller teller, long deal, DealCommand command) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a change that is not applied cannot be rolled back within a transaction");
        }
        try {
            tenancy.in(teller.workspace(), () -> {
                DealChange outcome = record(teller, deal, command);
                if (!(outcome instanceof DealChange.Applied)) {
                    throw new NotApplied(outcome);
                }
            });
            return new DealChange.Applied();
        } catch (NotApplied rolledBack) {
            return rolledBack.outcome;
        }
    }

    private DealChange record(Teller teller, long deal, DealCommand command) {
        int workspace = teller.workspace();
        ExistingDeal existing = rows.find(workspace, deal);
        if (existing == null) {
            return new DealChange.DealNotFound();
        }
        if (DealSignals.MOVED.is(command.kind())) {
            ActivePipelines.of(pipelines.of(workspace), existing.funnelId(), existing.pipeline())
                    .orElseThrow(() ->
                            new BadInput("to", "The definition has no such pipeline any more; say won, lost or open."))
                    .check("to", command.subject());
        }
        Map<String, Object> data = new HashMap<>(command.data());
        data.put("deal", deal);
        IdentityKeys keys = existing.personId() == 0
                ? keysOfOthers(workspace, deal, command)
                : persons.keys(workspace, existing.personId());
        List<String> missing = missing(deal, recorder.record(teller, keys, command.kind(), command.subject(), data));
        Integer version = command.version();
        if (version != null && rows.version(workspace, deal) != version + 1) {
            return new DealChange.DealConflict();
        }
        return missing.isEmpty() ? new DealChange.Applied() : new DealChange.Blocked(missing);
    }

    private static List<String> missing(long deal, Map<Long, List<DealFold.After>> entries) {
        return entries.getOrDefault(deal, List.of()).stream()
                .map(DealFold.After::held)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.of());
    }

    /** Carries an outcome out of the transaction and rolls it back; never leaves this class. */
    private static final class NotApplied extends RuntimeException {
        private final transient DealChange outcome;

        NotApplied(DealChange outcome) {
            super(null, null, false, false);
            this.outcome = outcome;
        }
    }

    /** For a deal whose people are erased: the person that the change adds, else an unnamed one known by the deal alone. */
    private IdentityKeys keysOfOthers(int workspace, long deal, DealCommand command) {
        if (command.data().get("people") instanceof List<?> people) {
            for (Object item : people) {
                if (item instanceof Map<?, ?> part && part.get("person") instanceof Number person) {
                    return persons.keys(workspace, person.longValue());
                }
            }
        }
        return new IdentityKeys(null, null, null, List.of("deal-number:" + deal));
    }
}
