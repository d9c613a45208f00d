package dev.sluice.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Meetings for booking tools: booked, moved, ended, listed, and what is refused. */
class MeetingApiTest extends SluiceTest {
    private static final String MEETINGS = "/api/v1/meetings";

    private int workspace;
    private Api api;
    private Object person;

    @BeforeEach
    void someone() {
        workspace = workspace();
        api = api(workspace);
        person = Objects.requireNonNull(Json.object(api.post("/api/v1/people", "{\"email\": \"kim@example.com\"}")
                        .body())
                .get("id"));
    }

    /** An instant so many hours from now, as a caller writes it. */
    private String in(int hours) {
        return clock.instant()
                .plus(Duration.ofHours(hours))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private HttpResponse<String> book(String more) {
        return api.post(MEETINGS, "{\"person\": " + person + ", " + more + "}");
    }

    private String booked(int hours) {
        HttpResponse<String> answer = book("\"kind\": \"Discovery\", \"starts_at\": \"" + in(hours) + "\"");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private Map<String, Object> told(String address) {
        return Json.object(api.get(address).body());
    }

    private static void refused(HttpResponse<String> answer, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void aMeetingLastsHalfAnHourByDefault() {
        Map<String, Object> usual = told(booked(24));
        assertThat(usual)
                .containsEntry("kind", "discovery")
                .containsEntry("state", "booked")
                .containsEntry("moved", 0);
        assertThat(lasts(usual)).isEqualTo(Duration.ofMinutes(30));

        HttpResponse<String> longer = book(
                "\"kind\": \"demo\", \"starts_at\": \"2030-12-03T14:00:00+01:00\", \"minutes\": 90, \"place\": \" Room 5 \"");
        Map<String, Object> demo = Json.object(longer.body());
        assertThat(lasts(demo)).isEqualTo(Duration.ofMinutes(90));
        assertThat(demo).containsEntry("starts_at", "2030-12-03T13:00:00Z").containsEntry("place", "Room 5");
    }

    private static Duration lasts(Map<String, Object> meeting) {
        return Duration.between(
                Instant.parse(String.valueOf(meeting.get("starts_at"))),
                Instant.parse(String.valueOf(meeting.get("ends_at"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "starts_at": "2030-12-03T14:00:00Z"                                  | Say in 1 to 60 characters what kind of meeting it is
            "kind": "demo"                                                       | Write an instant like 2026-11-30T14:00:00+01:00.
            "kind": "demo", "starts_at": "tomorrow"                              | Write an instant like 2026-11-30T14:00:00+01:00.
            "kind": "demo", "starts_at": "2030-12-03T14:00:00"                   | Write an instant like 2026-11-30T14:00:00+01:00.
            "kind": "demo", "starts_at": "2030-12-03T14:00:00Z", "minutes": 0    | A meeting lasts a minute or more, and three days at most.
            "kind": "demo", "starts_at": "2030-12-03T14:00:00Z", "minutes": 4321 | A meeting lasts a minute or more, and three days at most.
            """)
    void whatCannotBeBookedIsRefused(String wish, String sentence) {
        refused(book(wish), sentence);
    }

    @Test
    void aMeetingIsWithSomeone() {
        refused(
                api.post(MEETINGS, "{\"kind\": \"demo\", \"starts_at\": \"" + in(5) + "\"}"),
                "Say the number of the person");
        assertThat(api.post(MEETINGS, "{\"person\": 99999999, \"kind\": \"demo\", \"starts_at\": \"" + in(5) + "\"}")
                        .statusCode())
                .isEqualTo(404);
        refused(book("\"kind\": \"" + "x".repeat(61) + "\", \"starts_at\": \"" + in(5) + "\""), "\"kind\"");
        refused(
                book("\"kind\": \"demo\", \"place\": \"" + "x".repeat(301) + "\", \"starts_at\": \"" + in(5) + "\""),
                "\"place\"");
    }

    @Test
    void aMovedMeetingKeepsItsLengthAndCountsItsMoves() {
        String address = booked(24);
        String later = in(48);
        api.patch(address, "{\"starts_at\": \"" + later + "\"}");

        assertThat(told(address)).containsEntry("starts_at", later).containsEntry("moved", 1);
        assertThat(lasts(told(address))).isEqualTo(Duration.ofMinutes(30));
        api.patch(address, "{\"starts_at\": \"" + later + "\", \"minutes\": 45}");
        assertThat(lasts(told(address))).isEqualTo(Duration.ofMinutes(45));
    }

    @Test
    void aChangeIsEitherAMoveOrAnEnd() {
        String address = booked(24);

        refused(api.patch(address, "{}"), "Say either starts_at, to move it, or state, to say how it went.");
        refused(api.patch(address, "{\"starts_at\": \"" + in(9) + "\", \"state\": \"held\"}"), "Say either starts_at");
        refused(api.patch(address, "{\"state\": \"forgotten\"}"), "\"state\"");
        refused(api.patch(address, "{\"state\": \"booked\"}"), "Say held, missed or cancelled");
    }

    @Test
    void whatIsYetToComeCanOnlyBeCalledOff() {
        String address = booked(24);

        refused(api.patch(address, "{\"state\": \"held\"}"), "This meeting has not begun");
        refused(api.patch(address, "{\"state\": \"missed\"}"), "This meeting has not begun");
        assertThat(api.patch(address, "{\"state\": \"cancelled\"}").statusCode())
                .isEqualTo(200);
        assertThat(told(address)).containsEntry("state", "cancelled");
    }

    @Test
    void whatWasHeldIsOverAndWhatWasMissedMayComeAboutAfterAll() {
        String held = booked(-5);
        api.patch(held, "{\"state\": \"held\"}");
        assertThat(told(held)).containsEntry("state", "held");
        refused(
                api.patch(held, "{\"starts_at\": \"" + in(5) + "\"}"),
                "This meeting was held; book another one instead.");

        String missed = booked(-7);
        api.patch(missed, "{\"state\": \"missed\"}");
        assertThat(told(missed)).containsEntry("state", "missed");
        api.patch(missed, "{\"starts_at\": \"" + in(5) + "\"}");
        assertThat(told(missed)).containsEntry("state", "booked");
    }

    @Test
    void meetingsAreListedByTheirBeginningTheEarliestFirst() {
        String later = booked(30);
        String sooner = booked(20);
        booked(60);
        HttpResponse<String> answer = api.get(MEETINGS + "?from=" + in(10) + "&to=" + in(50));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<?> found =
                (List<?>) Objects.requireNonNull(Json.object(answer.body()).get("meetings"));
        assertThat(found)
                .extracting(one -> MEETINGS + "/" + ((Map<?, ?>) one).get("id"))
                .containsExactly(sooner, later);
        refused(api.get(MEETINGS + "?from=" + in(10)), "\"to\"");
    }

    @Test
    void anotherWorkspacesMeetingIsNotThereAndAScopeIsNeeded() {
        String address = booked(24);

        assertThat(api(workspace()).get(address).statusCode()).isEqualTo(404);
        assertThat(api(workspace()).patch(address, "{\"state\": \"cancelled\"}").statusCode())
                .isEqualTo(404);
        assertThat(api(workspace, "people:read")
                        .patch(address, "{\"state\": \"cancelled\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api(workspace, "deals:read").get(address).statusCode()).isEqualTo(403);
        assertThat(told(address)).containsEntry("state", "booked");
    }
}
