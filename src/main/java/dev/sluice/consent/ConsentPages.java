package dev.sluice.consent;

import dev.sluice.person.Consents;
import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** A person's consent on their page, and the workspace's rule in the settings. */
@Controller
class ConsentPages {
    private static final String SETTINGS = "/settings/consent";
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.UK);

    private final Consents consents;
    private final SendPermissions permission;
    private final ManualConsents spoken;
    private final ConsentSettings settings;
    private final Persons persons;
    private final Workspaces workspaces;
    private final Pages pages;

    ConsentPages(
            Consents consents,
            SendPermissions permission,
            ManualConsents spoken,
            ConsentSettings settings,
            Persons persons,
            Workspaces workspaces,
            Pages pages) {
        this.consents = consents;
        this.permission = permission;
        this.spoken = spoken;
        this.settings = settings;
        this.persons = persons;
        this.workspaces = workspaces;
        this.pages = pages;
    }

    @Bean
    static PersonPanel consentPanel() {
        return new PersonPanel(60, "Consent", "consent");
    }

    /** When something was said, in the workspace's time. */
    static String at(Instant when, ZoneId zone) {
        return AT.format(when.atZone(zone));
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/people/{id}/consent")
    View consent(Member member, @PathVariable long id) {
        int workspace = member.workspace();
        Person person = persons.get(workspace, id);
        Map<String, Object> shown = new HashMap<>();
        shown.put("person", person);
        shown.put("consents", consents.of(workspace, person.id()));
        shown.put("purposes", settings.of(workspace).purposes());
        shown.put("means", ManualConsents.MEANS);
        shown.put("zone", workspaces.get(workspace).timeZone());
        String address = person.email();
        shown.put(
                "marketing",
                address == null
                        ? null
                        : permission.refused(
                                workspace, new SendPermissions.PermissionQuery(person.id(), address, true)));
        shown.put(
                "any",
                address == null
                        ? null
                        : permission.refused(
                                workspace, new SendPermissions.PermissionQuery(person.id(), address, false)));
        return pages.page("consent/panel", shown);
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
        spoken.record(member, person, said, purpose, means, wording);
        return Redirect.to("/people/" + person.id());
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping(SETTINGS)
    View settings(Member member) {
        return settings(200, member, settings.of(member.workspace()), "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping(SETTINGS)
    View choose(
            Member member,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam MultiValueMap<String, String> fields) {
        ConsentSettings.Chosen typed = ConsentSettings.typed(
                rule, fields.getOrDefault("code", List.of()), fields.getOrDefault("words", List.of()));
        try {
            settings.choose(member, ConsentSettings.checked(typed));
            return Redirect.to(SETTINGS);
        } catch (BadInput bad) {
            return settings(422, member, typed, bad.faults().getFirst().sentence());
        }
    }

    private View settings(int status, Member member, ConsentSettings.Chosen chosen, String fault) {
        return pages.page(
                status,
                "consent/settings",
                Map.of(
                        "member",
                        member,
                        "chosen",
                        chosen,
                        "usual",
                        LegalBasis.usual(workspaces.get(member.workspace()).country()),
                        "country",
                        Locale.of("", workspaces.get(member.workspace()).country())
                                .getDisplayCountry(Locale.ENGLISH),
                        "fault",
                        fault));
    }
}
