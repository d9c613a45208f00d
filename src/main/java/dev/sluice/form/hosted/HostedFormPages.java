package dev.sluice.form.hosted;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.Forms;
import dev.sluice.form.Offer;
import dev.sluice.platform.web.Redirect;
import dev.sluice.signal.Busy;
import dev.sluice.workspace.PublicEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.View;

/** The form as its visitors see it; works without a script. */
@PublicEndpoint
@Controller
class HostedFormPages {
    /** A field that people do not see and machines fill in. */
    static final String HONEYPOT = "fax_number";

    private static final Logger LOG = LoggerFactory.getLogger(HostedFormPages.class);
    private static final int RETRY_SECONDS = 30;

    private final Forms forms;
    private final SubmissionRecorder signals;
    private final HostedFormViews pages;
    private final FormRateLimits limits;
    private final InstantSource clock;

    HostedFormPages(
            Forms forms,
            SubmissionRecorder signals,
            HostedFormViews pages,
            FormRateLimits limits,
            InstantSource clock) {
        this.forms = forms;
        this.signals = signals;
        this.pages = pages;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/f/{slug}")
    View show(@PathVariable String slug, HttpServletRequest servlet, HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        return orLater(request, slug, () -> {
            Optional<Forms.Published> found = forms.published(slug);
            if (found.isEmpty() || !found.get().form().enabled()) {
                return pages.closed(request, found.isPresent());
            }
            FormDefinition.Remember remember = found.get().form().definition().remember();
            String visitor = VisitorTracker.id(request, remember);
            FormPageState state =
                    new FormPageState(UUID.randomUUID(), clock.instant(), visitor, VisitorTracker.touch(request));
            if (limits.counts(slug, request.network())) {
                signals.viewed(found.get(), state, request);
            }
            VisitorTracker.remember(request, remember, false, visitor);
            return pages.form(request, found.get(), state, FormSubmission.NONE, "");
        });
    }

    @PostMapping("/f/{slug}")
    View send(@PathVariable String slug, HttpServletRequest servlet, HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        if (!limits.maySend(slug, request.network())) {
            return pages.later(
                    request,
                    slug,
                    429,
                    RETRY_SECONDS,
                    "More answers are coming in from your network than we can take.");
        }
        return orLater(request, slug, () -> {
            Optional<Forms.Published> found = forms.published(slug);
            return found.isEmpty() || !found.get().form().enabled()
                    ? pages.closed(request, found.isPresent())
                    : take(request, found.get());
        });
    }

    private View take(HostedFormViews.Request request, Forms.Published found) {
        String slug = found.form().slug();
        Instant now = clock.instant();
        FormPageState state = FormPageState.open(found.seal(), slug, request.parameter("page"))
                .orElse(null);
        FormSubmission answers = FormSubmission.read(found.form().definition(), request::parameter);
        String notice = notice(request, state, now);
        if (state == null || !notice.isEmpty()) {
            FormPageState fresh = state == null
                    ? new FormPageState(
                            UUID.randomUUID(), now, UUID.randomUUID().toString(), VisitorTracker.touch(request))
                    : state.anew(UUID.randomUUID(), now);
            return pages.form(request, found, fresh, answers, notice);
        }
        if (!answers.faults().isEmpty()) {
            return pages.form(request, found, state, answers, "");
        }
        Instant sentAt = signals.submitted(found, state, answers, request);
        if (sentAt == null) {
            return pages.form(
                    request,
                    found,
                    state.anew(UUID.randomUUID(), now),
                    answers,
                    "This page has been sent several times. Please look over your answers and send them once more.");
        }
        VisitorTracker.remember(request, found.form().definition().remember(), answers.consented(), state.visitor());
        return seeOther(onward(request, found, new DownloadToken(state.page(), state.visitor(), sentAt)));
    }

    /** Why the page cannot be taken as it was sent, "" when it can. */
    private static String notice(HostedFormViews.Request request, @Nullable FormPageState state, Instant now) {
        String trap = request.parameter(HONEYPOT);
        if (state == null || now.isBefore(state.at())) {
            return "Please look over your answers and send them once more.";
        }
        if (state.at().plus(FormPageState.TOO_OLD).isBefore(now)) {
            return "This page was open for more than a day. Your answers are still here: please send them once more.";
        }
        if (state.at().plus(FormPageState.TOO_FAST).isAfter(now)) {
            return "That was quicker than people type. Please look over your answers and send them once more.";
        }
        return trap == null || trap.isBlank() ? "" : "Please leave the last field empty and send once more.";
    }

    private static String onward(HostedFormViews.Request request, Forms.Published found, DownloadToken download) {
        String redirect = found.form().definition().redirect();
        if (redirect != null && !request.embedded()) {
            return redirect;
        }
        return "/f/" + found.form().slug() + "/thanks?t="
                + download.sealed(found.seal(), found.form().slug()) + (request.embedded() ? "&embed=1" : "");
    }

    @GetMapping("/f/{slug}/thanks")
    View thanks(@PathVariable String slug, HttpServletRequest servlet, HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        return orLater(request, slug, () -> {
            Optional<Forms.Published> found = forms.published(slug);
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
        return orLater(request, slug, () -> {
            Optional<Forms.Published> found = forms.published(slug);
            Offer offer = found.map(Forms.Published::offer).orElse(null);
            Optional<DownloadToken> download =
                    found.flatMap(form -> DownloadToken.open(form.seal(), slug, request.parameter("t")));
            if (offer == null || download.isEmpty()) {
                return pages.closed(request, false);
            }
            signals.downloaded(found.orElseThrow(), offer, download.get(), request);
            response.setHeader("Cache-Control", "no-store");
            return seeOther(offer.url());
        });
    }

    /** The first touch of a field, told by the page's script. */
    @PostMapping("/f/{slug}/started")
    ResponseEntity<Void> started(
            @PathVariable String slug,
            @RequestBody(required = false) @Nullable String sealed,
            HttpServletRequest servlet,
            HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        Forms.Published found = forms.published(slug).orElse(null);
        if (found != null && found.form().enabled() && limits.counts(slug, request.network())) {
            FormPageState.open(found.seal(), slug, sealed)
                    .filter(state -> state.at().plus(FormPageState.TOO_OLD).isAfter(clock.instant()))
                    .ifPresent(state -> signals.started(found, state, request));
        }
        return ResponseEntity.noContent().build();
    }

    /** Redirects only to an address that is stored or made here. */
    private static View seeOther(String address) {
        return Redirect.to(URI.create(address).toString());
    }

    private View orLater(HostedFormViews.Request request, String slug, Supplier<View> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException | Busy away) {
            LOG.warn(
                    "a form's visitor was asked to come back: {}",
                    away.getClass().getSimpleName());
            return pages.later(request, slug, 503, RETRY_SECONDS, "We cannot take your answers at this moment.");
        }
    }
}
