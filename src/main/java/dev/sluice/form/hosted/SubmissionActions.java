package dev.sluice.form.hosted;

import dev.sluice.form.PublishedForm;
import dev.sluice.form.PublishedForms;
import dev.sluice.form.held.HoldReason;
import dev.sluice.platform.web.Redirect;
import dev.sluice.workspace.PublicEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.View;

/** Accepts what visitors send with a form; works without a script. */
@PublicEndpoint
@Controller
class SubmissionActions {
    /** A field that people do not see and bots fill in. */
    static final String HONEYPOT = "fax_number";

    /** A field that the page's script adds once a person presses a key or clicks: they may let the browser fill it in. */
    private static final String BY_HAND = "by_hand";

    private final PublishedForms forms;
    private final SubmissionRecorder submissions;
    private final HostedFormViews pages;
    private final FormRateLimits limits;
    private final InstantSource clock;

    SubmissionActions(
            PublishedForms forms,
            SubmissionRecorder submissions,
            HostedFormViews pages,
            FormRateLimits limits,
            InstantSource clock) {
        this.forms = forms;
        this.submissions = submissions;
        this.pages = pages;
        this.limits = limits;
        this.clock = clock;
    }

    @PostMapping("/f/{slug}")
    View send(@PathVariable String slug, HttpServletRequest servlet, HttpServletResponse response) {
        HostedFormViews.Request request = new HostedFormViews.Request(servlet, response);
        if (!limits.maySend(slug, request.network())) {
            return pages.later(request, slug, 429, "More answers are coming in from your network than we can take.");
        }
        return pages.orLater(request, slug, () -> {
            Optional<PublishedForm> found = forms.find(slug);
            return found.isEmpty() || !found.get().form().enabled()
                    ? pages.closed(request, found.isPresent())
                    : accept(request, found.get());
        });
    }

    private View accept(HostedFormViews.Request request, PublishedForm found) {
        String slug = found.form().slug();
        Instant now = clock.instant();
        FormPageState state = FormPageState.open(found.seal(), slug, request.parameter("page"))
                .orElse(null);
        FormSubmission answers = FormSubmission.read(found.form().definition(), request::parameter);
        HoldReason doubt = doubt(request, state, now);
        if (state == null || doubt != null) {
            FormPageState next = state == null
                    ? new FormPageState(
                            UUID.randomUUID(), now, UUID.randomUUID().toString(), VisitorTracker.touch(request))
                    : state.renewed(UUID.randomUUID(), now);
            HoldReason reason = doubt == null ? HoldReason.NO_PAGE : doubt;
            if (answers.errors().isEmpty()) {
                submissions.hold(found, next, answers, reason);
            }
            return pages.form(request, found, next, answers, notice(reason));
        }
        if (!answers.errors().isEmpty()) {
            return pages.form(request, found, state, answers, "");
        }
        Instant sentAt = submissions.record(found, state, answers, request);
        if (sentAt == null) {
            return pages.form(
                    request, found, state.renewed(UUID.randomUUID(), now), answers, notice(HoldReason.SENT_TOO_OFTEN));
        }
        VisitorTracker.remember(request, found.form().definition().remember(), answers.consented(), state.visitor());
        return Redirect.to(nextPage(request, found, new DownloadToken(state.page(), state.visitor(), sentAt)));
    }

    /** Why the submission looks like a bot's, null when it doesn't. */
    private static @Nullable HoldReason doubt(
            HostedFormViews.Request request, @Nullable FormPageState state, Instant now) {
        String honeypot = request.parameter(HONEYPOT);
        if (state == null || now.isBefore(state.at())) {
            return HoldReason.NO_PAGE;
        }
        if (state.at().plus(FormPageState.TOO_OLD).isBefore(now)) {
            return HoldReason.OLD_PAGE;
        }
        boolean byHand = request.parameter(BY_HAND) != null;
        if (!byHand && state.at().plus(FormPageState.TOO_FAST).isAfter(now)) {
            return HoldReason.TOO_FAST;
        }
        return honeypot == null || honeypot.isBlank() ? null : HoldReason.HONEYPOT;
    }

    /** What the visitor reads above the form, which is shown again. */
    private static String notice(HoldReason reason) {
        return switch (reason) {
            case OLD_PAGE ->
                "This page was open for more than a day. Your answers are still here: please send them once more.";
            case TOO_FAST ->
                "That was quicker than people type. Please look over your answers and send them once more.";
            case HONEYPOT -> "Please leave the last field empty and send once more.";
            case SENT_TOO_OFTEN ->
                "This page has been sent several times. Please look over your answers and send them once more.";
            case NO_PAGE, USER_AGENT -> "Please look over your answers and send them once more.";
        };
    }

    private static String nextPage(HostedFormViews.Request request, PublishedForm found, DownloadToken download) {
        String redirect = found.form().definition().redirect();
        if (redirect != null && !request.embedded()) {
            return redirect;
        }
        return "/f/" + found.form().slug() + "/thanks?t="
                + download.sealed(found.seal(), found.form().slug()) + (request.embedded() ? "&embed=1" : "");
    }
}
