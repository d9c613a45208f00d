package dev.sluice.consent;

import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The page of the workspace's consent settings. */
@Controller
class ConsentSettingsPages {
    private static final String PAGE = "/settings/consent";

    private final ConsentSettings settings;
    private final Workspaces workspaces;
    private final Pages pages;

    ConsentSettingsPages(ConsentSettings settings, Workspaces workspaces, Pages pages) {
        this.settings = settings;
        this.workspaces = workspaces;
        this.pages = pages;
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping(PAGE)
    View show(Member member) {
        return page(200, member, settings.of(member.workspace()), "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping(PAGE)
    View choose(
            Member member,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        ConsentSettings.Chosen input = ConsentSettings.typed(
                rule, fields.getOrDefault("code", List.of()), fields.getOrDefault("words", List.of()));
        FormView.onError(request, errors -> page(422, member, input, errors.first()));
        settings.choose(member, ConsentSettings.checked(input));
        return Redirect.to(PAGE);
    }

    private View page(int status, Member member, ConsentSettings.Chosen chosen, String fault) {
        String country = workspaces.get(member.workspace()).country();
        return pages.page(
                status,
                "consent/settings",
                Map.of(
                        "member",
                        member,
                        "chosen",
                        chosen,
                        "usual",
                        LegalBasis.usual(country),
                        "country",
                        Locale.of("", country).getDisplayCountry(Locale.ENGLISH),
                        "fault",
                        fault));
    }
}
