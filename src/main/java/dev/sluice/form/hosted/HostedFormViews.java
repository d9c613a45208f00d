package dev.sluice.form.hosted;

import dev.sluice.form.Forms;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.ClientAddress;
import dev.sluice.platform.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** The pages a form's visitor may see, with the headers that let them stand in another site's frame or forbid it. */
@Component
class HostedFormViews {
    private static final int MOST_KEPT = 60;
    private static final int LONGEST_KEPT = 10_000;
    private final Pages pages;

    HostedFormViews(Pages pages) {
        this.pages = pages;
    }

    /** The form itself, empty or with what was typed; {@code notice} is "" or says why it is shown again. */
    View form(Request request, Forms.Published found, FormPageState state, FormSubmission answers, String notice) {
        frame(request);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("slug", found.form().slug());
        parameters.put("form", found.form().definition());
        parameters.put("answers", answers);
        parameters.put("sealed", state.sealed(found.seal(), found.form().slug()));
        parameters.put("notice", notice);
        parameters.put("embed", request.embedded());
        boolean wrong = !notice.isEmpty() || !answers.faults().isEmpty();
        return pages.page(wrong ? 422 : 200, "form/hosted/hosted", parameters);
    }

    /** The thank-you page; {@code asset} is where the offer is fetched, null when there is none. */
    View thanks(Request request, Forms.Published found, @Nullable String asset) {
        frame(request);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("form", found.form().definition());
        parameters.put("offer", asset == null ? null : found.offer());
        parameters.put("asset", asset == null ? "" : asset);
        parameters.put("embed", request.embedded());
        return pages.page("form/hosted/thanks", parameters);
    }

    /** No such form, or one that takes nothing any more. */
    View closed(Request request, boolean known) {
        frame(request);
        return pages.page(
                404,
                "form/hosted/closed",
                Map.of(
                        "title", known ? "This form is closed" : "There is no such form",
                        "sentence",
                                known
                                        ? "It takes no more answers. Whoever sent you here can tell you what came instead."
                                        : "The address may be mistyped, or the form was never here.",
                        "embed", request.embedded()));
    }

    /** Nothing could be taken now; what was typed stands on the page and can be sent again. */
    View later(Request request, String slug, int status, int seconds, String sentence) {
        frame(request);
        request.response().setHeader("Retry-After", Integer.toString(seconds));
        Map<String, String> kept = new LinkedHashMap<>();
        request.servlet().getParameterMap().forEach((name, values) -> {
            if (!name.equals("embed") && kept.size() < MOST_KEPT && values.length > 0) {
                kept.put(StorableText.clip(name, 100), StorableText.clip(values[0], LONGEST_KEPT));
            }
        });
        return pages.page(
                status,
                "form/hosted/later",
                Map.of("slug", slug, "kept", kept, "sentence", sentence, "embed", request.embedded()));
    }

    private static void frame(Request request) {
        HttpServletResponse response = request.response();
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                        + " form-action 'self' https:; base-uri 'none'; frame-ancestors "
                        + (request.embedded() ? "*" : "'none'"));
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("Cache-Control", "private, no-cache");
    }

    /** A request with its answer. */
    record Request(HttpServletRequest servlet, HttpServletResponse response) {
        boolean embedded() {
            return "1".equals(servlet.getParameter("embed"));
        }

        @Nullable
        String parameter(String name) {
            return servlet.getParameter(name);
        }

        @Nullable
        String header(String name) {
            return servlet.getHeader(name);
        }

        /** Where it comes from, as limits count it. */
        String network() {
            return ClientAddress.network(servlet);
        }
    }
}
