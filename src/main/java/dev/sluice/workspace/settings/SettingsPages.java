package dev.sluice.workspace.settings;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Money;
import dev.sluice.platform.TimeZones;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.NameRule;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspace;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: the workspace itself. */
@Controller
class SettingsPages {
    private final Pages pages;
    private final Workspaces workspaces;
    private final AuditLog audit;

    SettingsPages(Pages pages, Workspaces workspaces, AuditLog audit) {
        this.pages = pages;
        this.workspaces = workspaces;
        this.audit = audit;
    }

    @RequiresRole(Role.MEMBER)
    @GetMapping("/settings")
    View settings(Member member) {
        return Redirect.to(member.role().covers(Role.ADMIN) ? "/settings/workspace" : "/settings/profile");
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping("/settings/workspace")
    View workspace(Member member) {
        return form(200, member, "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/workspace")
    View change(
            Member member,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String timeZone,
            @RequestParam(defaultValue = "") String currency,
            @RequestParam(defaultValue = "") String country,
            HttpServletRequest request) {
        FormView.onError(request, errors -> form(422, member, errors.first()));
        Workspace changed = new Workspace(
                member.workspace(),
                NameRule.checked("name", name, "the workspace's name"),
                zone(timeZone),
                currency(currency),
                country(country));
        workspaces.change(changed);
        audit.note(
                member,
                "workspace changed",
                changed.name(),
                Map.of("time_zone", timeZone, "currency", currency, "country", country));
        return Redirect.to("/settings/workspace");
    }

    private View form(int status, Member member, String error) {
        List<String> countries = new ArrayList<>(Arrays.asList(Locale.getISOCountries()));
        countries.sort((a, b) -> countryName(a).compareTo(countryName(b)));
        return pages.page(
                status,
                "workspace/settings/workspace",
                Map.of(
                        "workspace", workspaces.get(member.workspace()),
                        "countries", countries,
                        "error", error));
    }

    static String countryName(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }

    private static ZoneId zone(String zone) {
        if (!TimeZones.names().contains(zone)) {
            throw new BadInput("timeZone", "Choose a time zone like Europe/London.");
        }
        return ZoneId.of(zone);
    }

    private static String currency(String currency) {
        if (!Money.codes().contains(currency)) {
            throw new BadInput("currency", "Choose a currency like USD.");
        }
        return currency;
    }

    private static String country(String country) {
        if (!Arrays.asList(Locale.getISOCountries()).contains(country)) {
            throw new BadInput("country", "Choose a country.");
        }
        return country;
    }
}
