package dev.sluice.inbox;

import dev.sluice.consent.SuppressionReason;
import dev.sluice.consent.Suppressions;
import dev.sluice.inbox.ReceivedMail.ReceivedKind;
import dev.sluice.inbox.ReceivedMail.ReceivedVia;
import dev.sluice.inbox.classification.ClassificationRule;
import dev.sluice.inbox.classification.MailClassification;
import dev.sluice.inbox.classification.MailClassification.AutoReply;
import dev.sluice.inbox.classification.MailClassification.Bounce;
import dev.sluice.inbox.classification.MailClassification.BounceCategory;
import dev.sluice.inbox.classification.MailClassification.BounceSeverity;
import dev.sluice.inbox.classification.MailClassifier;
import dev.sluice.inbox.parsing.InboundMessage;
import dev.sluice.inbox.parsing.MimeReader;
import dev.sluice.mail.ReplyReceiver;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes in every mail that comes back, by whichever door: tells what it is, whose it is, keeps it, and lets it have its
 * effect, all in one transaction and once.
 */
@Component
public class Inbox implements ReplyReceiver {
    private static final int LONGEST = 50_000;

    private final MailMatcher matching;
    private final ReceivedMailRows rows;
    private final InboundSignals effects;
    private final Suppressions suppressions;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Inbox(
            MailMatcher matching,
            ReceivedMailRows rows,
            InboundSignals effects,
            Suppressions suppressions,
            Workspaces workspaces,
            Tenancy tenancy,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.matching = matching;
        this.rows = rows;
        this.effects = effects;
        this.suppressions = suppressions;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void arrived(int workspace, byte[] mime) {
        take(workspace, false, ReceivedVia.MAILBOX, mime, clock.instant());
    }

    /**
     * Takes in a message; durable on return. Nothing happens to one that was taken in before.
     *
     * @param shared whether the mailbox is that of the whole installation, so that the message may be another workspace's
     * @return the number it is kept under, nothing when it was known
     */
    public Optional<Long> take(int workspace, boolean shared, ReceivedVia door, byte[] mime, Instant at) {
        InboundMessage mail = MimeReader.read(mime);
        LocalDate day = LocalDate.ofInstant(at, workspaces.get(workspace).timeZone());
        MailClassification verdict = MailClassifier.classify(mail, day);
        int whose = shared ? matching.workspace(mail, verdict).orElse(workspace) : workspace;
        while (true) {
            // asked before the transaction: a token may be of another workspace, whose rows it could not see
            MailMatch match = matching.of(whose, mail, verdict);
            ReceivedMail received = received(door, mail, verdict, match, at);
            Optional<Optional<Long>> kept = tenancy.in(
                    whose,
                    () -> matching.holds(whose, match)
                            ? Optional.of(keep(whose, received, key(mail, mime), verdict, match, mail.invitation()))
                            : Optional.empty());
            if (kept.isPresent()) {
                return kept.get();
            }
        }
    }

    /** Keeps only that a message was there which could not be taken in, so that it does not stand in the way of others. */
    public void setAside(int workspace, ReceivedVia door, byte[] mime, Instant at) {
        InboundMessage mail = MimeReader.read(mime);
        MailMatch match = MailMatch.ignored("It could not be taken in, and lies in the mailbox still");
        ReceivedMail received =
                received(door, mail, new MailClassification.Other(ClassificationRule.UNREADABLE), match, at);
        tenancy.in(workspace, () -> rows.add(workspace, key(mail, mime), received));
    }

    private Optional<Long> keep(
            int workspace,
            ReceivedMail received,
            byte[] key,
            MailClassification verdict,
            MailMatch match,
            String invitation) {
        Optional<Long> id = rows.add(workspace, key, received);
        id.ifPresent(number -> {
            Long person = match.person();
            if (person != null) {
                effects.record(workspace, number, received, match);
                follow(workspace, person, received, verdict, match.message());
                if (!invitation.isEmpty()) {
                    events.publishEvent(new InvitationReceived(workspace, person, invitation));
                }
            }
        });
        return id;
    }

    private void follow(
            int workspace, long person, ReceivedMail received, MailClassification verdict, @Nullable SentMessage sent) {
        switch (verdict) {
            case MailClassification.Reply reply -> events.publishEvent(new ReplyReceived(workspace, person, id(sent)));
            case MailClassification.WrittenBy letter ->
                events.publishEvent(new ReplyReceived(workspace, person, id(sent)));
            case AutoReply auto -> {
                if (auto.until() != null) {
                    events.publishEvent(new OutOfOfficeReceived(workspace, person, auto.until()));
                }
            }
            case Bounce bounce -> {
                Optional<BounceCategory> failure = sent == null ? Optional.empty() : bounce.of(sent.address());
                if (sent != null
                        && failure.filter(one -> one.severity() == BounceSeverity.HARD)
                                .isPresent()) {
                    suppressions.suppress(
                            workspace,
                            List.of(sent.address()),
                            SuppressionReason.BOUNCED,
                            failure.get().diagnostic());
                }
            }
            case MailClassification.Complaint complaint -> {
                if (sent != null) {
                    suppressions.suppress(
                            workspace,
                            List.of(sent.address()),
                            SuppressionReason.COMPLAINED,
                            "Reported as unwanted at the provider");
                }
            }
            case MailClassification.Unsubscribe wish ->
                suppressions.suppress(
                        workspace,
                        List.of(sent == null ? received.from() : sent.address()),
                        SuppressionReason.UNSUBSCRIBED,
                        "Asked for it by mail: " + received.subject());
            case MailClassification.Other other -> {
                // has no effect
            }
        }
    }

    private static @Nullable Long id(@Nullable SentMessage sent) {
        return sent == null ? null : sent.id();
    }

    private static ReceivedMail received(
            ReceivedVia door, InboundMessage mail, MailClassification verdict, MailMatch match, Instant at) {
        Map<String, Object> details = new HashMap<>();
        String text = "";
        String quoted = "";
        switch (verdict) {
            case MailClassification.Reply reply -> {
                text = reply.text();
                quoted = reply.quoted();
            }
            case MailClassification.WrittenBy letter -> {
                text = letter.text();
                quoted = letter.quoted();
            }
            case AutoReply auto -> {
                text = auto.text();
                details.put("auto", auto.kind().code());
                if (auto.until() != null) {
                    details.put("until", auto.until().toString());
                }
            }
            case Bounce bounce -> {
                text = mail.text();
                bounce.of(match.message() == null ? "" : match.message().address())
                        .ifPresent(one -> {
                            details.put("severity", one.severity().code());
                            details.put("status", one.status());
                            details.put("recipient", one.recipient());
                            details.put("diagnostic", one.diagnostic());
                        });
            }
            case MailClassification.Complaint complaint -> details.put("recipient", complaint.recipient());
            case MailClassification.Unsubscribe wish -> text = wish.text();
            case MailClassification.Other other -> text = mail.text();
        }
        return new ReceivedMail(
                0,
                door,
                at,
                mail.from(),
                clean(mail.fromName()),
                clean(mail.subject()),
                clip(text),
                clip(quoted),
                ReceivedKind.of(verdict),
                verdict.rule(),
                details,
                match.state(),
                match.why(),
                match.person(),
                match.message() == null ? null : match.message().id());
    }

    /** The same message by two ways has other lines in its header, but the same name and body. */
    private static byte[] key(InboundMessage mail, byte[] mime) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            if (mail.messageId().isEmpty()) {
                return hash.digest(mime);
            }
            hash.update(mail.messageId().getBytes(StandardCharsets.UTF_8));
            return hash.digest(
                    (mail.from() + "\n" + mail.subject() + "\n" + mail.text().strip())
                            .getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String clip(String text) {
        String clean = text.replace("\0", "");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }

    private static String clean(String line) {
        return line.replaceAll("\\p{Cntrl}", "");
    }

    @EventListener
    void on(PersonErased erased) {
        rows.forget(erased.workspace(), erased.persons(), erased.addresses());
    }
}
