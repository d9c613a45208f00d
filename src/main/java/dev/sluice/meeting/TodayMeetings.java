package dev.sluice.meeting;

import dev.sluice.handoff.MeetingBooking;
import dev.sluice.person.Person;
import dev.sluice.workspace.Member;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Books the meetings that users plan on Today as those on a person's page. */
@Component
class TodayMeetings implements MeetingBooking {
    private static final int MINUTES = 30;

    private final Meetings meetings;

    TodayMeetings(Meetings meetings) {
        this.meetings = meetings;
    }

    @Override
    public void book(Member by, Person person, String title, Instant at) {
        meetings.book(by, person, MeetingDetails.of(IcalReader.kind(title), at, MINUTES, ""), title);
    }
}
