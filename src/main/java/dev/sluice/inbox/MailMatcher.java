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
import dev.sluice.mail.SentMessage;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
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
    private final SentMessageFinder finder;
    private final Persons persons;

    MailMatcher(SentMessageFinder finder, Persons persons) {
        this.finder = finder;
        this.persons = persons;
    }

    MailMatch of(int workspace, InboundMessage mail, MailClassification classification) {
        if (finder.isOurs(workspace, mail)) {
            return MailMatch.ignored("A mail of ours that came back as it was");
        }
        @Nullable SentMessage byToken = finder.byToken(workspace, mail);
        @Nullable SentMessage sent = byToken == null ? finder.byId(workspace, mail, classification) : byToken;
        return switch (classification) {
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

    /** Whether its people still exist, and were not erased since. */
    boolean stillValid(int workspace, MailMatch match) {
        Set<Long> people = Stream.of(match.person(), match.writer())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return persons.all(workspace, people).keySet().equals(people);
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
                .noneMatch(failure -> failure.recipient().equals(sent.address())
                        || failure.original().equals(sent.address())
                        || (failure.recipient().isEmpty() && failure.original().isEmpty()));
        if (elsewhere && !byToken) {
            return MailMatch.ignored("Names a message of ours that went to another address, so it has no effect");
        }
        return thread(workspace, sent, "A mail of ours could not be delivered", null);
    }

    private MailMatch thread(int workspace, SentMessage sent, String reason, @Nullable Long writer) {
        long person = persons.get(workspace, sent.person()).id();
        return new MailMatch(
                ReceivedState.MATCHED, reason, sent, person, writer != null && writer == person ? null : writer);
    }

    private boolean isStranger(int workspace, InboundMessage mail) {
        return sender(workspace, mail).isEmpty();
    }

    private Optional<Person> sender(int workspace, InboundMessage mail) {
        String address = EmailAddress.normal(mail.from());
        return address == null ? Optional.empty() : persons.withKey(workspace, "e:" + address);
    }
}
