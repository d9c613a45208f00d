package dev.sluice.handoff.routing;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Forbidden;
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
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: one user's week, how much they take, and when they are away. */
@Controller
class WorkingHoursPages {
    private static final int LONGEST = 366;
    private static final int SHOWN_BACK = 90;

    private final Pages pages;
    private final Availability attendance;
    private final Workloads workloads;
    private final Members members;
    private final Workspaces workspaces;
    private final Tenancy tenancy;
    private final InstantSource clock;

    WorkingHoursPages(
            Pages pages,
            Availability attendance,
            Workloads workloads,
            Members members,
            Workspaces workspaces,
            Tenancy tenancy,
            InstantSource clock) {
        this.pages = pages;
        this.attendance = attendance;
        this.workloads = workloads;
        this.members = members;
        this.workspaces = workspaces;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/settings/users/{user}/hours")
    View show(Member member, @PathVariable int user) {
        return page(200, member, ownOrManaged(member, user), null, List.of());
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/settings/users/{user}/hours")
    View set(Member member, @PathVariable int user, @RequestParam Map<String, String> fields) {
        Member whose = user(member, user);
        WorkingHoursForm form = WorkingHoursForm.sent(fields);
        try {
            attendance.set(member, whose, form.read());
            return Redirect.to(TeamPages.PAGE);
        } catch (BadInput bad) {
            return page(422, member, whose, form, bad.faults());
        }
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/settings/users/{user}/absences")
    View away(
            Member member,
            @PathVariable int user,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable Integer cover,
            @RequestParam(defaultValue = "") String note) {
        Member whose = ownOrManaged(member, user);
        try {
            LocalDate first = TeamPages.day("from", from);
            LocalDate last = to.isBlank() ? first : TeamPages.day("to", to);
            if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST))) {
                throw new BadInput("to", "The last day comes after the first, and within a year of it.");
            }
            if (cover != null
                    && (cover == user || members.find(member.workspace(), cover).isEmpty())) {
                throw new BadInput("cover", "Somebody else of this workspace covers, or nobody.");
            }
            attendance.away(member, whose, first, last, cover, TeamPages.text("note", note, 0, "the note"));
            return Redirect.to(address(user));
        } catch (BadInput bad) {
            return page(422, member, whose, null, bad.faults());
        }
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/settings/absences/{absence}/removal")
    View back(Member member, @PathVariable long absence) {
        ownOrManaged(member, attendance.whose(member.workspace(), absence));
        return Redirect.to(address(attendance.back(member, absence)));
    }

    private static String address(int user) {
        return "/settings/users/" + user + "/hours";
    }

    private Member user(Member by, int user) {
        return members.find(by.workspace(), user).orElseThrow(() -> new NotFound("user"));
    }

    /** Members see to their own absences, managers to everybody's. */
    private Member ownOrManaged(Member by, int user) {
        Member whose = user(by, user);
        if (user != by.user() && !by.role().covers(Role.MANAGER)) {
            throw new Forbidden("Ask a manager to change the absences of a colleague.");
        }
        return whose;
    }

    private View page(
            int status,
            Member member,
            Member user,
            @Nullable WorkingHoursForm typed,
            List<BadInput.FieldError> faults) {
        int workspace = member.workspace();
        ZoneId home = workspaces.get(workspace).timeZone();
        LocalDate since = LocalDate.ofInstant(clock.instant(), home).minusDays(SHOWN_BACK);
        List<Member> users = members.all(workspace);
        return tenancy.read(
                workspace,
                () -> pages.page(
                        status,
                        "handoff/routing/hours",
                        Map.of(
                                "member",
                                member,
                                "user",
                                user,
                                "form",
                                typed == null ? WorkingHoursForm.of(attendance.terms(workspace, user.user())) : typed,
                                "home",
                                home,
                                "absences",
                                attendance.absences(workspace, List.of(user.user()), since),
                                "others",
                                users.stream()
                                        .filter(other -> other.user() != user.user())
                                        .toList(),
                                "names",
                                users.stream().collect(Collectors.toMap(Member::user, Member::name)),
                                "held",
                                workloads.count(workspace, user.user()),
                                "faults",
                                faults)));
    }
}
