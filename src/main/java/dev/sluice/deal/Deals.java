package dev.sluice.deal;

import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Conflict;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Changes deals for screens and the API: a change is told to the log like any other, and where the projection held it,
 * or somebody else was first, the whole of it is taken back.
 */
@Component
public class Deals {
    /**
     * A change that was asked for.
     *
     * @param version the deal as the caller saw it; null for one who takes it as it is
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

    /** Whose a deal is, and where it goes its way. */
    private record ExistingDeal(long person, int funnel, String pipeline) {}

    private final JdbcClient jdbc;
    private final ActivePipelines ways;
    private final Signals signals;
    private final Sources sources;
    private final Persons persons;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Deals(
            JdbcClient jdbc,
            ActivePipelines ways,
            Signals signals,
            Sources sources,
            Persons persons,
            Tenancy tenancy,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.ways = ways;
        this.signals = signals;
        this.sources = sources;
        this.persons = persons;
        this.tenancy = tenancy;
        this.clock = clock;
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
            if (key != null && find(workspace, of) != null) {
                throw new BadInput("key", "There is a deal with this key already.");
            }
            Map<String, Object> told = new HashMap<>(data);
            told.put("deal", of);
            tell(teller, persons.keys(workspace, person), DealSignals.OPENED.name(), pipeline, told);
            Long made = find(workspace, of);
            if (made == null) {
                throw new BadInput("pipeline", "No funnel decides here yet; activate one first.");
            }
            return made;
        });
    }

    private @Nullable Long find(int workspace, String key) {
        return jdbc.sql("SELECT id FROM deal WHERE workspace_id = ? AND key = ?")
                .params(workspace, key)
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    /**
     * Tells a change of a deal.
     *
     * @throws BadInput with a fault for each thing that the deal lacks
     * @throws Conflict when the deal is not what the caller saw any more
     */
    public void change(Teller teller, long deal, DealCommand change) {
        int workspace = teller.workspace();
        tenancy.in(workspace, () -> {
            ExistingDeal known = jdbc.sql(
                            "SELECT person_id, funnel_id, pipeline FROM deal WHERE workspace_id = ? AND id = ?")
                    .params(workspace, deal)
                    .query((row, number) -> new ExistingDeal(row.getLong(1), row.getInt(2), row.getString(3)))
                    .optional()
                    .orElseThrow(() -> new NotFound("There is no such deal."));
            if (DealSignals.MOVED.is(change.kind())) {
                ActivePipeline way = ActivePipelines.of(ways.of(workspace), known.funnel(), known.pipeline())
                        .orElseThrow(() -> new BadInput(
                                "to", "The definition has no such pipeline any more; say won, lost or open."));
                way.check("to", change.subject());
            }
            Map<String, Object> told = new HashMap<>(change.data());
            told.put("deal", deal);
            IdentityKeys keys =
                    known.person() == 0 ? behind(workspace, deal, change) : persons.keys(workspace, known.person());
            Instant at = tell(teller, keys, change.kind(), change.subject(), told);
            Integer version = change.version();
            if (version != null && version(workspace, deal) != version + 1) {
                throw new Conflict("Somebody else has changed this deal meanwhile. This is how it stands now.");
            }
            List<String> held = held(workspace, deal, at, change.kind());
            if (!held.isEmpty()) {
                throw lacking(held);
            }
        });
    }

    private int version(int workspace, long deal) {
        return jdbc.sql("SELECT version FROM deal WHERE workspace_id = ? AND id = ?")
                .params(workspace, deal)
                .query(Integer.class)
                .single();
    }

    private List<String> held(int workspace, long deal, Instant at, String kind) {
        return jdbc.sql("""
                        SELECT held FROM deal_event
                        WHERE workspace_id = ? AND deal_id = ? AND at = ? AND kind = ? AND held IS NOT NULL LIMIT 1""")
                .params(workspace, deal, Timestamp.from(at), kind)
                .query((row, number) -> Arrays.asList((String[]) row.getArray(1).getArray()))
                .optional()
                .orElse(List.of());
    }

    /** What a deal lacks, a fault each. */
    static BadInput lacking(List<String> held) {
        return new BadInput(held.stream()
                .map(lack -> new BadInput.FieldError(lack, sentence(lack)))
                .toList());
    }

    private static String sentence(String lack) {
        return switch (lack) {
            case "closed" -> "This deal is closed; open it again first.";
            case "open" -> "This deal is open already.";
            case "amount" -> "This stage needs the amount of the deal.";
            case "expected_close" -> "This stage needs the day on which the deal is expected to close.";
            case "next_step" -> "This stage needs a next step.";
            case "decision_maker", "influencer", "gatekeeper", "user", "champion" ->
                "This stage needs a person on the deal who is its "
                        + DisplayFormat.stage(lack).toLowerCase(Locale.ROOT) + ".";
            case "owner", "sdr", "products", "competitors" -> "This stage needs the deal's " + lack + ".";
            default -> "This stage needs what the log does not show yet: " + lack + ".";
        };
    }

    /** Who has a deal of nobody: whoever is put on it, else somebody of whom no more is known than the deal. */
    private IdentityKeys behind(int workspace, long deal, DealCommand change) {
        if (change.data().get("people") instanceof List<?> people) {
            for (Object one : people) {
                if (one instanceof Map<?, ?> part && part.get("person") instanceof Number person) {
                    return persons.keys(workspace, person.longValue());
                }
            }
        }
        return new IdentityKeys(null, null, null, List.of("deal-number:" + deal));
    }

    private Instant tell(Teller teller, IdentityKeys keys, String kind, String subject, Map<String, Object> data) {
        int workspace = teller.workspace();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Object> all = new HashMap<>(data);
        if (teller.by() != null) {
            all.put("by", teller.by());
        }
        int source = sources.named(workspace, teller.door(), teller.name());
        signals.recordHere(
                workspace, List.of(new NewSignal(keys, at, null, kind, subject, true, source, Map.of(), all)));
        return at;
    }
}
