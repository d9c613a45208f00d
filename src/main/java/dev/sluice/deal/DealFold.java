package dev.sluice.deal;

import dev.sluice.deal.Told.Objection;
import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Pipeline;
import dev.sluice.funnel.Pipeline.Need;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Folds the log of one deal, from its first entry: what the deal is, and what each entry did. */
final class DealFold {
    static final Comparator<DealEvent> ORDER = Comparator.comparing(DealEvent::at)
            .thenComparing(event -> event.signal().toString());

    /** The reason of a deal that was lost without one. */
    static final String NOT_TOLD = "not_told";

    /** Begins what a move to a name that is no stage lacks; the name as told follows. */
    static final String UNKNOWN = "unknown stage ";

    /** Whether the history of a person shows something as of an instant. */
    interface Proof {
        boolean shows(int run, Pipeline.Evidence asked, long person, Instant at);
    }

    /** A user as told: by number, address or name; null for nobody of the workspace. */
    interface Users {
        @Nullable
        Integer find(String told);
    }

    /**
     * What the deal was after an entry.
     *
     * @param held what it lacked to do what it says; null where it did
     */
    record After(
            DealEvent event,
            @Nullable List<String> held,
            String step,
            String state,
            String stage,
            @Nullable BigDecimal amount,
            String currency,
            @Nullable LocalDate expectedClose,
            @Nullable Integer owner) {}

    private final IntFunction<Definition> definitions;
    private final Proof proof;
    private final Users users;

    final List<After> log = new ArrayList<>();
    String pipeline = "";
    String title = "";
    String state = "open";
    String stage = "";
    String reason = "";

    @Nullable
    Instant stageEntered;

    @Nullable
    Instant opened;

    @Nullable
    Instant closed;

    @Nullable
    Instant heard;

    @Nullable
    Instant kept;

    @Nullable
    BigDecimal amount;

    String currency = "";

    @Nullable
    LocalDate expectedClose;

    String nextStep = "";

    @Nullable
    LocalDate nextStepAt;

    String owner = "";

    @Nullable
    Integer ownerId;

    String sdr = "";

    @Nullable
    Integer sdrId;

    List<String> products = List.of();
    List<String> competitors = List.of();
    List<Objection> objections = List.of();

    /** With whom it is; 0 where nobody is left who is not erased. */
    long person;

    /** Role by person, told as a number or an address. */
    final Map<String, String> people = new LinkedHashMap<>();

    private boolean entered;

    DealFold(IntFunction<Definition> definitions, Proof proof, Users users) {
        this.definitions = definitions;
        this.proof = proof;
        this.users = users;
    }

    DealFold fold(List<DealEvent> events) {
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
        return this;
    }

    /** The one that the opening names, wherever in the log that is; else the first of the definition. */
    private Pipeline pipeline(List<DealEvent> events) {
        for (DealEvent event : events) {
            String named = event.kind().equals("deal_opened") && event.subject().isEmpty()
                    ? Told.text(event.data().get("pipeline"))
                    : event.subject();
            Pipeline found = event.kind().equals("deal_opened")
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
        log.add(new After(event, held, step, state, stage, amount, currency, expectedClose, ownerId));
        entered = false;
    }

    private @Nullable List<String> act(DealEvent event) {
        return switch (event.kind()) {
            case "deal_opened" -> move(event, Told.text(event.data().get("stage")));
            case "deal_moved" -> move(event, event.subject());
            case "deal_won" -> close(event, "won");
            case "deal_lost" -> close(event, "lost");
            case "deal_reopened" -> reopen(event);
            case "deal_kept" -> keep(event);
            case "deal_changed" -> mend(event);
            default -> null;
        };
    }

    /** A name that is no stage of the pipeline leads nowhere; where a version without that stage decides now, deals stay. */
    private @Nullable List<String> move(DealEvent event, String told) {
        Pipeline.Stage meant = told.isEmpty() ? null : way(event).named(told);
        String to = meant == null ? told : meant.id();
        if (to.isEmpty() || (to.equals(stage) && state.equals("open"))) {
            return null;
        }
        if (!state.equals("open")) {
            return List.of("closed");
        }
        List<String> lacks = event.judged() != null
                ? List.of()
                : meant == null ? List.of(UNKNOWN + '"' + told + '"') : lacks(event, to);
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
            case Pipeline.Filled filled -> filled(filled.field());
            case Pipeline.Present present -> people.containsValue(present.part().word());
            case Pipeline.Evidence asked -> proof.shows(event.run(), asked, person, event.at());
        };
    }

    private boolean filled(Pipeline.Field field) {
        return switch (field) {
            case AMOUNT -> amount != null;
            case EXPECTED_CLOSE -> expectedClose != null;
            case NEXT_STEP -> !nextStep.isEmpty();
            case OWNER -> ownerId != null || !owner.isEmpty();
            case SDR -> sdrId != null || !sdr.isEmpty();
            case PRODUCTS -> !products.isEmpty();
            case COMPETITORS -> !competitors.isEmpty();
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
        String text = Told.text(told);
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

    private void change(Map<String, Object> data) {
        data.forEach((name, told) -> {
            switch (name) {
                case "title" -> title = Told.text(told);
                case "amount" -> amount = Told.amount(told);
                case "currency" -> currency = Told.currency(told);
                case "expected_close" -> expectedClose = Told.day(told);
                case "next_step" -> nextStep = Told.text(told);
                case "next_step_at" -> nextStepAt = Told.day(told);
                case "owner" -> {
                    ownerId = users.find(Told.text(told));
                    owner = ownerId == null ? Told.text(told) : "";
                }
                case "sdr" -> {
                    sdrId = users.find(Told.text(told));
                    sdr = sdrId == null ? Told.text(told) : "";
                }
                case "products" -> products = Told.texts(told);
                case "competitors" -> competitors = Told.texts(told);
                case "objections" -> objections = Told.objections(told);
                case "people" -> people(told);
                default -> {}
            }
        });
    }

    /** Each with a role takes part with it, and with none no longer. */
    private void people(@Nullable Object told) {
        if (!(told instanceof List<?> list)) {
            return;
        }
        for (Object one : list) {
            if (one instanceof Map<?, ?> fields) {
                String who = Told.text(fields.get(fields.containsKey("person") ? "person" : "email"));
                Object role = fields.get("role");
                if (!who.isEmpty() && role == null) {
                    people.remove(who);
                } else if (!who.isEmpty()) {
                    people.put(who, Told.text(role));
                }
            }
        }
    }
}
