package dev.sluice.inbox;

import dev.sluice.inbox.Received.State;
import dev.sluice.inbox.Verdict.AutoReply;
import dev.sluice.inbox.Verdict.Bounce;
import dev.sluice.inbox.Verdict.Complaint;
import dev.sluice.inbox.Verdict.Letter;
import dev.sluice.inbox.Verdict.Other;
import dev.sluice.inbox.Verdict.Reply;
import dev.sluice.inbox.Verdict.Unsubscribe;
import dev.sluice.mail.Draft;
import dev.sluice.mail.Messages;
import dev.sluice.mail.Sent;
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
class Matching {
    private final Messages messages;
    private final Persons persons;

    Matching(Messages messages, Persons persons) {
        this.messages = messages;
        this.persons = persons;
    }

    /** The workspace whose message the mail answers, for mailboxes that several workspaces share. */
    Optional<Integer> workspace(Mail mail, Verdict verdict) {
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
                .map(Messages.Found::workspace)
                .findFirst();
    }

    Match of(int workspace, Mail mail, Verdict verdict) {
        if (!mail.messageId().isEmpty()
                && !messages.byMessageId(workspace, List.of(mail.messageId())).isEmpty()) {
            return Match.ignored("A mail of ours that came back as it was");
        }
        @Nullable Sent byToken = byToken(workspace, mail);
        @Nullable Sent sent = byToken == null ? byId(workspace, mail, verdict) : byToken;
        return switch (verdict) {
            case Reply reply -> written(workspace, mail, sent);
            case Letter letter -> written(workspace, mail, sent);
            case AutoReply auto ->
                sent == null && isStranger(workspace, mail)
                        ? Match.ignored("A machine's answer to nothing of ours")
                        : written(workspace, mail, sent);
            case Unsubscribe unsubscribe -> written(workspace, mail, sent);
            case Bounce bounce -> bounced(workspace, bounce, sent, byToken != null);
            case Complaint complaint ->
                sent == null
                        ? Match.ignored("Names no message of ours, so it has no effect")
                        : thread(workspace, sent, "A mail of ours was complained of", null);
            case Other other -> Match.ignored(other.rule().sentence());
        };
    }

    /** Whether those whom it names are still there, and not erased since. */
    boolean holds(int workspace, Match match) {
        Set<Long> named = Stream.of(match.person(), match.writer())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return persons.all(workspace, named).keySet().equals(named);
    }

    private Match written(int workspace, Mail mail, @Nullable Sent sent) {
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
                ? new Match(
                        State.UNMATCHED, "Names no mail of ours, and nobody here has this address", null, null, null)
                : new Match(State.MATCHED, "The sender's address is this person's", null, sender.id(), null);
    }

    private Match bounced(int workspace, Bounce bounce, @Nullable Sent sent, boolean byToken) {
        if (sent == null) {
            return Match.ignored("Names no message of ours, so it has no effect");
        }
        boolean elsewhere = bounce.failures().stream()
                .noneMatch(one -> one.recipient().equals(sent.address())
                        || one.original().equals(sent.address())
                        || (one.recipient().isEmpty() && one.original().isEmpty()));
        if (elsewhere && !byToken) {
            return Match.ignored("Names a message of ours that went to another address, so it has no effect");
        }
        return thread(workspace, sent, "A mail of ours could not be delivered", null);
    }

    private Match thread(int workspace, Sent sent, String why, @Nullable Long writer) {
        long person = persons.get(workspace, sent.person()).id();
        return new Match(State.MATCHED, why, sent, person, writer != null && writer == person ? null : writer);
    }

    private boolean isStranger(int workspace, Mail mail) {
        return sender(workspace, mail).isEmpty();
    }

    private Optional<Person> sender(int workspace, Mail mail) {
        String address = EmailAddress.normal(mail.from());
        return address == null ? Optional.empty() : persons.withKey(workspace, "e:" + address);
    }

    private @Nullable Sent byToken(int workspace, Mail mail) {
        return tokens(mail).stream()
                .limit(20)
                .map(messages::byToken)
                .flatMap(Optional::stream)
                .filter(found -> found.workspace() == workspace)
                .map(Messages.Found::message)
                .filter(Matching::hasLeft)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Sent byId(int workspace, Mail mail, Verdict verdict) {
        List<String> named = named(mail, verdict);
        Map<String, Sent> found = named.isEmpty() ? Map.of() : messages.byMessageId(workspace, named);
        return named.stream()
                .filter(found::containsKey)
                .map(found::get)
                .filter(Matching::hasLeft)
                .findFirst()
                .orElse(null);
    }

    /** What has not gone out cannot have been answered; mail to our own users is nobody's. */
    private static boolean hasLeft(Sent sent) {
        return switch (sent.state()) {
            case SENT, DATA_STARTED, UNKNOWN -> sent.kind() != Draft.Kind.INTERNAL;
            case READY, CLAIMED, FAILED, SUPPRESSED -> false;
        };
    }

    private static List<String> tokens(Mail mail) {
        return mail.to().stream()
                .map(to -> to.substring(0, Math.max(0, to.lastIndexOf('@'))))
                .filter(box -> box.indexOf('+') >= 0)
                .map(box -> box.substring(box.lastIndexOf('+') + 1))
                .toList();
    }

    private static List<String> named(Mail mail, Verdict verdict) {
        return switch (verdict) {
            case Bounce bounce -> bounce.messageId().isEmpty() ? List.of() : List.of(bounce.messageId());
            case Complaint complaint -> complaint.messageId().isEmpty() ? List.of() : List.of(complaint.messageId());
            case Reply reply -> mail.answers();
            case Letter letter -> mail.answers();
            case AutoReply auto -> mail.answers();
            case Unsubscribe unsubscribe -> mail.answers();
            case Other other -> mail.answers();
        };
    }
}
