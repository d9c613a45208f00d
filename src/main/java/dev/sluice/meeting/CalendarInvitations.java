package dev.sluice.meeting;

import dev.sluice.inbox.InvitationReceived;
import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.person.Persons;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An invitation that comes by mail books, moves or calls off a meeting with whoever sent it. */
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
    void on(InvitationReceived invited) {
        int workspace = invited.workspace();
        IcalReader.read(invited.calendar(), workspaces.get(workspace).timeZone())
                .ifPresent(event -> {
                    Meeting before = meetings.keyed(workspace, invited.person(), event.uid())
                            .orElse(null);
                    String kind = kind(event, before);
                    if (kind != null) {
                        record(workspace, invited.person(), kind, event);
                    }
                });
    }

    /** What it tells; null where nothing follows. */
    private static @Nullable String kind(IcalReader.CalendarEvent event, @Nullable Meeting before) {
        return switch (event.method()) {
            case INVITES -> {
                if (before == null || before.state() == MeetingState.CANCELLED) {
                    yield MeetingSignals.BOOKED.name();
                }
                boolean same = before.startsAt().equals(event.what().from())
                        && before.endsAt().equals(event.what().to());
                yield same ? null : MeetingSignals.MOVED.name();
            }
            case CALLS_OFF -> before == null ? null : MeetingState.CANCELLED.signal.name();
        };
    }

    private void record(int workspace, long person, String kind, IcalReader.CalendarEvent event) {
        Map<String, Object> data = event.what().data(event.uid());
        signals.recordHere(
                workspace,
                List.of(new NewSignal(
                        persons.keys(workspace, person),
                        clock.instant(),
                        null,
                        kind,
                        event.what().kind(),
                        true,
                        sources.named(workspace, Sources.Kind.MAILBOX, "Calendar"),
                        Map.of(),
                        data)));
    }
}
