package dev.sluice.meeting;

import dev.sluice.signal.kind.DeclaredSignals;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.SignalKind.Icon;
import dev.sluice.signal.kind.SignalKind.TimelineGroup;
import dev.sluice.signal.kind.Trust;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of a meeting. */
@Configuration(proxyBeanMethods = false)
public class MeetingSignals {
    public static final SignalKind BOOKED = SignalKind.named("meeting_booked")
            .about("type of meeting")
            .data("meeting")
            .timed("at", "instant")
            .says("Booked a meeting: {}")
            .help("A meeting was booked.")
            .shown(Icon.MEETING, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind MOVED = SignalKind.named("meeting_moved")
            .about("type of meeting")
            .data("meeting")
            .timed("at", "instant")
            .says("Another time for the meeting: {}")
            .help("A meeting was given another time.")
            .shown(Icon.MEETING, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .declare();

    public static final SignalKind CANCELLED = SignalKind.named("meeting_cancelled")
            .about("type of meeting")
            .data("meeting")
            .says("The meeting was called off: {}")
            .help("A meeting was called off.")
            .shown(Icon.MEETING, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.ASKS)
            .declare();

    public static final SignalKind PROPOSED = SignalKind.named("meeting_proposed")
            .about("type of meeting")
            .data("meeting")
            .timed("at", "instant")
            .says("Proposed a time for a meeting: {}")
            .help("The person proposed a time for a meeting, which no one has confirmed.")
            .shown(Icon.MEETING, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.ASKS)
            .declare();

    public static final SignalKind HELD = SignalKind.named("meeting_held")
            .about("type of meeting")
            .data("meeting")
            .says("Met: {}")
            .help("A meeting took place.")
            .shown(Icon.MEETING, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .means(Meaning.RESPONSE)
            .declare();

    public static final SignalKind MISSED = SignalKind.named("meeting_missed")
            .about("type of meeting")
            .data("meeting")
            .says("Did not come to the meeting: {}")
            .help("The person did not come to a meeting.")
            .shown(Icon.MEETING, TimelineGroup.CONTACT)
            .trust(Trust.SERVER)
            .declare();

    @Bean
    static DeclaredSignals declaredMeetingSignals() {
        return DeclaredSignals.of(BOOKED, MOVED, CANCELLED, PROPOSED, HELD, MISSED);
    }
}
