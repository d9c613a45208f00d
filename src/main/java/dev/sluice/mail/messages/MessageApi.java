package dev.sluice.mail.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.Messages;
import dev.sluice.mail.SentMessage;
import dev.sluice.platform.web.Page;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
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
    private static final int MAX_ROWS = 200;

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessageSummary(
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
        static MessageSummary of(SentMessage message) {
            return new MessageSummary(
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

    /** planned = sent + kept + suppressed + failed + unknown + open, at every moment. */
    record MessageTotals(long planned, long sent, long kept, long suppressed, long failed, long unknown, long open) {
        static MessageTotals of(Messages.OutboxFigures figures) {
            return new MessageTotals(
                    figures.planned(),
                    figures.of(MessageState.SENT),
                    figures.of(MessageState.KEPT),
                    figures.of(MessageState.SUPPRESSED),
                    figures.of(MessageState.FAILED),
                    figures.of(MessageState.UNKNOWN),
                    figures.open());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessagesResponse(
            MessageTotals figures,
            List<MessageSummary> rows,
            @Nullable Long next) {}

    /** arrived, send_again or give_up. */
    record Decided(@Nullable String decision) {}

    private final Messages messages;
    private final UnconfirmedDeliveries deliveries;
    private final AuditLog audit;

    MessageApi(Messages messages, UnconfirmedDeliveries deliveries, AuditLog audit) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.audit = audit;
    }

    @RequiresScope("outreach:read")
    @GetMapping
    MessagesResponse list(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") long before) {
        Page<MessageSummary> page = Page.byId(
                        messages.before(
                                caller.workspace(),
                                MessageState.filter(state),
                                before <= 0 ? Long.MAX_VALUE : before,
                                MAX_ROWS + 1),
                        MAX_ROWS,
                        SentMessage::id)
                .map(MessageSummary::of);
        return new MessagesResponse(
                MessageTotals.of(messages.figures(caller.workspace())),
                page.items(),
                page.next() == null ? null : Long.valueOf(page.next()));
    }

    @RequiresScope("outreach:read")
    @GetMapping("/{message}")
    MessageSummary one(ApiCaller caller, @PathVariable long message) {
        return MessageSummary.of(messages.get(caller.workspace(), message));
    }

    @RequiresScope("outreach:write")
    @PostMapping("/{message}/decision")
    MessageSummary decide(ApiCaller caller, @PathVariable long message, @RequestBody Decided decided) {
        String decision = decided.decision() == null ? "" : decided.decision();
        SentMessage settled = deliveries.decide(caller.workspace(), message, decision, "A caller of the API");
        audit.note(caller, "unknown message decided", "message " + message, Map.of("decision", decision));
        return MessageSummary.of(settled);
    }
}
