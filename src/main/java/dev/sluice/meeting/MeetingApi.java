package dev.sluice.meeting;

import dev.sluice.meeting.Meeting.MeetingState;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Meetings for programs such as booking tools. */
@RestController
@RequestMapping("/api/v1/meetings")
class MeetingApi {
    private static final int LIMIT = 500;
    private static final int DEFAULT_MINUTES = 30;

    /** A meeting to be booked, or what changes of one; times are RFC 3339 with an offset. */
    @JsonNaming(SnakeCaseStrategy.class)
    record MeetingRequest(
            @Nullable Long person,
            @Nullable String kind,
            @Nullable String startsAt,
            @Nullable Integer minutes,
            @Nullable String place,
            @Nullable String state) {}

    private final Meetings meetings;
    private final Persons persons;

    MeetingApi(Meetings meetings, Persons persons) {
        this.meetings = meetings;
        this.persons = persons;
    }

    /** The meetings that begin from {@code from} and before {@code to}, the earliest first, at most 500. */
    @RequiresScope("people:read")
    @GetMapping
    Map<String, List<Meeting>> between(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        Instant begin = instant("from", from);
        Instant end = instant("to", to);
        return Map.of("meetings", meetings.between(caller.workspace(), begin, end, LIMIT));
    }

    @RequiresScope("people:read")
    @GetMapping("/{meeting}")
    Meeting get(ApiCaller caller, @PathVariable long meeting) {
        return meetings.get(caller.workspace(), meeting);
    }

    @RequiresScope("people:write")
    @PostMapping
    ResponseEntity<Meeting> book(ApiCaller caller, @RequestBody MeetingRequest input) {
        if (input.person() == null) {
            throw new BadInput("person", "Say the number of the person with whom it is.");
        }
        Person person = persons.get(caller.workspace(), input.person());
        Meeting made = meetings.book(
                Teller.of(caller),
                person,
                MeetingDetails.of(
                        input.kind() == null ? "" : input.kind().toLowerCase(Locale.ROOT),
                        instant("starts_at", input.startsAt()),
                        input.minutes() == null ? DEFAULT_MINUTES : input.minutes(),
                        input.place() == null ? "" : input.place()));
        return ResponseEntity.created(URI.create("/api/v1/meetings/" + made.id()))
                .body(made);
    }

    /** Moves it ({@code starts_at}, {@code minutes}) or records how it went ({@code state}: held, missed, cancelled). */
    @RequiresScope("people:write")
    @PatchMapping("/{meeting}")
    Meeting change(ApiCaller caller, @PathVariable long meeting, @RequestBody MeetingRequest input) {
        Meeting booked = meetings.get(caller.workspace(), meeting);
        if ((input.startsAt() == null) == (input.state() == null)) {
            throw new BadInput("state", "Say either starts_at, to move it, or state, to say how it went.");
        }
        if (input.state() != null) {
            MeetingState state = MeetingState.read(input.state());
            return meetings.end(Teller.of(caller), booked, state);
        }
        Instant from = instant("starts_at", input.startsAt());
        Duration lasts = input.minutes() == null
                ? Duration.between(booked.startsAt(), booked.endsAt())
                : Duration.ofMinutes(input.minutes());
        return meetings.move(Teller.of(caller), booked, from, from.plus(lasts));
    }

    private static Instant instant(String field, @Nullable String text) {
        try {
            return OffsetDateTime.parse(text == null ? "" : text).toInstant();
        } catch (DateTimeException _) {
            throw new BadInput(field, "Write an instant like 2026-11-30T14:00:00+01:00.");
        }
    }
}
