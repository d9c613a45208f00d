package dev.sluice.meeting;

import dev.sluice.mail.MailHtml;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.person.Person;
import dev.sluice.platform.TimeFormat;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Emails a person the invitation to a meeting that a user books, and its changes. */
@Component
class MeetingInvitations {
    private static final int PRIORITY = 9;

    private final Outbox outbox;
    private final Workspaces workspaces;
    private final InstantSource clock;

    MeetingInvitations(Outbox outbox, Workspaces workspaces, InstantSource clock) {
        this.outbox = outbox;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** Invites a person, or tells them of another time; without an address nothing is sent. */
    void invite(Member by, Person person, String uid, int sequence, String title, MeetingDetails details) {
        plan(by, person, new MeetingMessage(uid, sequence, "REQUEST", title, "Invitation: "), details);
    }

    /** Tells a person who was invited that the meeting does not take place. */
    void cancel(Member by, Person person, String uid, int sequence, MeetingDetails details) {
        plan(by, person, new MeetingMessage(uid, sequence, "CANCEL", details.kind(), "Cancelled: "), details);
    }

    private record MeetingMessage(String uid, int sequence, String method, String title, String prefix) {}

    private void plan(Member by, Person person, MeetingMessage invitation, MeetingDetails details) {
        String address = person.email();
        if (address == null) {
            return;
        }
        Instant now = clock.instant();
        TimeFormat when = new TimeFormat(now, workspaces.get(by.workspace()).timeZone());
        String text = invitation.title() + "\n" + when.date(details.from()) + ", " + when.time(details.from()) + " ("
                + when.zone().getId() + ")" + (details.place().isEmpty() ? "" : "\n" + details.place()) + "\n\n"
                + by.name();
        String calendar = new InvitationText(
                        invitation.method(),
                        invitation.uid(),
                        invitation.sequence(),
                        now,
                        invitation.title(),
                        by.name(),
                        address)
                .of(details);
        outbox.invite(
                by.workspace(),
                new OutboundMail(
                        person.id(),
                        address,
                        "meeting/" + invitation.uid() + "/" + invitation.sequence(),
                        OutboundMail.Kind.ONE_TO_ONE,
                        "",
                        by.user(),
                        invitation.prefix() + invitation.title() + ", " + when.date(details.from()),
                        "<p>" + MailHtml.escaped(text).replace("\n", "<br>") + "</p>",
                        text,
                        null,
                        now,
                        PRIORITY,
                        Map.of()),
                calendar);
    }
}
