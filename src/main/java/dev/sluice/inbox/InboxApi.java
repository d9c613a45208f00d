package dev.sluice.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.inbox.Received.State;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Scoped;
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
    private static final int MOST = 100;

    /** The newest mails first, and how many there are in each state. */
    record Listed(List<Line> rows, Map<String, Long> counts) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
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
        static Line of(Received mail) {
            return new Line(
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

    private final ReceivedRows rows;
    private final Assigning assigning;

    InboxApi(ReceivedRows rows, Assigning assigning) {
        this.rows = rows;
        this.assigning = assigning;
    }

    /**
     * Mail that came back.
     *
     * @param state matched, unmatched or ignored; all when left out
     * @param before a number: the mails older than that one
     */
    @Scoped("people:read")
    @GetMapping
    Listed list(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") long before) {
        State shown = state.isEmpty()
                ? null
                : Arrays.stream(State.values())
                        .filter(one -> one.code().equals(state))
                        .findFirst()
                        .orElseThrow(() -> new BadInput("state", "Send matched, unmatched or ignored."));
        Map<String, Long> counts = new TreeMap<>();
        rows.counts(caller.workspace())
                .forEach((one, count) -> counts.put(one.name().toLowerCase(Locale.ROOT), count));
        return new Listed(
                rows.before(caller.workspace(), shown, before <= 0 ? Long.MAX_VALUE : before, MOST).stream()
                        .map(line -> Line.of(line.mail()))
                        .toList(),
                counts);
    }

    @Scoped("people:read")
    @GetMapping("/{id}")
    Line one(ApiCaller caller, @PathVariable long id) {
        return Line.of(rows.get(caller.workspace(), id));
    }

    /** Says whose an unmatched mail is. */
    @Scoped("people:write")
    @PostMapping("/{id}/assignment")
    Line assign(ApiCaller caller, @PathVariable long id, @RequestBody Whose whose) {
        assigning.assign(caller.workspace(), id, whose.person() == null ? "" : whose.person(), "");
        return Line.of(rows.get(caller.workspace(), id));
    }
}
