package dev.sluice.handoff.routing;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workhours.Availability;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriUtils;

/** Settings: routing teams, everybody's hours at a glance, and the workspace's holidays. */
@Controller
class TeamPages {
    static final String PAGE = "/settings/teams";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.UK);
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    /** A user's line: their hours, and the absence they are in or that comes next. */
    record UserLine(Member user, Availability.UserAvailability entry, Availability.@Nullable Absence away) {}

    private final Pages pages;
    private final RoutingTeams teams;
    private final Availability attendance;
    private final Members members;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    TeamPages(
            Pages pages,
            RoutingTeams teams,
            Availability attendance,
            Members members,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.pages = pages;
        this.teams = teams;
        this.attendance = attendance;
        this.members = members;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @RequiresRole(Role.MANAGER)
    @GetMapping(PAGE)
    View show(Member member) {
        return page(200, member, "");
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE)
    View add(
            Member member,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Integer manager) {
        return after(member, () -> teams.add(member, name, manager));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE + "/{team}/removal")
    View remove(Member member, @PathVariable String team) {
        return after(member, () -> teams.remove(member, team));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE + "/{team}/manager")
    View manage(Member member, @PathVariable String team, @RequestParam(required = false) @Nullable Integer manager) {
        return after(member, () -> teams.manage(member, team, manager));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE + "/{team}/members")
    View addMember(Member member, @PathVariable String team, @RequestParam(defaultValue = "0") int user) {
        return after(member, () -> teams.addMember(member, team, user));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping(PAGE + "/{team}/members/{user}/removal")
    View removeMember(Member member, @PathVariable String team, @PathVariable int user) {
        return after(member, () -> teams.removeMember(member, team, user));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/settings/holidays")
    View close(
            Member member,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String holiday) {
        return after(
                member,
                () -> attendance.close(
                        member,
                        new Availability.Holiday(day("day", day), text("holiday", holiday, 1, "the holiday's name"))));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/settings/holidays/{day}/removal")
    View reopen(Member member, @PathVariable String day) {
        LocalDate date;
        try {
            date = LocalDate.parse(day);
        } catch (DateTimeParseException noDay) {
            throw new NotFound("holiday");
        }
        return after(member, () -> attendance.reopen(member, date));
    }

    /** A day as forms send it; the year is bounded, for a slip of the keyboard gives the year 20261. */
    static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException noDay) {
            // refused like a day out of range
        }
        throw new BadInput(field, "Write a day like 2026-12-24.");
    }

    static String text(String field, String text, int least, String what) {
        String plain = text.strip();
        if (plain.length() < least || plain.length() > 100 || plain.codePoints().anyMatch(Character::isISOControl)) {
            throw new BadInput(field, "Write " + what + " in at most 100 ordinary characters.");
        }
        return plain;
    }

    /** A day as the pages show it. */
    static String shown(LocalDate day) {
        return DAY.format(day);
    }

    /** The address below which a team is changed. */
    static String address(String team) {
        return PAGE + "/" + UriUtils.encodePathSegment(team, StandardCharsets.UTF_8);
    }

    private View after(Member member, Runnable change) {
        try {
            change.run();
            return Redirect.to(PAGE);
        } catch (BadInput bad) {
            return page(422, member, bad.faults().getFirst().sentence());
        }
    }

    private View page(int status, Member member, String fault) {
        LocalDate today = LocalDate.ofInstant(
                clock.instant(), workspaces.get(member.workspace()).timeZone());
        List<Member> users = members.all(member.workspace());
        return tenancy.read(
                member.workspace(),
                () -> pages.page(
                        status,
                        "handoff/routing/teams",
                        Map.of(
                                "member",
                                member,
                                "teams",
                                teams.all(member.workspace()),
                                "lines",
                                lines(member.workspace(), users, today),
                                "holidays",
                                attendance.holidays(member.workspace(), today.withDayOfYear(1)),
                                "today",
                                today,
                                "fault",
                                fault)));
    }

    private List<UserLine> lines(int workspace, List<Member> users, LocalDate today) {
        Map<Integer, Availability.UserAvailability> entries =
                attendance.of(workspace, users.stream().map(Member::user).toList(), today);
        List<UserLine> lines = new ArrayList<>();
        for (Member user : users) {
            Availability.UserAvailability entry = Objects.requireNonNull(entries.get(user.user()));
            lines.add(new UserLine(
                    user,
                    entry,
                    entry.absences().isEmpty() ? null : entry.absences().getFirst()));
        }
        return lines;
    }
}
