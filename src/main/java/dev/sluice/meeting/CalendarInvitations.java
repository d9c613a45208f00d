package dev.sluice.meeting;

import dev.sluice.inbox.InvitationReceived;
import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.person.Persons;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Books, moves or cancels a meeting with the sender of an invitation that comes by email. */
@Component
class CalendarInvitations {
    private final Meetings meetings;
    private final Signals signals;
    private final Sources sources;
    private final Persons persons;
    private final Workspaces workspaces;
    private final InstantSource clock;

    CalendarInvitations(
            Meetings meetings,
            Signals signals,
            Sources sources,
            Persons persons,
            Workspaces workspaces,
            InstantSource clock) {
        this.meetings = meetings;
        this.signals = signals;
        this.sources = sources;
        this.persons = persons;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @EventListener
    void on(InvitationReceived invitation) {
        int workspace = invitation.workspace();
        IcalReader.read(invitation.calendar(), workspaces.get(workspace).timeZone())
                .ifPresent(event -> {
                    Meeting before = meetings.find(workspace, invitation.person(), event.uid())
                            .orElse(null);
                    String kind = kind(event, before);
                    if (kind != null) {
                        record(workspace, invitation.person(), kind, event);
                    }
                });
    }

    /** The kind of signal that it makes; null where nothing changes. */
    private static @Nullable String kind(IcalReader.CalendarEvent event, @Nullable Meeting before) {
        return switch (event.method()) {
            case INVITES -> {
                if (before == null || before.state() == MeetingState.CANCELLED) {
                    yield MeetingSignals.BOOKED.name();
                }
                boolean same = before.startsAt().equals(event.details().from())
                        && before.endsAt().equals(event.details().to());
                yield same ? null : MeetingSignals.MOVED.name();
            }
            case CANCELS -> before == null ? null : MeetingState.CANCELLED.signal.name();
        };
    }

    private void record(int workspace, long person, String kind, IcalReader.CalendarEvent event) {
        Map<String, Object> data = event.details().data(event.uid());
        signals.recordHere(
                workspace,
                List.of(new NewSignal(
                        persons.keys(workspace, person),
                        clock.instant(),
                        null,
                        kind,
                        event.details().kind(),
                        true,
                        sources.named(workspace, Sources.Kind.MAILBOX, "Calendar"),
                        Map.of(),
                        data,
                        Trust.INTERNAL)));
    }
}
