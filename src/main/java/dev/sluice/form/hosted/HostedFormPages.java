package dev.sluice.form.hosted;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.Offer;
import dev.sluice.form.PublishedForm;
import dev.sluice.form.PublishedForms;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.PublicEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.View;

/** The pages of a form as its visitors see them; they work without a script. */
@PublicEndpoint
@Controller
class HostedFormPages {
    private final PublishedForms forms;
    private final FormVisitRecorder visits;
    private final HostedFormViews pages;
    private final FormRateLimits limits;
    private final InstantSource clock;

    HostedFormPages(
            PublishedForms forms,
            FormVisitRecorder visits,
            HostedFormViews pages,
            FormRateLimits limits,
            InstantSource clock) {
        this.forms = forms;
        this.visits = visits;
        this.pages = pages;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/f/{slug}")
    View show(@PathVariable String slug, HttpServletRequest servlet, HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        return pages.orLater(request, slug, () -> {
            Optional<PublishedForm> found = forms.find(slug);
            if (found.isEmpty() || !found.get().form().enabled()) {
                return pages.closed(request, found.isPresent());
            }
            FormDefinition.Remember remember = found.get().form().definition().remember();
            String visitor = VisitorTracker.id(request, remember);
            FormPageState state =
                    new FormPageState(UUID.randomUUID(), clock.instant(), visitor, VisitorTracker.touch(request));
            if (limits.counts(slug, request.network())) {
                visits.viewed(found.get(), state, request);
            }
            VisitorTracker.remember(request, remember, false, visitor);
            return pages.form(request, found.get(), state, FormSubmission.NONE, "");
        });
    }

    @GetMapping("/f/{slug}/thanks")
    View thanks(@PathVariable String slug, HttpServletRequest servlet, HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        return pages.orLater(request, slug, () -> {
            Optional<PublishedForm> found = forms.find(slug);
            if (found.isEmpty()) {
                return pages.closed(request, false);
            }
            String sealed = request.parameter("t");
            boolean theirs =
                    DownloadToken.open(found.get().seal(), slug, sealed).isPresent();
            String asset = theirs && found.get().offer() != null ? "/f/" + slug + "/asset?t=" + sealed : null;
            return pages.thanks(request, found.get(), asset);
        });
    }

    @GetMapping("/f/{slug}/asset")
    View asset(@PathVariable String slug, HttpServletRequest servlet, HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        return pages.orLater(request, slug, () -> {
            Optional<PublishedForm> found = forms.find(slug);
            Offer offer = found.map(PublishedForm::offer).orElse(null);
            Optional<DownloadToken> download =
                    found.flatMap(form -> DownloadToken.open(form.seal(), slug, request.parameter("t")));
            if (offer == null || download.isEmpty()) {
                return pages.closed(request, false);
            }
            visits.downloaded(found.orElseThrow(), offer, download.get(), request);
            response.setHeader("Cache-Control", "no-store");
            return seeOther(offer.url());
        });
    }

    /** The first touch of a field, sent by the page's script. */
    @PostMapping("/f/{slug}/started")
    ResponseEntity<Void> started(
            @PathVariable String slug,
            @RequestBody(required = false) @Nullable String sealed,
            HttpServletRequest servlet,
            HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        PublishedForm found = forms.find(slug).orElse(null);
        if (found != null && found.form().enabled() && limits.counts(slug, request.network())) {
            FormPageState.open(found.seal(), slug, sealed)
                    .filter(state -> state.at().plus(FormPageState.TOO_OLD).isAfter(clock.instant()))
                    .ifPresent(state -> visits.started(found, state, request));
        }
        return ResponseEntity.noContent().build();
    }

    /** Redirects only to an address that is stored or made here. */
    private static View seeOther(String address) {
        return Redirect.to(URI.create(address).toString());
    }
}
