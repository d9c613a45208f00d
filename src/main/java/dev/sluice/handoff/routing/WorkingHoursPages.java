package dev.sluice.handoff.routing;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Forbidden;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workhours.Availability;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: one user's week, capacity and absences. */
@Controller
class WorkingHoursPages {
    private static final int MAX_DAYS = 366;

    private final WorkingHoursView view;
    private final Availability availability;
    private final Members members;

    WorkingHoursPages(WorkingHoursView view, Availability availability, Members members) {
        this.view = view;
        this.availability = availability;
        this.members = members;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/settings/users/{user}/hours")
    View show(Member member, @PathVariable int user) {
        return view.of(member, ownOrManaged(member, user));
    }

    @RequiresRole(Role.MANAGER)
    @PostMapping("/settings/users/{user}/hours")
    View set(
            Member member,
            @PathVariable("user") int id,
            @RequestParam Map<String, String> fields,
            HttpServletRequest request) {
        Member user = user(member, id);
        WorkingHoursForm form = WorkingHoursForm.sent(fields);
        FormView.onError(request, errors -> view.withErrors(member, user, form, errors));
        availability.set(member, user, form.read());
        return Redirect.to(TeamSettings.PAGE);
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/settings/users/{user}/absences")
    View addAbsence(
            Member member,
            @PathVariable("user") int id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable Integer cover,
            @RequestParam(defaultValue = "") String note,
            HttpServletRequest request) {
        Member user = ownOrManaged(member, id);
        FormView.onError(request, errors -> view.withErrors(member, user, null, errors));
        LocalDate first = TeamSettings.day("from", from);
        LocalDate last = to.isBlank() ? first : TeamSettings.day("to", to);
        if (last.isBefore(first) || last.isAfter(first.plusDays(MAX_DAYS))) {
            throw new BadInput("to", "The last day comes after the first, and within a year of it.");
        }
        if (cover != null
                && (cover == id || members.find(member.workspace(), cover).isEmpty())) {
            throw new BadInput("cover", "Somebody else of this workspace covers, or nobody.");
        }
        String text = TeamSettings.text("note", note, 0, "the note");
        availability.away(member, user, first, last, cover, text);
        return Redirect.to(address(id));
    }

    @RequiresRole(Role.MEMBER)
    @PostMapping("/settings/absences/{absence}/removal")
    View removeAbsence(Member member, @PathVariable long absence) {
        ownOrManaged(member, availability.userOf(member.workspace(), absence));
        return Redirect.to(address(availability.removeAbsence(member, absence)));
    }

    private static String address(int user) {
        return "/settings/users/" + user + "/hours";
    }

    private Member user(Member by, int user) {
        return members.find(by.workspace(), user).orElseThrow(() -> new NotFound("user"));
    }

    /** Members change their own absences, managers those of everyone. */
    private Member ownOrManaged(Member by, int id) {
        Member user = user(by, id);
        if (id != by.user() && !by.role().covers(Role.MANAGER)) {
            throw new Forbidden("Ask a manager to change the absences of a colleague.");
        }
        return user;
    }
}
