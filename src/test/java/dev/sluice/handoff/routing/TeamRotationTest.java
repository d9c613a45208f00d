package dev.sluice.handoff.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.workhours.Availability;
import dev.sluice.workhours.WorkCalendar;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.TestDoors;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TeamRotationTest extends SluiceTest {
    /** A Monday, noon in London. */
    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");

    @Autowired
    private TeamRotation rota;

    @Autowired
    private RoutingTeams teams;

    @Autowired
    private Availability attendance;

    @Autowired
    private Members members;

    @Autowired
    private TestDoors doors;

    private int workspace;
    private Member owner;

    @BeforeEach
    void begin() {
        workspace = workspace();
        owner = members.all(workspace).getFirst();
    }

    @Test
    void aTeamIsItsMembersInTheOrderOfTheirIds() {
        Member second = seller();
        Member first = seller();
        seller();
        team("inbound", first, second);
        assertThat(users("inbound")).containsExactly(second.user(), first.user());
    }

    @Test
    void aTeamThatIsNotThereOrEmptyIsEverybodyInSales() {
        Member one = seller();
        Member other = seller();
        team("empty");
        assertThat(users("nowhere")).containsExactly(one.user(), other.user());
        assertThat(users("empty")).containsExactly(one.user(), other.user());
    }

    @Test
    void withoutSalesItIsEverybody() {
        assertThat(users("inbound")).containsExactly(owner.user());
    }

    @Test
    void whoHasLeftTheWorkspaceIsInNoTeam() {
        Member stays = seller();
        Member leaves = seller();
        team("inbound", stays, leaves);
        jdbc.sql("DELETE FROM membership WHERE workspace_id = ? AND user_id = ?")
                .params(workspace, leaves.user())
                .update();
        assertThat(users("inbound")).containsExactly(stays.user());
    }

    @Test
    void aTurnIsKeptForTheTeamInWhichItWasTaken() {
        Member rep = seller();
        team("inbound", rep);
        team("enterprise", rep);
        took("inbound", rep, 3.5);
        assertThat(reps("inbound").getFirst().turn()).isEqualTo(3.5);
        assertThat(reps("enterprise").getFirst().turn()).isZero();
        assertThat(reps("nowhere").getFirst().turn()).isZero();
    }

    @Test
    void aTurnTakenForATeamThatIsNotThereIsKeptForEverybodyInSalesAndMakesNoTeam() {
        Member one = seller();
        Member other = seller();
        assertThat(users("nowhere")).hasSize(2);
        took("nowhere", one, 2);
        assertThat(reps("elsewhere").stream().map(Rep::turn)).containsExactly(2.0, 0.0);
        team("nowhere", other);
        assertThat(users("nowhere")).containsExactly(other.user());
    }

    @Test
    void whoCoversFromOutsideTheTeamTakesNoTurnInIt() {
        Member rep = seller();
        Member outsider = seller();
        team("inbound", rep);
        assertThat(users("nowhere")).hasSize(2);
        took("inbound", outsider, 7);
        assertThat(reps("inbound").getFirst().turn()).isZero();
        assertThat(reps("nowhere").stream().map(Rep::turn)).containsOnly(0.0);
    }

    @Test
    void aNewMemberStandsLevelWithWhoeverIsNext() {
        Member one = seller();
        Member other = seller();
        team("inbound", one, other);
        took("inbound", one, 41);
        took("inbound", other, 40);
        Member late = seller();
        teams.addMember(owner, "inbound", late.user());
        assertThat(reps("inbound").getLast().turn()).isEqualTo(40);
    }

    @Test
    void aUserWithoutTermsWorksTheOrdinaryWeekInTheWorkspacesTimeZoneWithoutALimit() {
        home("Asia/Kolkata");
        seller();
        Rep rep = reps("inbound").getFirst();
        assertThat(rep.calendar().week()).isEqualTo(WorkCalendar.ORDINARY);
        assertThat(rep.calendar().zone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(rep.capacity()).isNull();
        assertThat(rep.weight()).isEqualTo(1);
        assertThat(rep.absent()).isFalse();
    }

    @Test
    void termsHolidaysAndAbsencesMakeTheCalendar() {
        Member rep = seller();
        List<List<WorkCalendar.Hours>> week = IntStream.range(0, 7)
                .mapToObj(day -> day == 0
                        ? List.of(new WorkCalendar.Hours(480, 720), new WorkCalendar.Hours(780, 960))
                        : List.<WorkCalendar.Hours>of())
                .toList();
        attendance.set(owner, rep, new Availability.Terms(ZoneId.of("Australia/Lord_Howe"), week, 25, 3));
        attendance.close(owner, new Availability.Holiday(LocalDate.parse("2026-11-23"), "Founders' Day"));
        away(rep, "2026-11-30", "2026-12-06", null);
        Rep found = reps("inbound").getFirst();
        assertThat(found.calendar()).isEqualTo(tenancy.read(workspace, () -> rota.calendar(workspace, rep.user())));
        assertThat(found.calendar().zone()).isEqualTo(ZoneId.of("Australia/Lord_Howe"));
        assertThat(found.capacity()).isEqualTo(25);
        assertThat(found.weight()).isEqualTo(3);
        Instant due = found.calendar().after(Instant.parse("2026-11-22T00:00:00Z"), Duration.ofHours(1));
        assertThat(due).as("the first Monday free of both").isEqualTo("2026-12-06T22:00:00Z");
    }

    @Test
    void absentIsWhoIsAwayOnTheDateWhereTheyAre() {
        Member rep = seller();
        Member cover = seller();
        attendance.set(owner, rep, new Availability.Terms(ZoneId.of("Pacific/Auckland"), null, null, 1));
        away(rep, "2026-11-24", "2026-11-24", cover.user());
        assertThat(at("2026-11-23T10:59:00Z").absent()).isFalse();
        assertThat(at("2026-11-23T11:00:00Z").absent()).isTrue();
        assertThat(at("2026-11-23T11:00:00Z").cover()).isEqualTo(cover.user());
        assertThat(at("2026-11-24T11:00:00Z").absent()).isFalse();
        assertThat(at("2026-11-24T11:00:00Z").cover()).isNull();
    }

    @Test
    void nobodyIsCoveredByAUserWhoHasLeft() {
        Member rep = seller();
        Member cover = seller();
        away(rep, "2026-11-23", "2026-11-23", cover.user());
        jdbc.sql("DELETE FROM membership WHERE workspace_id = ? AND user_id = ?")
                .params(workspace, cover.user())
                .update();
        assertThat(reps("inbound").getFirst().absent()).isTrue();
        assertThat(reps("inbound").getFirst().cover()).isNull();
    }

    @Test
    void theManagerIsWhoeverIsStillThereToManage() {
        Member manager = seller();
        teams.add(owner, "inbound", manager.user());
        assertThat(teams.manager(workspace, "inbound")).contains(manager);
        assertThat(teams.manager(workspace, "nowhere")).isEmpty();
        jdbc.sql("DELETE FROM membership WHERE workspace_id = ? AND user_id = ?")
                .params(workspace, manager.user())
                .update();
        assertThat(teams.manager(workspace, "inbound")).isEmpty();
        teams.manage(owner, "inbound", null);
        assertThat(teams.manager(workspace, "inbound")).isEmpty();
    }

    @Test
    void leadsAtTheSameTimeAreGivenOutOneAfterTheOther() throws Exception {
        for (String team : List.of("inbound", "nowhere")) {
            List<Member> three = team.equals("inbound") ? List.of(seller(), seller(), seller()) : List.of();
            if (!three.isEmpty()) {
                team(team, three.toArray(Member[]::new));
            }
            assertThat(given(team, 60).values()).as(team).hasSize(3).containsOnly(20L);
        }
    }

    /** Gives out that many leads from eight threads by round robin, and counts what each user got. */
    private Map<Integer, Long> given(String team, int leads) throws Exception {
        Callable<Integer> one = () -> tenancy.in(workspace, () -> {
            Rep next = rota.members(workspace, team, MONDAY).stream()
                    .min(Comparator.comparingDouble(Rep::turn).thenComparingInt(Rep::user))
                    .orElseThrow();
            rota.took(workspace, team, next.user(), next.turn() + 1.0 / next.weight());
            return next.user();
        });
        List<Integer> users = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> done : threads.invokeAll(
                    IntStream.range(0, leads).mapToObj(number -> one).toList())) {
                users.add(done.get());
            }
        }
        return users.stream().collect(Collectors.groupingBy(user -> user, Collectors.counting()));
    }

    private Member seller() {
        String email = doors.user(workspace, address(), PASSWORD, "member");
        return members.all(workspace).stream()
                .filter(member -> member.email().equals(email))
                .findFirst()
                .orElseThrow();
    }

    private void team(String name, Member... users) {
        teams.add(owner, name, null);
        for (Member user : users) {
            teams.addMember(owner, name, user.user());
        }
    }

    private void away(Member user, String from, String to, Integer cover) {
        attendance.away(owner, user, LocalDate.parse(from), LocalDate.parse(to), cover, "");
    }

    private void took(String team, Member user, double turn) {
        tenancy.in(workspace, () -> rota.took(workspace, team, user.user(), turn));
    }

    private void home(String zone) {
        jdbc.sql("UPDATE workspace SET time_zone = ? WHERE id = ?")
                .params(zone, workspace)
                .update();
    }

    private Rep at(String instant) {
        return tenancy.in(workspace, () -> rota.members(workspace, "inbound", Instant.parse(instant)))
                .getFirst();
    }

    private List<Rep> reps(String team) {
        return tenancy.in(workspace, () -> rota.members(workspace, team, MONDAY));
    }

    private List<Integer> users(String team) {
        return reps(team).stream().map(Rep::user).toList();
    }
}
