package dev.sluice.consent;

import dev.sluice.consent.DoubleOptInRows.OptIn;
import dev.sluice.consent.UnsubscribeLinks.UnsubscribeRecipient;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.Workspaces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/**
 * The pages behind the links of a mail, without session and without cookie: stop mail, take that back, choose, and
 * confirm a consent. Link scanners follow every link, so looking changes nothing; only a POST does.
 */
@PublicEndpoint
@Controller
class EmailPreferencePages {
    private final UnsubscribeLinks links;
    private final EmailPreferences preferences;
    private final DoubleOptIns optIns;
    private final ConsentSettings settings;
    private final Workspaces workspaces;
    private final Pages pages;

    EmailPreferencePages(
            UnsubscribeLinks links,
            EmailPreferences preferences,
            DoubleOptIns optIns,
            ConsentSettings settings,
            Workspaces workspaces,
            Pages pages) {
        this.links = links;
        this.preferences = preferences;
        this.optIns = optIns;
        this.settings = settings;
        this.workspaces = workspaces;
        this.pages = pages;
    }

    @GetMapping("/u/{token}")
    View show(@PathVariable String token, HttpServletResponse response) {
        return choices(response, token, "", recipient -> {});
    }

    /** The page's button, and the one click of a mail reader (RFC 8058), which sends neither cookie nor token. */
    @PostMapping("/u/{token}")
    View unsubscribe(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        String how = request.getParameter("List-Unsubscribe") == null ? "page" : "one-click";
        return choices(response, token, "stopped", recipient -> preferences.unsubscribe(recipient, how));
    }

    @PostMapping("/u/{token}/undo")
    View undo(@PathVariable String token, HttpServletResponse response) {
        return choices(response, token, "undone", preferences::undo);
    }

    @PostMapping("/u/{token}/preferences")
    View choose(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        String[] ticked = request.getParameterValues("purpose");
        Set<String> purposes = ticked == null ? Set.of() : Set.copyOf(Arrays.asList(ticked));
        return choices(response, token, "saved", recipient -> preferences.choose(recipient, purposes));
    }

    @GetMapping("/confirm/{token}")
    View confirming(@PathVariable String token, HttpServletResponse response) {
        return confirmation(response, token, optIn -> {});
    }

    @PostMapping("/confirm/{token}")
    View confirm(@PathVariable String token, HttpServletResponse response) {
        return confirmation(response, token, optIns::confirm);
    }

    private View choices(HttpServletResponse response, String token, String done, Consumer<UnsubscribeRecipient> act) {
        keepPrivate(response);
        Optional<UnsubscribeRecipient> found = links.open(token);
        if (found.isEmpty()) {
            return nowhere();
        }
        UnsubscribeRecipient recipient = found.get();
        act.accept(recipient);
        Map<String, Object> model = new HashMap<>();
        model.put("token", token);
        model.put("done", done);
        model.put("from", workspaces.get(recipient.workspace()).name());
        model.put("address", AddressMask.masked(recipient.address()));
        model.put("refusal", preferences.refusal(recipient));
        model.put("choices", preferences.choices(recipient));
        model.put("purposes", settings.of(recipient.workspace()).purposes());
        return pages.page("consent/choices", model);
    }

    private View confirmation(HttpServletResponse response, String token, Consumer<OptIn> act) {
        keepPrivate(response);
        Optional<OptIn> found = optIns.find(token);
        if (found.isEmpty()) {
            return nowhere();
        }
        act.accept(found.get());
        OptIn current = optIns.find(token).orElse(found.get());
        return pages.page(
                "consent/confirm",
                Map.of(
                        "token",
                        token,
                        "from",
                        workspaces.get(current.workspace()).name(),
                        "address",
                        AddressMask.masked(current.address()),
                        "wording",
                        current.wording(),
                        "confirmed",
                        current.confirmed()));
    }

    private View nowhere() {
        return pages.page(404, "consent/nowhere", Map.of());
    }

    private static void keepPrivate(HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
    }
}
