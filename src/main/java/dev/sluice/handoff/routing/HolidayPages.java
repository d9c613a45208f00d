package dev.sluice.handoff.routing;

import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workhours.Availability;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the workspace's holidays. */
@Controller
@RequiresRole(Role.MANAGER)
class HolidayPages {
    private final TeamsView view;
    private final Availability availability;

    HolidayPages(TeamsView view, Availability availability) {
        this.view = view;
        this.availability = availability;
    }

    @PostMapping("/settings/holidays")
    View add(
            Member member,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String holiday,
            HttpServletRequest request) {
        FormView.onError(request, errors -> view.of(member, 422, errors.first()));
        LocalDate date = TeamSettings.day("day", day);
        String name = TeamSettings.text("holiday", holiday, 1, "the holiday's name");
        availability.close(member, new Availability.Holiday(date, name));
        return Redirect.to(TeamSettings.PAGE);
    }

    @PostMapping("/settings/holidays/{day}/removal")
    View remove(Member member, @PathVariable String day) {
        LocalDate date;
        try {
            date = LocalDate.parse(day);
        } catch (DateTimeParseException _) {
            throw new NotFound("holiday");
        }
        availability.reopen(member, date);
        return Redirect.to(TeamSettings.PAGE);
    }
}
