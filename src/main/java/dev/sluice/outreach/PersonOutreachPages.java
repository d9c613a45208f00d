package dev.sluice.outreach;

import dev.sluice.outreach.enrolment.ManualEnrolments;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.FormView;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The sequences on a person's page: what comes next, and how to start, stop, pause or skip it. */
@Controller
@RequiresRole(Role.MEMBER)
class PersonOutreachPages {
    private final PersonOutreachPanel panel;
    private final Persons persons;
    private final ManualEnrolments enrolments;

    PersonOutreachPages(PersonOutreachPanel panel, Persons persons, ManualEnrolments enrolments) {
        this.panel = panel;
        this.persons = persons;
        this.enrolments = enrolments;
    }

    /** Changes an enrolment of a workspace. */
    @FunctionalInterface
    private interface EnrolmentChange {
        void apply(int workspace, long enrolment);
    }

    @GetMapping("/people/{id}/outreach")
    View show(Member member, @PathVariable long id) {
        return panel.view(200, member, persons.get(member.workspace(), id), "");
    }

    @PostMapping("/people/{id}/enrolments")
    View enrol(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String sequence,
            HttpServletRequest request) {
        Person person = person(member, id, request);
        enrolments.start(member.workspace(), sequence, List.of(person.id()), member.user());
        return panel.view(200, member, person, "");
    }

    @PostMapping("/enrolments/{id}/end")
    View end(Member member, @PathVariable long id, HttpServletRequest request) {
        return change(member, id, request, enrolments::stop);
    }

    @PostMapping("/enrolments/{id}/pause")
    View pause(Member member, @PathVariable long id, HttpServletRequest request) {
        return change(member, id, request, enrolments::pause);
    }

    @PostMapping("/enrolments/{id}/resumption")
    View resume(Member member, @PathVariable long id, HttpServletRequest request) {
        return change(member, id, request, enrolments::resume);
    }

    @PostMapping("/enrolments/{id}/skipped-step")
    View skip(Member member, @PathVariable long id, HttpServletRequest request) {
        return change(member, id, request, enrolments::skip);
    }

    private View change(Member member, long enrolment, HttpServletRequest request, EnrolmentChange change) {
        Person person =
                person(member, enrolments.get(member.workspace(), enrolment).person(), request);
        change.apply(member.workspace(), enrolment);
        return panel.view(200, member, person, "");
    }

    /** The person, whose panel shows what is wrong with the input from here on. */
    private Person person(Member member, long id, HttpServletRequest request) {
        Person person = persons.get(member.workspace(), id);
        FormView.onError(request, errors -> panel.view(422, member, person, errors.first()));
        return person;
    }
}
