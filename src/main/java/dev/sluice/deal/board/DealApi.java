package dev.sluice.deal.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sluice.deal.ActivePipeline;
import dev.sluice.deal.ActivePipelines;
import dev.sluice.deal.DealDetail;
import dev.sluice.deal.DealFieldParser;
import dev.sluice.deal.DealFilter;
import dev.sluice.deal.DealSearch;
import dev.sluice.deal.DealSignals;
import dev.sluice.deal.DealSummary;
import dev.sluice.deal.Deals;
import dev.sluice.deal.Deals.DealCommand;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.QueryParameters;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import dev.sluice.workspace.Workspaces;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Deals for callers of the API. Gates are the same as on the board: what is missing is a 422 that names each field. */
@RestController
@RequestMapping("/api/v1/deals")
class DealApi {
    private static final int MOST = 200;

    /** Besides plain fields, what a change may carry. */
    private static final Set<String> LISTS = Set.of("people", "objections");

    /** A page of a list; {@code next} is null at its end. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DealsResponse(List<DealSummary> rows, @Nullable Long next) {}

    /** A deal with everybody on it and its log. */
    @JsonNaming(SnakeCaseStrategy.class)
    record DealResponse(
            @JsonUnwrapped DealSummary deal,
            @JsonUnwrapped DealDetail.More more,
            List<DealDetail.DealContact> people,
            List<DealDetail.DealLogEntry> log) {}

    private final DealSearch search;
    private final DealDetail detail;
    private final Deals deals;
    private final ActivePipelines ways;
    private final Persons persons;
    private final Workspaces workspaces;

    DealApi(
            DealSearch search,
            DealDetail detail,
            Deals deals,
            ActivePipelines ways,
            Persons persons,
            Workspaces workspaces) {
        this.search = search;
        this.detail = detail;
        this.deals = deals;
        this.ways = ways;
        this.persons = persons;
        this.workspaces = workspaces;
    }

    /**
     * Lists deals in the order of their numbers. Filters: pipeline ({@code <funnel>.<pipeline>}), stage, state (open,
     * won, lost, any), owner (a user's id or nobody), stalled=yes, asking=yes (closed without amount or reason), company, q,
     * closed_from and closed_to (days on which a deal closed, both included); limit is 1 to 200; after is next of the
     * page before.
     */
    @RequiresScope("deals:read")
    @GetMapping
    @QueryParameters({
        "pipeline",
        "owner",
        "stage",
        "state",
        "stalled",
        "asking",
        "q",
        "company",
        "closed_from",
        "closed_to"
    })
    DealsResponse list(
            ApiCaller caller,
            @RequestParam Map<String, String> asked,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Math.clamp(limit, 1, MOST);
        Page<DealSummary> page = Page.byId(
                search.after(caller.workspace(), 0, DealFilter.of(asked), after, most + 1), most, DealSummary::id);
        return new DealsResponse(page.items(), page.next() == null ? null : Long.valueOf(page.next()));
    }

    @RequiresScope("deals:read")
    @GetMapping("/{id}")
    DealResponse deal(ApiCaller caller, @PathVariable long id) {
        return new DealResponse(
                detail.card(caller.workspace(), id),
                detail.more(caller.workspace(), id),
                detail.people(caller.workspace(), id),
                detail.log(caller.workspace(), id));
    }

    /** Opens a deal with the person named by {@code person} or {@code email}; {@code key} is its id in your own system. */
    @RequiresScope("deals:write")
    @PostMapping
    ResponseEntity<DealResponse> open(ApiCaller caller, @RequestBody Map<String, Object> body) {
        long person = person(caller, body);
        Map<String, Object> data = fields(
                body,
                Set.of("person", "email", "pipeline", "key", "stage"),
                null,
                workspaces.get(caller.workspace()).currency());
        String pipeline = DealFieldParser.text(body.get("pipeline"));
        ActivePipeline way = ways.of(caller.workspace()).stream()
                .filter(one -> pipeline.isEmpty()
                        || one.code().equals(pipeline)
                        || one.pipeline().id().equals(pipeline))
                .findFirst()
                .orElseThrow(() -> new BadInput("pipeline", "Send the id of a pipeline of a funnel that decides."));
        data.put("funnel", way.run().definition().name());
        String stage = DealFieldParser.text(body.get("stage"));
        if (!stage.isEmpty()) {
            way.check("stage", stage);
            data.put("stage", stage);
        }
        String key = DealFieldParser.text(body.get("key"));
        long made = deals.open(Teller.of(caller), person, way.pipeline().id(), key.isEmpty() ? null : key, data);
        return ResponseEntity.created(URI.create("/api/v1/deals/" + made)).body(deal(caller, made));
    }

    private long person(ApiCaller caller, Map<String, Object> body) {
        if (body.get("person") instanceof Number person) {
            return persons.get(caller.workspace(), person.longValue()).id();
        }
        String email = EmailAddress.normal(DealFieldParser.text(body.get("email")));
        return persons.withKey(caller.workspace(), "e:" + email)
                .orElseThrow(() -> new BadInput("person", "Send the id of a person, or the email of one who is known."))
                .id();
    }

    /**
     * Changes fields; a null clears one. A lost deal takes its {@code reason} too. {@code version}, when sent, must be
     * the deal's, or the answer is 409.
     */
    @RequiresScope("deals:write")
    @PatchMapping("/{id}")
    DealResponse change(ApiCaller caller, @PathVariable long id, @RequestBody Map<String, Object> body) {
        DealSummary card = detail.card(caller.workspace(), id);
        Map<String, Object> data = fields(body, Set.of("version", "reason"), card.amount(), card.currency());
        String reason = DealFieldParser.text(body.get("reason"));
        if (!reason.isEmpty()) {
            if (!card.state().equals("lost")) {
                throw new BadInput("reason", "Only a lost deal has a reason.");
            }
            data.put("reason", reason);
        }
        if (data.isEmpty()) {
            throw new BadInput("body", "Send at least one field to change.");
        }
        deals.change(Teller.of(caller), id, new DealCommand(DealSignals.CHANGED.name(), "", data, version(body)))
                .orThrow();
        return deal(caller, id);
    }

    /**
     * Moves a deal: {@code to} is a stage of its pipeline, {@code won}, {@code lost} (with a {@code reason}) or
     * {@code open}. Fields that the stage needs may be sent with it.
     */
    @RequiresScope("deals:write")
    @PostMapping("/{id}/moves")
    DealResponse move(ApiCaller caller, @PathVariable long id, @RequestBody Map<String, Object> body) {
        DealSummary card = detail.card(caller.workspace(), id);
        String to = DealFieldParser.text(body.get("to"));
        Map<String, Object> data =
                fields(body, Set.of("version", "to", "reason", "remark"), card.amount(), card.currency());
        String reason = DealFieldParser.text(body.get("reason"));
        if (to.equals("lost") && reason.isEmpty()) {
            throw new BadInput("reason", "Send why the deal was lost.");
        }
        if (to.equals("won") && DealFieldParser.amount(data.getOrDefault("amount", card.amount())) == null) {
            throw new BadInput("amount", "Send for how much the deal was won.");
        }
        data.put("reason", reason);
        data.put("remark", DealFieldParser.text(body.get("remark")));
        data.values().removeIf(""::equals);
        deals.change(Teller.of(caller), id, DealCommand.to(to, data, version(body)))
                .orThrow();
        return deal(caller, id);
    }

    private static @Nullable Integer version(Map<String, Object> body) {
        return body.get("version") instanceof Number version ? (Integer) version.intValue() : null;
    }

    /** The fields of a deal; a body with any other name is refused. */
    private static Map<String, Object> fields(
            Map<String, Object> body, Set<String> besides, @Nullable BigDecimal amount, String currency) {
        Map<String, Object> fields = new HashMap<>();
        body.forEach((name, value) -> {
            if (DealInput.FIELDS.contains(name) || LISTS.contains(name)) {
                fields.put(name, value);
            } else if (!besides.contains(name)) {
                throw new BadInput(name, "A deal has no such field.");
            }
        });
        return DealInput.checked(fields, amount, currency);
    }
}
