package dev.sluice.inbox;

import dev.sluice.inbox.classification.MailClassification;
import dev.sluice.inbox.classification.MailClassification.AutoReply;
import dev.sluice.inbox.classification.MailClassification.Bounce;
import dev.sluice.inbox.classification.MailClassification.Complaint;
import dev.sluice.inbox.classification.MailClassification.Other;
import dev.sluice.inbox.classification.MailClassification.Reply;
import dev.sluice.inbox.classification.MailClassification.Unsubscribe;
import dev.sluice.inbox.classification.MailClassification.WrittenBy;
import dev.sluice.inbox.parsing.InboundMessage;
import dev.sluice.mail.Messages;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.SentMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the message of ours that a received email answers or reports about: by token, then by Message-ID. */
@Component
class SentMessageFinder {
    private static final int MAX_TOKENS = 20;

    private final Messages messages;

    SentMessageFinder(Messages messages) {
        this.messages = messages;
    }

    /** The workspace whose message the mail answers, for mailboxes that several workspaces share. */
    Optional<Integer> workspace(InboundMessage mail, MailClassification classification) {
        List<String> tokens = new ArrayList<>(tokens(mail));
        messageIds(mail, classification).forEach(id -> {
            int at = id.indexOf('@');
            if (id.startsWith("<") && at > 1) {
                tokens.add(id.substring(1, at));
            }
        });
        return tokens.stream()
                .limit(MAX_TOKENS)
                .map(messages::byToken)
                .flatMap(Optional::stream)
                .map(Messages.TokenMatch::workspace)
                .findFirst();
    }

    /** Whether it is a message of ours that came back unchanged. */
    boolean isOurs(int workspace, InboundMessage mail) {
        return !mail.messageId().isEmpty()
                && !messages.byMessageId(workspace, List.of(mail.messageId())).isEmpty();
    }

    @Nullable
    SentMessage byToken(int workspace, InboundMessage mail) {
        return tokens(mail).stream()
                .limit(MAX_TOKENS)
                .map(messages::byToken)
                .flatMap(Optional::stream)
                .filter(found -> found.workspace() == workspace)
                .map(Messages.TokenMatch::message)
                .filter(SentMessageFinder::hasLeft)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    SentMessage byId(int workspace, InboundMessage mail, MailClassification classification) {
        List<String> ids = messageIds(mail, classification);
        Map<String, SentMessage> found = ids.isEmpty() ? Map.of() : messages.byMessageId(workspace, ids);
        return ids.stream()
                .filter(found::containsKey)
                .map(found::get)
                .filter(SentMessageFinder::hasLeft)
                .findFirst()
                .orElse(null);
    }

    /** What has not gone out cannot have been answered; email to our own users belongs to no person. */
    private static boolean hasLeft(SentMessage sent) {
        return switch (sent.state()) {
            case SENT, KEPT, DATA_STARTED, UNKNOWN -> sent.kind() != OutboundMail.Kind.INTERNAL;
            case READY, CLAIMED, FAILED, SUPPRESSED -> false;
        };
    }

    private static List<String> tokens(InboundMessage mail) {
        return mail.to().stream()
                .map(to -> to.substring(0, Math.max(0, to.lastIndexOf('@'))))
                .filter(box -> box.indexOf('+') >= 0)
                .map(box -> box.substring(box.lastIndexOf('+') + 1))
                .toList();
    }

    private static List<String> messageIds(InboundMessage mail, MailClassification classification) {
        return switch (classification) {
            case Bounce bounce -> bounce.messageId().isEmpty() ? List.of() : List.of(bounce.messageId());
            case Complaint complaint -> complaint.messageId().isEmpty() ? List.of() : List.of(complaint.messageId());
            case Reply reply -> mail.answers();
            case WrittenBy letter -> mail.answers();
            case AutoReply auto -> mail.answers();
            case Unsubscribe unsubscribe -> mail.answers();
            case Other other -> mail.answers();
        };
    }
}
