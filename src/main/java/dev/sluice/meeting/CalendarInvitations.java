package dev.sluice.meeting;

import dev.sluice.inbox.InvitationReceived;
import dev.sluice.meeting.CalendarEvent.Effect;
import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.person.Persons;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.Trust;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Books, moves or cancels a meeting with the sender of an invitation that comes by email, by the rules of RFC 5546. */
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
        for (CalendarEvent event :
                IcalReader.read(invitation.calendar(), workspaces.get(workspace).timeZone())) {
            List<Meeting> all = meetings.of(workspace, invitation.person());
            List<Meeting> meant = meant(all, event);
            boolean outdatedSeries =
                    all.stream().anyMatch(meeting -> meeting.key().equals(event.uid()) && event.outdated(meeting));
            if (meant.isEmpty() && !outdatedSeries) {
                add(workspace, invitation.person(), event);
            }
            for (Meeting before : meant) {
                boolean outdated = event.outdated(before);
                SignalKind kind = outdated ? null : change(event, before);
                if (kind == null && !outdated) {
                    meetings.revise(workspace, before, event);
                } else if (kind != null) {
                    record(workspace, invitation.person(), kind, event, before.key(), before.kind());
                }
            }
        }
    }

    /** The meetings that an event is about; a series is kept as its first occurrence, and ends with all others. */
    private static List<Meeting> meant(List<Meeting> all, CalendarEvent event) {
        Instant occurrence = event.occurrence();
        return all.stream()
                .filter(meeting -> meeting.key().equals(event.key())
                        || (occurrence != null
                                && meeting.key().equals(event.uid())
                                && (event.following()
                                        ? !meeting.startsAt().isBefore(occurrence)
                                        : meeting.startsAt().equals(occurrence)))
                        || (meeting.key().startsWith(event.uid() + "/")
                                && event.effect() == Effect.CANCELS
                                && (occurrence == null
                                        || (event.following()
                                                && !meeting.startsAt().isBefore(occurrence)))))
                .toList();
    }

    /** An event of which nothing is known: an invitation books it, and a cancellation keeps an older one from doing so. */
    private void add(int workspace, long person, CalendarEvent event) {
        SignalKind kind = switch (event.effect()) {
            case INVITES -> MeetingSignals.BOOKED;
            case PROPOSES -> MeetingSignals.PROPOSED;
            case CANCELS -> MeetingSignals.CANCELLED;
            case INFORMS, DECLINES -> null;
        };
        if (kind != null) {
            record(workspace, person, kind, event.timed(clock.instant()), event.key(), "meeting");
        }
    }

    /** The kind of signal that it makes of a meeting; null where nothing changes. */
    private static @Nullable SignalKind change(CalendarEvent event, Meeting before) {
        boolean booked = before.state() == MeetingState.BOOKED;
        MeetingDetails details = event.details();
        return switch (event.effect()) {
            case INVITES, INFORMS -> {
                if (details == null || before.state() == MeetingState.HELD) {
                    yield null;
                }
                if (before.state() == MeetingState.CANCELLED) {
                    yield event.effect() == Effect.INVITES ? MeetingSignals.BOOKED : null;
                }
                boolean same = before.startsAt().equals(details.from())
                        && before.endsAt().equals(details.to());
                yield same ? null : MeetingSignals.MOVED;
            }
            case CANCELS, DECLINES -> booked ? MeetingSignals.CANCELLED : null;
            case PROPOSES -> MeetingSignals.PROPOSED;
        };
    }

    private void record(
            int workspace, long person, SignalKind kind, CalendarEvent event, String key, String meetingKind) {
        Map<String, Object> data = new HashMap<>();
        MeetingDetails details = event.details();
        if (details != null && event.effect() != Effect.DECLINES) {
            data.putAll(details.data(key));
        }
        data.put("meeting", key);
        data.put("sequence", event.sequence());
        if (event.stamp() != null) {
            data.put("stamp", event.stamp().toString());
        }
        signals.recordHere(
                workspace,
                List.of(new NewSignal(
                        persons.keys(workspace, person),
                        clock.instant(),
                        null,
                        kind.name(),
                        details == null ? meetingKind : details.kind(),
                        true,
                        sources.named(workspace, Sources.Kind.MAILBOX, "Calendar"),
                        Map.of(),
                        data,
                        Trust.INTERNAL)));
    }
}
