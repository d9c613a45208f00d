package dev.sluice.handoff.routing;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Pages;
import dev.sluice.workhours.Availability;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** Renders the page of teams, hours and holidays. */
@Component
class TeamsView {
    /** A user's line: their hours, and the absence they are in or that comes next. */
    record UserLine(Member user, Availability.UserAvailability entry, Availability.@Nullable Absence away) {}

    private final Pages pages;
    private final RoutingTeams teams;
    private final Availability availability;
    private final Members members;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    TeamsView(
            Pages pages,
            RoutingTeams teams,
            Availability availability,
            Members members,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.pages = pages;
        this.teams = teams;
        this.availability = availability;
        this.members = members;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** @param error why a form was not accepted; "" for none */
    View of(Member member, int status, String error) {
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
                                availability.holidays(member.workspace(), today.withDayOfYear(1)),
                                "today",
                                today,
                                "fault",
                                error)));
    }

    private List<UserLine> lines(int workspace, List<Member> users, LocalDate today) {
        Map<Integer, Availability.UserAvailability> entries =
                availability.of(workspace, users.stream().map(Member::user).toList(), today);
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
