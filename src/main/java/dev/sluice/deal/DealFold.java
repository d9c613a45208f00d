package dev.sluice.deal;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.Pipeline.Need;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Folds the log of one deal, from its first entry: what the deal is, and what each entry did. */
public final class DealFold extends DealFields {
    static final Comparator<DealEvent> ORDER = Comparator.comparing(DealEvent::at)
            .thenComparing(event -> event.signal().toString());

    /** The reason of a deal that was lost without one. */
    static final String NOT_TOLD = "not_told";

    /**
     * The state of what is no deal: a person without one was lost. It is kept for an opening that is recorded later, as
     * when a stage of that person is; lists and reports leave it out.
     */
    public static final String UNOPENED = "unopened";

    /** Begins what a move to a name that is no stage lacks; the name as told follows. */
    public static final String UNKNOWN = "unknown stage ";

    /** Whether the history of a person shows something as of an instant. */
    public interface GateProof {
        boolean shows(int run, Pipeline.RequiredEvidence asked, long person, Instant at);
    }

    /**
     * What the deal was after an entry.
     *
     * @param held what it lacked to do what it says; null where it did
     * @param ownerName the owner as recorded, where that is no user; else ""
     */
    public record After(
            DealEvent event,
            @Nullable List<String> held,
            String step,
            String state,
            String stage,
            @Nullable BigDecimal amount,
            String currency,
            @Nullable LocalDate expectedClose,
            @Nullable Integer owner,
            String ownerName,
            String reason) {
        private After unopened() {
            return new After(
                    event, held, step, UNOPENED, stage, amount, currency, expectedClose, owner, ownerName, reason);
        }
    }

    private final IntFunction<Definition> definitions;
    private final GateProof proof;

    public final List<After> log = new ArrayList<>();
    public String pipeline = "";
    public String state = "open";
    public String stage = "";
    public String reason = "";

    @Nullable
    public Instant stageEntered;

    @Nullable
    public Instant opened;

    @Nullable
    public Instant closed;

    @Nullable
    public Instant heard;

    @Nullable
    public Instant kept;

    /** With whom it is; 0 where nobody is left who is not erased. */
    public long person;

    private boolean entered;

    public DealFold(IntFunction<Definition> definitions, GateProof proof, FieldUsers users) {
        super(users);
        this.definitions = definitions;
        this.proof = proof;
    }

    public DealFold fold(List<DealEvent> events) {
        List<DealEvent> ordered = events.stream().sorted(ORDER).toList();
        DealEvent first = ordered.getFirst();
        person = ordered.stream()
                .mapToLong(DealEvent::person)
                .filter(one -> one != 0)
                .findFirst()
                .orElse(0);
        opened = first.at();
        pipeline = pipeline(ordered).id();
        stage = way(first).stages().getFirst().id();
        stageEntered = first.at();
        entered = true;
        ordered.forEach(this::take);
        if (ordered.stream().allMatch(DealFold::loses)) {
            state = UNOPENED;
            log.replaceAll(After::unopened);
        }
        return this;
    }

    /** Whether an entry tells of a person who is lost, and names no deal. */
    private static boolean loses(DealEvent event) {
        return DealSignals.LOST.is(event.kind()) && !event.data().containsKey("deal");
    }

    /** The one that the opening names, wherever in the log that is; else the first of the definition. */
    private Pipeline pipeline(List<DealEvent> events) {
        for (DealEvent event : events) {
            String named =
                    DealSignals.OPENED.is(event.kind()) && event.subject().isEmpty()
                            ? DealFieldParser.text(event.data().get("pipeline"))
                            : event.subject();
            Pipeline found = DealSignals.OPENED.is(event.kind())
                    ? definitions.apply(event.run()).pipeline(named)
                    : null;
            if (found != null) {
                return found;
            }
        }
        return definitions.apply(events.getFirst().run()).pipelines().getFirst();
    }

    private Pipeline way(DealEvent event) {
        Definition definition = definitions.apply(event.run());
        Pipeline way = definition.pipeline(pipeline);
        return way == null ? definition.pipelines().getFirst() : way;
    }

    private void take(DealEvent event) {
        change(event.data());
        boolean wasOpen = state.equals("open");
        List<String> held = event.judged() == null || event.judged().isEmpty() ? act(event) : event.judged();
        heard = event.at();
        boolean ended = wasOpen && !state.equals("open");
        String step = ended ? (entered ? "passed" : "closed") : entered ? "entered" : "";
        log.add(new After(event, held, step, state, stage, amount, currency, expectedClose, ownerId, owner, reason));
        entered = false;
    }

    private @Nullable List<String> act(DealEvent event) {
        return switch (event.kind()) {
            case String kind
            when DealSignals.OPENED.is(kind) ->
                move(event, DealFieldParser.text(event.data().get("stage")));
            case String kind when DealSignals.MOVED.is(kind) -> move(event, event.subject());
            case String kind when DealSignals.WON.is(kind) -> close(event, "won");
            case String kind when DealSignals.LOST.is(kind) -> close(event, "lost");
            case String kind when DealSignals.REOPENED.is(kind) -> reopen(event);
            case String kind when DealSignals.KEPT.is(kind) -> keep(event);
            case String kind when DealSignals.CHANGED.is(kind) -> mend(event);
            default -> null;
        };
    }

    /**
     * A name that is no stage of the pipeline leads nowhere, but an import's: what it tells has happened, and is shown as a
     * stage that the pipeline does not have. Where a version without a stage decides now, deals stay there.
     */
    private @Nullable List<String> move(DealEvent event, String told) {
        Pipeline.PipelineStage meant = told.isEmpty() ? null : way(event).named(told);
        boolean history = event.data().containsKey("import");
        String to = meant != null ? meant.id() : history ? Pipeline.idOf(told) : told;
        if (to.isEmpty() || (to.equals(stage) && state.equals("open"))) {
            return null;
        }
        if (!state.equals("open")) {
            return List.of("closed");
        }
        List<String> lacks = event.judged() != null
                ? List.of()
                : meant == null && !history ? List.of(UNKNOWN + '"' + told + '"') : lacks(event, to);
        if (!lacks.isEmpty()) {
            return lacks;
        }
        stage = to;
        stageEntered = event.at();
        kept = null;
        entered = true;
        return null;
    }

    /** Going on needs everything from the first stage to that one; going back needs nothing. */
    private List<String> lacks(DealEvent event, String to) {
        Pipeline way = way(event);
        if (way.position(to) <= way.position(stage)) {
            return List.of();
        }
        return way.needs(to).stream()
                .filter(need -> !has(event, need))
                .map(Need::text)
                .toList();
    }

    private boolean has(DealEvent event, Need need) {
        return switch (need) {
            case Pipeline.FieldFilled filled -> filled(filled.field());
            case Pipeline.Present present -> people.containsValue(present.part().word());
            case Pipeline.RequiredEvidence asked -> proof.shows(event.run(), asked, person, event.at());
        };
    }

    private @Nullable List<String> close(DealEvent event, String as) {
        boolean wasOpen = state.equals("open");
        if (wasOpen) {
            state = as;
            closed = event.at();
            reason = as.equals("lost") ? NOT_TOLD : "";
        }
        if (as.equals("lost") && reason.equals(NOT_TOLD)) {
            because(event.subject().isEmpty() ? event.data().get("reason") : event.subject());
        }
        return wasOpen ? null : List.of("closed");
    }

    /** Whoever knows why a deal was lost may say so later. */
    private @Nullable List<String> mend(DealEvent event) {
        if (state.equals("lost")) {
            because(event.data().get("reason"));
        }
        return null;
    }

    private void because(@Nullable Object told) {
        String text = DealFieldParser.text(told);
        if (!text.isEmpty()) {
            reason = text;
        }
    }

    private @Nullable List<String> reopen(DealEvent event) {
        if (state.equals("open")) {
            return List.of("open");
        }
        state = "open";
        closed = null;
        reason = "";
        stageEntered = event.at();
        entered = true;
        return null;
    }

    private @Nullable List<String> keep(DealEvent event) {
        if (!state.equals("open")) {
            return List.of("closed");
        }
        kept = event.at();
        return null;
    }
}
