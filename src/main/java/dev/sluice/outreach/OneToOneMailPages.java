package dev.sluice.outreach;

import dev.sluice.outreach.OneToOneMail.WrittenMail;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.template.Templates;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The page on which a user writes an email to a person. */
@Controller
@RequiresRole(Role.MEMBER)
class OneToOneMailPages {
    private final Pages pages;
    private final OneToOneMail mail;
    private final Persons persons;
    private final Templates templates;

    OneToOneMailPages(Pages pages, OneToOneMail mail, Persons persons, Templates templates) {
        this.pages = pages;
        this.mail = mail;
        this.persons = persons;
        this.templates = templates;
    }

    /** An empty email, or one that a template fills. */
    @GetMapping("/people/{id}/mail")
    View write(Member member, @PathVariable long id, @RequestParam(defaultValue = "") String template) {
        Person person = persons.get(member.workspace(), id);
        WrittenMail draft = template.isBlank()
                ? mail.reply(member.workspace(), person)
                : mail.from(member, person, templates.get(member.workspace(), template));
        return form(200, member, person, draft, "");
    }

    @PostMapping("/people/{id}/mail")
    View send(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String body,
            HttpServletRequest request) {
        Person person = persons.get(member.workspace(), id);
        WrittenMail input = new WrittenMail(once, subject, body);
        FormView.onError(request, errors -> form(422, member, person, input, errors.first()));
        mail.send(member, person, input);
        return Redirect.to("/people/" + person.id());
    }

    private View form(int status, Member member, Person person, WrittenMail written, String error) {
        return pages.page(
                status,
                "outreach/write",
                Map.of(
                        "person", person,
                        "written", written,
                        "templates", templates.all(member.workspace()),
                        "refused", mail.refused(member.workspace(), person),
                        "fault", error));
    }
}
