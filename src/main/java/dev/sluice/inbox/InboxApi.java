package dev.sluice.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.inbox.ReceivedMail.ReceivedState;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Received mail for callers of the API. */
@RestController
@RequestMapping("/api/v1/received")
class InboxApi {
    private static final int MAX_ROWS = 100;

    /** The newest mails first, and how many there are in each state. */
    record InboxResponse(List<InboxEntryResponse> rows, Map<String, Long> counts) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InboxEntryResponse(
            long id,
            Instant at,
            String door,
            String from,
            String subject,
            String text,
            String kind,
            String rule,
            Map<String, Object> details,
            String state,
            String why,
            @Nullable Long person,
            @Nullable Long message) {
        static InboxEntryResponse of(ReceivedMail mail) {
            return new InboxEntryResponse(
                    mail.id(),
                    mail.at(),
                    mail.door().code(),
                    mail.from(),
                    mail.subject(),
                    mail.text(),
                    mail.kind().code(),
                    mail.rule().code(),
                    mail.details(),
                    mail.state().code(),
                    mail.why(),
                    mail.person(),
                    mail.message());
        }
    }

    /** Whose a mail is, by address or number. */
    record Whose(@Nullable String person) {}

    private final ReceivedMailRows rows;
    private final ManualMailMatch matching;
    private final OptOutDecisions optOuts;

    InboxApi(ReceivedMailRows rows, ManualMailMatch matching, OptOutDecisions optOuts) {
        this.rows = rows;
        this.matching = matching;
        this.optOuts = optOuts;
    }

    /**
     * Mail that came back.
     *
     * @param state matched, unmatched or ignored; all when left out
     * @param before a number: the mails older than that one
     */
    @RequiresScope("people:read")
    @GetMapping
    InboxResponse list(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") long before) {
        ReceivedState shown = state.isEmpty()
                ? null
                : Arrays.stream(ReceivedState.values())
                        .filter(one -> one.code().equals(state))
                        .findFirst()
                        .orElseThrow(() -> new BadInput("state", "Send matched, unmatched or ignored."));
        Map<String, Long> counts = new TreeMap<>();
        rows.counts(caller.workspace())
                .forEach((one, count) -> counts.put(one.name().toLowerCase(Locale.ROOT), count));
        return new InboxResponse(
                rows.before(caller.workspace(), shown, before <= 0 ? Long.MAX_VALUE : before, MAX_ROWS).stream()
                        .map(line -> InboxEntryResponse.of(line.mail()))
                        .toList(),
                counts);
    }

    @RequiresScope("people:read")
    @GetMapping("/{id}")
    InboxEntryResponse one(ApiCaller caller, @PathVariable long id) {
        return InboxEntryResponse.of(rows.get(caller.workspace(), id));
    }

    /** Says of a mail whose {@code opt_out} is "unclear" that its writer wants no more marketing mail. */
    @RequiresScope("people:write")
    @PostMapping("/{id}/opt-out")
    InboxEntryResponse optOut(ApiCaller caller, @PathVariable long id) {
        optOuts.decide(caller.workspace(), id, true);
        return InboxEntryResponse.of(rows.get(caller.workspace(), id));
    }

    /** Says of such a mail that its writer still wants mail: it is the reply that it was. */
    @RequiresScope("people:write")
    @PostMapping("/{id}/opt-out-denial")
    InboxEntryResponse optOutDenial(ApiCaller caller, @PathVariable long id) {
        optOuts.decide(caller.workspace(), id, false);
        return InboxEntryResponse.of(rows.get(caller.workspace(), id));
    }

    /** Says whose an unmatched mail is. */
    @RequiresScope("people:write")
    @PostMapping("/{id}/assignment")
    InboxEntryResponse assign(ApiCaller caller, @PathVariable long id, @RequestBody Whose whose) {
        matching.assign(caller.workspace(), id, whose.person() == null ? "" : whose.person(), "");
        return InboxEntryResponse.of(rows.get(caller.workspace(), id));
    }
}
