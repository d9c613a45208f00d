package dev.sluice.mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Page;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.Audit;
import dev.sluice.workspace.Scoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/** Messages for callers of the API: the list with its figures, one of them, and what became of an unknown one. */
@RestController
@RequestMapping("/api/v1/messages")
class MessageApi {
    private static final int MOST = 200;

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            long id,
            long person,
            String address,
            String key,
            String kind,
            String template,
            String subject,
            String state,
            String why,
            Instant at,
            @Nullable Integer sender,
            String messageId) {
        static Line of(Sent message) {
            return new Line(
                    message.id(),
                    message.person(),
                    message.address(),
                    message.key(),
                    message.kind().code(),
                    message.template(),
                    message.subject(),
                    message.state().code(),
                    message.why(),
                    message.at(),
                    message.sender(),
                    message.messageId());
        }
    }

    /** planned = sent + suppressed + failed + unknown + open, at every moment. */
    record Figures(long planned, long sent, long suppressed, long failed, long unknown, long open) {
        static Figures of(Messages.Figures figures) {
            return new Figures(
                    figures.planned(),
                    figures.of(State.SENT),
                    figures.of(State.SUPPRESSED),
                    figures.of(State.FAILED),
                    figures.of(State.UNKNOWN),
                    figures.open());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessagesResponse(
            Figures figures, List<Line> rows, @Nullable Long next) {}

    /** arrived, send_again or give_up. */
    record Decided(@Nullable String decision) {}

    private final Messages messages;
    private final MessageDesk desk;
    private final Audit audit;

    MessageApi(Messages messages, MessageDesk desk, Audit audit) {
        this.messages = messages;
        this.desk = desk;
        this.audit = audit;
    }

    @Scoped("outreach:read")
    @GetMapping
    MessagesResponse list(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") long before) {
        Page<Line> page = Page.byId(
                        messages.before(
                                caller.workspace(), state(state), before <= 0 ? Long.MAX_VALUE : before, MOST + 1),
                        MOST,
                        Sent::id)
                .map(Line::of);
        return new MessagesResponse(
                Figures.of(messages.figures(caller.workspace())),
                page.items(),
                page.next() == null ? null : Long.valueOf(page.next()));
    }

    @Scoped("outreach:read")
    @GetMapping("/{message}")
    Line one(ApiCaller caller, @PathVariable long message) {
        return Line.of(messages.get(caller.workspace(), message));
    }

    @Scoped("outreach:write")
    @PostMapping("/{message}/decision")
    Line decide(ApiCaller caller, @PathVariable long message, @RequestBody Decided decided) {
        String decision = decided.decision() == null ? "" : decided.decision();
        Sent settled = desk.decide(caller.workspace(), message, decision, "A caller of the API");
        audit.note(caller, "unknown message decided", "message " + message, Map.of("decision", decision));
        return Line.of(settled);
    }

    static @Nullable State state(String code) {
        if (code.isBlank()) {
            return null;
        }
        for (State state : State.values()) {
            if (state.code().equals(code)) {
                return state;
            }
        }
        throw new BadInput("state", "A state is ready, claimed, data_started, sent, failed, unknown or suppressed.");
    }
}
