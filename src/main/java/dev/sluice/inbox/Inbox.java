package dev.sluice.inbox;

import dev.sluice.inbox.ReceivedMail.ReceivedVia;
import dev.sluice.inbox.classification.ClassificationRule;
import dev.sluice.inbox.classification.MailClassification;
import dev.sluice.inbox.classification.MailClassifier;
import dev.sluice.inbox.parsing.InboundMessage;
import dev.sluice.inbox.parsing.MimeReader;
import dev.sluice.mail.ReplyReceiver;
import dev.sluice.person.PersonErased;
import dev.sluice.person.PersonSeparated;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Receives every email that comes back, from whatever source: classifies it, matches it to a person, stores it, and
 * applies its effects, all in one transaction and once.
 */
@Component
public class Inbox implements ReplyReceiver {
    private final MailMatcher matcher;
    private final SentMessageFinder finder;
    private final ReceivedMailRows rows;
    private final InboundEffects effects;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Inbox(
            MailMatcher matcher,
            SentMessageFinder finder,
            ReceivedMailRows rows,
            InboundEffects effects,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.matcher = matcher;
        this.finder = finder;
        this.rows = rows;
        this.effects = effects;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Override
    public void arrived(int workspace, byte[] mime) {
        take(workspace, false, ReceivedVia.MAILBOX, mime, clock.instant());
    }

    /**
     * Receives a message; durable on return. Nothing happens to one that was received before.
     *
     * @param shared whether the mailbox is that of the whole installation, so that the message may be another workspace's
     * @return its number in the store, empty when it was received before
     */
    public Optional<Long> take(int workspace, boolean shared, ReceivedVia via, byte[] mime, Instant at) {
        InboundMessage mail = MimeReader.read(mime);
        LocalDate day = LocalDate.ofInstant(at, workspaces.get(workspace).timeZone());
        MailClassification classification = MailClassifier.classify(mail, day);
        int owner = shared ? finder.workspace(mail, classification).orElse(workspace) : workspace;
        while (true) {
            // asked before the transaction: a token may be of another workspace, whose rows it could not see
            MailMatch match = matcher.of(owner, mail, classification);
            ReceivedMail received = ReceivedMailFactory.received(via, mail, classification, match, at);
            Optional<Optional<Long>> saved = tenancy.in(
                    owner,
                    () -> matcher.stillValid(owner, match)
                            ? Optional.of(save(
                                    owner,
                                    received,
                                    ReceivedMailFactory.key(mail, mime),
                                    classification,
                                    match,
                                    mail.invitation()))
                            : Optional.empty());
            if (saved.isPresent()) {
                return saved.get();
            }
        }
    }

    /** Stores only that a message could not be received, so that it does not block those after it. */
    public void setAside(int workspace, ReceivedVia via, byte[] mime, Instant at) {
        InboundMessage mail = MimeReader.read(mime);
        MailMatch match = MailMatch.ignored("It could not be taken in, and lies in the mailbox still");
        ReceivedMail received = ReceivedMailFactory.received(
                via, mail, new MailClassification.Other(ClassificationRule.UNREADABLE), match, at);
        tenancy.in(workspace, () -> rows.add(workspace, ReceivedMailFactory.key(mail, mime), received));
    }

    private Optional<Long> save(
            int workspace,
            ReceivedMail received,
            byte[] key,
            MailClassification classification,
            MailMatch match,
            String invitation) {
        Optional<Long> id = rows.add(workspace, key, received);
        id.ifPresent(number -> {
            effects.apply(workspace, number, received, classification, match);
            effects.invite(workspace, match.person(), invitation);
        });
        return id;
    }

    /** An email is of the person whose address it came from. */
    @EventListener
    void on(PersonSeparated event) {
        rows.separate(event.workspace(), event.person(), event.separate(), event.addresses());
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event.workspace(), event.persons(), event.addresses());
        rows.clear(event.workspace(), event.mentions());
    }
}
