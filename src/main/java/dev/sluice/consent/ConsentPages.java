package dev.sluice.consent;

import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** A person's consent on their page. */
@Controller
class ConsentPages {
    private final ConsentExplanations explanations;
    private final ManualConsents manual;
    private final ConsentSettings settings;
    private final Persons persons;
    private final Workspaces workspaces;
    private final Pages pages;

    ConsentPages(
            ConsentExplanations explanations,
            ManualConsents manual,
            ConsentSettings settings,
            Persons persons,
            Workspaces workspaces,
            Pages pages) {
        this.explanations = explanations;
        this.manual = manual;
        this.settings = settings;
        this.persons = persons;
        this.workspaces = workspaces;
        this.pages = pages;
    }

    @Bean
    static PersonPanel consentPanel() {
        return new PersonPanel(60, "Consent", "consent");
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/people/{id}/consent")
    View consent(Member member, @PathVariable long id) {
        int workspace = member.workspace();
        Person person = persons.get(workspace, id);
        Map<String, Object> model = new HashMap<>();
        model.put("person", person);
        model.put("consents", explanations.statements(workspace, person));
        model.put("purposes", settings.of(workspace).purposes());
        model.put("means", ManualConsents.MEANS);
        model.put("zone", workspaces.get(workspace).timeZone());
        model.put("explanation", explanations.of(workspace, person));
        return pages.page("consent/panel", model);
    }

    /** Records what the person said on the phone, on paper or face to face. */
    @RequiresRole(Role.MEMBER)
    @PostMapping("/people/{id}/consents")
    View record(
            Member member,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(defaultValue = "") String purpose,
            @RequestParam(defaultValue = "") String means,
            @RequestParam(defaultValue = "") String wording) {
        Person person = persons.get(member.workspace(), id);
        manual.record(member, person, new ManualConsents.ManualConsent(said, purpose, means, wording));
        return Redirect.to("/people/" + person.id());
    }
}
