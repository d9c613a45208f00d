package dev.sluice.inbox;

import dev.sluice.inbox.ReceivedMail.ReceivedState;
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
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the message of ours that a mail answers and the person it is of: by the token in the address it came to, then
 * by the Message-IDs it names, then, for what people and answering machines write, by the sender's address. What mail
 * systems say is believed only of a message that we sent to that address.
 */
@Component
class MailMatcher {
    private final Messages messages;
    private final Persons persons;

    MailMatcher(Messages messages, Persons persons) {
        this.messages = messages;
        this.persons = persons;
    }

    /** The workspace whose message the mail answers, for mailboxes that several workspaces share. */
    Optional<Integer> workspace(InboundMessage mail, MailClassification verdict) {
        List<String> tokens = new ArrayList<>(tokens(mail));
        named(mail, verdict).forEach(id -> {
            int at = id.indexOf('@');
            if (id.startsWith("<") && at > 1) {
                tokens.add(id.substring(1, at));
            }
        });
        return tokens.stream()
                .limit(20)
                .map(messages::byToken)
                .flatMap(Optional::stream)
                .map(Messages.TokenMatch::workspace)
                .findFirst();
    }

    MailMatch of(int workspace, InboundMessage mail, MailClassification verdict) {
        if (!mail.messageId().isEmpty()
                && !messages.byMessageId(workspace, List.of(mail.messageId())).isEmpty()) {
            return MailMatch.ignored("A mail of ours that came back as it was");
        }
        @Nullable SentMessage byToken = byToken(workspace, mail);
        @Nullable SentMessage sent = byToken == null ? byId(workspace, mail, verdict) : byToken;
        return switch (verdict) {
            case Reply reply -> written(workspace, mail, sent);
            case WrittenBy letter -> written(workspace, mail, sent);
            case AutoReply auto ->
                sent == null && isStranger(workspace, mail)
                        ? MailMatch.ignored("A machine's answer to nothing of ours")
                        : written(workspace, mail, sent);
            case Unsubscribe unsubscribe -> written(workspace, mail, sent);
            case Bounce bounce -> bounced(workspace, bounce, sent, byToken != null);
            case Complaint complaint ->
                sent == null
                        ? MailMatch.ignored("Names no message of ours, so it has no effect")
                        : thread(workspace, sent, "A mail of ours was complained of", null);
            case Other other -> MailMatch.ignored(other.rule().sentence());
        };
    }

    /** Whether those whom it names are still there, and not erased since. */
    boolean holds(int workspace, MailMatch match) {
        Set<Long> named = Stream.of(match.person(), match.writer())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return persons.all(workspace, named).keySet().equals(named);
    }

    private MailMatch written(int workspace, InboundMessage mail, @Nullable SentMessage sent) {
        @Nullable Person sender = sender(workspace, mail).orElse(null);
        if (sent != null) {
            boolean colleague = !sent.address().equalsIgnoreCase(mail.from());
            return thread(
                    workspace,
                    sent,
                    colleague
                            ? "Answers a mail of ours, from another address than it went to"
                            : "Answers a mail of ours",
                    sender == null ? null : sender.id());
        }
        return sender == null
                ? new MailMatch(
                        ReceivedState.UNMATCHED,
                        "Names no mail of ours, and nobody here has this address",
                        null,
                        null,
                        null)
                : new MailMatch(
                        ReceivedState.MATCHED, "The sender's address is this person's", null, sender.id(), null);
    }

    private MailMatch bounced(int workspace, Bounce bounce, @Nullable SentMessage sent, boolean byToken) {
        if (sent == null) {
            return MailMatch.ignored("Names no message of ours, so it has no effect");
        }
        boolean elsewhere = bounce.failures().stream()
                .noneMatch(one -> one.recipient().equals(sent.address())
                        || one.original().equals(sent.address())
                        || (one.recipient().isEmpty() && one.original().isEmpty()));
        if (elsewhere && !byToken) {
            return MailMatch.ignored("Names a message of ours that went to another address, so it has no effect");
        }
        return thread(workspace, sent, "A mail of ours could not be delivered", null);
    }

    private MailMatch thread(int workspace, SentMessage sent, String why, @Nullable Long writer) {
        long person = persons.get(workspace, sent.person()).id();
        return new MailMatch(
                ReceivedState.MATCHED, why, sent, person, writer != null && writer == person ? null : writer);
    }

    private boolean isStranger(int workspace, InboundMessage mail) {
        return sender(workspace, mail).isEmpty();
    }

    private Optional<Person> sender(int workspace, InboundMessage mail) {
        String address = EmailAddress.normal(mail.from());
        return address == null ? Optional.empty() : persons.withKey(workspace, "e:" + address);
    }

    private @Nullable SentMessage byToken(int workspace, InboundMessage mail) {
        return tokens(mail).stream()
                .limit(20)
                .map(messages::byToken)
                .flatMap(Optional::stream)
                .filter(found -> found.workspace() == workspace)
                .map(Messages.TokenMatch::message)
                .filter(MailMatcher::hasLeft)
                .findFirst()
                .orElse(null);
    }

    private @Nullable SentMessage byId(int workspace, InboundMessage mail, MailClassification verdict) {
        List<String> named = named(mail, verdict);
        Map<String, SentMessage> found = named.isEmpty() ? Map.of() : messages.byMessageId(workspace, named);
        return named.stream()
                .filter(found::containsKey)
                .map(found::get)
                .filter(MailMatcher::hasLeft)
                .findFirst()
                .orElse(null);
    }

    /** What has not gone out cannot have been answered; mail to our own users is nobody's. */
    private static boolean hasLeft(SentMessage sent) {
        return switch (sent.state()) {
            case SENT, DATA_STARTED, UNKNOWN -> sent.kind() != OutboundMail.Kind.INTERNAL;
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

    private static List<String> named(InboundMessage mail, MailClassification verdict) {
        return switch (verdict) {
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
