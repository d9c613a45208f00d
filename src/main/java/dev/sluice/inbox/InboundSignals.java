package dev.sluice.inbox;

import dev.sluice.consent.SendPermissions;
import dev.sluice.inbox.OptOutQuestion.OptOutState;
import dev.sluice.mail.MailSignals;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the log what came back, in the transaction that keeps it. */
@Component
class InboundSignals {
    private static final int TEXT = 4_000;

    private final Signals signals;
    private final Sources sources;
    private final Persons persons;

    InboundSignals(Signals signals, Sources sources, Persons persons) {
        this.signals = signals;
        this.sources = sources;
        this.persons = persons;
    }

    /** What a received mail says of its person, and of whoever wrote it where that is somebody else we know. */
    void record(int workspace, long id, ReceivedMail mail, MailMatch match) {
        List<NewSignal> news = new ArrayList<>();
        String kind = kind(mail, match.message() != null);
        if (!kind.isEmpty() && match.person() != null) {
            news.add(signal(workspace, match.person(), kind, id, mail, match.message()));
        }
        if (mail.isWritten() && match.writer() != null) {
            news.add(signal(workspace, match.writer(), InboxSignals.RECEIVED.name(), id, mail, match.message()));
        }
        signals.recordHere(workspace, news);
    }

    /** The kind of signal, "" for what is only kept: a delivery that is still being tried, and what concerns nobody. */
    private static String kind(ReceivedMail mail, boolean thread) {
        if (mail.optOut() == OptOutState.UNCLEAR) {
            return InboxSignals.OPT_OUT_ASKED.name();
        }
        return switch (mail.kind()) {
            case REPLY, LETTER -> thread ? InboxSignals.REPLIED.name() : InboxSignals.RECEIVED.name();
            case AUTO_REPLY -> InboxSignals.AUTO_REPLIED.name();
            case BOUNCE -> "delayed".equals(mail.details().get("severity")) ? "" : MailSignals.BOUNCED.name();
            case COMPLAINT -> InboxSignals.COMPLAINED.name();
            case UNSUBSCRIBE -> PersonSignals.UNSUBSCRIBED.name();
            case OTHER -> "";
        };
    }

    private NewSignal signal(
            int workspace, long person, String kind, long id, ReceivedMail mail, @Nullable SentMessage sent) {
        Map<String, Object> data = new HashMap<>(mail.details());
        data.put("received", id);
        data.put("from", mail.from());
        data.put("mail_subject", mail.subject());
        data.put("text", mail.text().length() > TEXT ? mail.text().substring(0, TEXT) : mail.text());
        if (sent != null) {
            data.put("message", sent.id());
            data.put("key", sent.key());
        }
        boolean human = switch (mail.kind()) {
            case REPLY, LETTER, COMPLAINT, UNSUBSCRIBE -> true;
            case AUTO_REPLY, BOUNCE, OTHER -> false;
        };
        String about = PersonSignals.UNSUBSCRIBED.is(kind) ? SendPermissions.MARKETING : about(kind, mail, sent);
        int source = sources.known(workspace, Sources.Kind.MAILBOX, mail.door().label());
        return new NewSignal(
                persons.keys(workspace, person),
                mail.at(),
                "received/" + id + "/" + kind + "/" + person,
                kind,
                about,
                human,
                source,
                Map.of(),
                data,
                Trust.INTERNAL);
    }

    private static String about(String kind, ReceivedMail mail, @Nullable SentMessage sent) {
        if (sent == null || InboxSignals.RECEIVED.is(kind) || InboxSignals.OPT_OUT_ASKED.is(kind)) {
            return mail.subject();
        }
        return sent.template().isEmpty() ? sent.subject() : sent.template();
    }
}
