package dev.sluice.workspace.settings;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.FormView;
import dev.sluice.platform.web.Pages;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.ApiKeys;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.NameRule;
import dev.sluice.workspace.PublicKeys;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Settings: API keys and write keys. */
@Controller
class KeyPages {
    private final Pages pages;
    private final ApiKeys keys;
    private final AuditLog audit;
    private final InstantSource clock;

    KeyPages(Pages pages, ApiKeys keys, AuditLog audit, InstantSource clock) {
        this.pages = pages;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    @RequiresRole(Role.ADMIN)
    @GetMapping("/settings/keys")
    View keys(Member member) {
        return list(200, member, "", "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/keys")
    View add(
            Member member,
            @RequestParam PublicKeys.Kind kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") Set<Scope> scopes,
            @RequestParam(defaultValue = "0") int days,
            HttpServletRequest request) {
        FormView.onError(request, errors -> list(422, member, "", errors.first()));
        String token = create(member, kind, NameRule.checked("name", name, "what the key is for"), scopes, days);
        return list(200, member, token, "");
    }

    @RequiresRole(Role.ADMIN)
    @PostMapping("/settings/keys/{key}/revocation")
    View revoke(Member member, @PathVariable int key) {
        keys.revoke(member, key);
        return Redirect.to("/settings/keys");
    }

    private String create(Member member, PublicKeys.Kind kind, String name, Set<Scope> scopes, int days) {
        boolean api = kind == PublicKeys.Kind.API_KEY;
        if (!api && kind != PublicKeys.Kind.WRITE_KEY) {
            throw new BadInput("kind", "Choose an API key or a write key.");
        }
        if (api && scopes.isEmpty()) {
            throw new BadInput("scopes", "Choose at least one thing the key may do.");
        }
        if (days < 0 || days > 3650) {
            throw new BadInput("days", "A key lasts up to 3,650 days; 0 is without end.");
        }
        String token = ApiKeys.token(api ? "slk_" : "slw_");
        Instant expires = days == 0 ? null : clock.instant().plus(Duration.ofDays(days));
        keys.add(
                member.workspace(),
                kind,
                token,
                name,
                api ? EnumSet.copyOf(scopes) : EnumSet.noneOf(Scope.class),
                member.user(),
                expires);
        audit.note(
                member,
                AuditLog.AuditAction.of(AuditKind.KEY, api ? "API key made" : "write key made", name)
                        .with(Map.of("scopes", scopes.stream().map(Scope::code).toList())));
        return token;
    }

    private View list(int status, Member member, String token, String error) {
        return pages.page(
                status,
                "workspace/settings/keys",
                Map.of("keys", keys.all(member.workspace()), "token", token, "error", error, "now", clock.instant()));
    }
}
