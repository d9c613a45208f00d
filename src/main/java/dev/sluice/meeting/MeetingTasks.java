package dev.sluice.meeting;

import dev.sluice.handoff.Handoffs;
import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.platform.TimeFormat;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * Asks the lead owner how a meeting went once it is over, until someone answers: only a meeting that was held opens
 * what a held meeting opens.
 */
@Component
class MeetingTasks {
    /** A meeting that ended longer ago arrived late: no one is asked about it. */
    private static final Duration MAX_AGE = Duration.ofDays(30);

    private final MeetingRows rows;
    private final Handoffs handoffs;
    private final Workspaces workspaces;
    private final InstantSource clock;

    MeetingTasks(MeetingRows rows, Handoffs handoffs, Workspaces workspaces, InstantSource clock) {
        this.rows = rows;
        this.handoffs = handoffs;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** Brings the tasks of these people's meetings up to date, in the caller's transaction. */
    void update(int workspace, Collection<Long> people) {
        Instant now = clock.instant();
        TimeFormat when = new TimeFormat(now, workspaces.get(workspace).timeZone());
        for (Meeting meeting : rows.findByPeople(workspace, people)) {
            boolean open =
                    meeting.state() == MeetingState.BOOKED && meeting.endsAt().isAfter(now.minus(MAX_AGE));
            Long task = meeting.task();
            if (task != null) {
                handoffs.taskDone(workspace, task, meeting.state().code());
            }
            if (open || task != null) {
                String title = "Say how the meeting went: " + meeting.kind() + ", " + when.date(meeting.startsAt())
                        + ", " + when.time(meeting.startsAt());
                rows.task(
                        workspace,
                        meeting.id(),
                        open ? handoffs.task(workspace, meeting.person(), "meeting", title, meeting.endsAt()) : null);
            }
        }
    }
}
