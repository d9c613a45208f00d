package dev.sluice.handoff;

import dev.sluice.person.Person;
import dev.sluice.workspace.Member;
import java.time.Instant;

/** Books meetings from Today; implemented by the module that has them, so that there is one way to book one. */
public interface MeetingBooking {
    /** Books a meeting, which invites the person and becomes the next step. */
    void book(Member by, Person person, String title, Instant at);
}
