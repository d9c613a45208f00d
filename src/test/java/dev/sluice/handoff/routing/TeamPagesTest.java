package dev.sluice.handoff.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.workhours.Availability;
import dev.sluice.workhours.WorkCalendar;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.TestDoors;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TeamPagesTest extends SluiceTest {
    @Autowired
    private Members members;

    @Autowired
    private Availability attendance;

    @Autowired
    private RoutingTeams teams;

    @Autowired
    private TestDoors doors;

    private int workspace;
    private Browser manager;
    private Member rep;

    @BeforeEach
    void begin() {
        workspace = workspace();
        manager = user(workspace, "manager");
        String email = doors.user(workspace, address(), PASSWORD, "member");
        rep = members.all(workspace).stream()
                .filter(member -> member.email().equals(email))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aManagerMakesATeamFillsItAndDeletesIt() {
        assertThat(manager.get("/settings/teams").body()).contains("No routing teams yet");
        done(manager.post("/settings/teams", Map.of("name", "Größe London", "manager", "")));
        String team = "/settings/teams/Gr%C3%B6%C3%9Fe%20London";
        assertThat(manager.get("/settings/teams").body()).contains("team/Größe London", team + "/removal");

        done(manager.post(team + "/members", Map.of("user", "" + rep.user())));
        done(manager.post(team + "/manager", Map.of("manager", "" + rep.user())));
        RoutingTeams.RoutingTeam line = teams.all(workspace).getFirst();
        assertThat(line.members()).containsExactly(rep);
        assertThat(line.manager()).isEqualTo(rep);

        done(manager.post(team + "/members/" + rep.user() + "/removal", Map.of()));
        assertThat(teams.all(workspace).getFirst().members()).isEmpty();
        done(manager.post(team + "/removal", Map.of()));
        assertThat(teams.all(workspace)).isEmpty();
    }

    @Test
    void aTeamDeletedAndMadeAgainBeginsWithNobody() {
        done(manager.post("/settings/teams", Map.of("name", "inbound")));
        done(manager.post("/settings/teams/inbound/members", Map.of("user", "" + rep.user())));
        done(manager.post("/settings/teams/inbound/removal", Map.of()));
        done(manager.post("/settings/teams", Map.of("name", "inbound")));
        assertThat(teams.all(workspace).getFirst().members()).isEmpty();
    }

    @Test
    void aNameThatRoutingCannotWriteOrThatIsTakenIsRefused() {
        for (String name : List.of("", "a/b", "-", "a;b", "x".repeat(61), "..")) {
            refused(manager.post("/settings/teams", Map.of("name", name)), "Name the team");
        }
        done(manager.post("/settings/teams", Map.of("name", "inbound")));
        refused(manager.post("/settings/teams", Map.of("name", " Inbound ")), "a team of that name already");
        assertThat(teams.all(workspace)).hasSize(1);
    }

    @Test
    void aStrangerIsNeitherMemberNorManagerNorCover() {
        int stranger = members.all(workspace()).getFirst().user();
        refused(manager.post("/settings/teams", Map.of("name", "a", "manager", "" + stranger)), "Choose a manager");
        done(manager.post("/settings/teams", Map.of("name", "inbound")));
        refused(manager.post("/settings/teams/inbound/members", Map.of("user", "" + stranger)), "Choose a user");
        refused(manager.post("/settings/teams/inbound/manager", Map.of("manager", "" + stranger)), "Choose a manager");
        refused(
                manager.post(absences(), Map.of("from", "2026-12-24", "cover", "" + stranger)),
                "Somebody else of this");
    }

    @Test
    void hoursAreSetForEachDayWithZoneCapacityAndShare() {
        Map<String, String> form = hours("08:30", "17:00");
        form.putAll(Map.of("from6", "00:00", "to6", "00:00", "zone", "Asia/Kolkata", "capacity", "25", "weight", "2"));
        done(manager.post(hours(), form));
        assertThat(manager.get("/settings/teams").body())
                .contains("Mon to Fri 08:30–17:00, Sat 00:00–24:00", "Asia/Kolkata", ">25<");
        Availability.UserAvailability entry = tenancy.read(workspace, () -> attendance.of(workspace, rep.user()));
        assertThat(entry.calendar().week().get(5)).containsExactly(new WorkCalendar.Hours(0, 1440));
        assertThat(entry.weight()).isEqualTo(2);
        assertThat(manager.get(hours()).body()).contains("value=\"08:30\"", "<option selected>Asia/Kolkata</option>");
    }

    @Test
    void hoursThatCannotBeAreRefusedByNameAndWhatWasTypedStays() {
        Map<String, String> form = hours("09:00", "17:00");
        form.putAll(Map.of("to2", "08:00", "from3", "", "zone", "Mars/Base", "capacity", "many", "weight", "0"));
        HttpResponse<String> answer = manager.post(hours(), form);
        refused(answer, "Tuesday: the end must be later");
        assertThat(answer.body())
                .contains("Wednesday: write both times", "Choose a time zone", "Leads at once:", "Share:")
                .contains("value=\"many\"", "value=\"08:00\"");
        refused(manager.post(hours(), Map.of("weight", "1")), "Give hours for at least one day");
    }

    @Test
    void anAbsenceIsShownAndTakenBack() {
        done(manager.post(absences(), Map.of("from", "2099-12-24", "to", "2099-12-31", "note", "<b>Skiing</b>")));
        assertThat(manager.get(hours()).body()).contains("24 Dec 2099", "&lt;b&gt;Skiing");
        assertThat(manager.get("/settings/teams").body()).contains("24 Dec 2099");
        long absence = tenancy.read(
                workspace,
                () -> attendance.of(workspace, rep.user()).absences().getFirst().id());
        done(manager.post("/settings/absences/" + absence + "/removal", Map.of()));
        assertThat(manager.get(hours()).body()).doesNotContain("24 Dec 2099");
    }

    @Test
    void anAbsenceThatCannotBeIsRefused() {
        refused(manager.post(absences(), Map.of("from", "soon")), "Write a day like");
        refused(manager.post(absences(), Map.of("from", "+20261-01-01")), "Write a day like");
        refused(manager.post(absences(), Map.of("from", "2026-12-24", "to", "2026-12-23")), "The last day");
        refused(manager.post(absences(), Map.of("from", "2026-12-24", "to", "2028-12-24")), "The last day");
        refused(
                manager.post(absences(), Map.of("from", "2026-12-24", "cover", "" + rep.user())),
                "Somebody else of this workspace");
        refused(manager.post(absences(), Map.of("from", "2026-12-24", "note", "x".repeat(101))), "Write the note");
    }

    @Test
    void aHolidayIsAddedOnceAndDeleted() {
        Map<String, String> holiday = Map.of("day", "2099-12-25", "holiday", "Christmas Day");
        done(manager.post("/settings/holidays", holiday));
        refused(manager.post("/settings/holidays", holiday), "a holiday already");
        refused(manager.post("/settings/holidays", Map.of("day", "2099-12-26", "holiday", " ")), "the holiday");
        assertThat(manager.get("/settings/teams").body()).contains("Christmas Day");
        done(manager.post("/settings/holidays/2099-12-25/removal", Map.of()));
        assertThat(manager.get("/settings/teams").body()).doesNotContain("Christmas Day");
        assertThat(manager.post("/settings/holidays/never/removal", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aMemberNeitherSeesNorChangesTeams() {
        Browser member = user(workspace, "member");
        assertThat(member.get("/settings/profile").body()).doesNotContain("/settings/teams");
        assertThat(member.get("/settings/teams").statusCode()).isEqualTo(403);
        assertThat(member.post("/settings/teams", Map.of("name", "inbound")).statusCode())
                .isEqualTo(403);
        assertThat(teams.all(workspace)).isEmpty();
    }

    @Test
    void everyChangeStandsInTheAuditLog() {
        done(manager.post("/settings/teams", Map.of("name", "inbound")));
        done(manager.post("/settings/teams/inbound/members", Map.of("user", "" + rep.user())));
        done(manager.post(hours(), hours("09:00", "12:00")));
        done(manager.post(absences(), Map.of("from", "2099-12-24", "note", "surgery")));
        done(manager.post("/settings/holidays", Map.of("day", "2099-12-25", "holiday", "Christmas Day")));
        String log = owner(workspace).get("/settings/audit").body();
        assertThat(log)
                .contains("team added", "team member added", "working hours changed", "absence added", "holiday added")
                .doesNotContain("surgery");
    }

    private String hours() {
        return "/settings/users/" + rep.user() + "/hours";
    }

    private String absences() {
        return "/settings/users/" + rep.user() + "/absences";
    }

    /** A form with the same hours from Monday to Friday. */
    private static Map<String, String> hours(String from, String to) {
        Map<String, String> form = new HashMap<>();
        for (int day = 1; day <= 5; day++) {
            form.put("from" + day, from);
            form.put("to" + day, to);
        }
        form.put("weight", "1");
        return form;
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private static void refused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(why);
    }
}
