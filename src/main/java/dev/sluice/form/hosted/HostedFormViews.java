package dev.sluice.form.hosted;

import dev.sluice.form.PublishedForm;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.ClientAddress;
import dev.sluice.platform.web.Pages;
import dev.sluice.signal.Busy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.View;

/** The pages that visitors of a form see, with the headers that allow or forbid framing by another website. */
@Component
class HostedFormViews {
    private static final Logger LOG = LoggerFactory.getLogger(HostedFormViews.class);
    private static final int RETRY_SECONDS = 30;
    private static final int MAX_KEPT_PARAMETERS = 60;
    private static final int MAX_KEPT_LENGTH = 10_000;
    private final Pages pages;

    HostedFormViews(Pages pages) {
        this.pages = pages;
    }

    /** The form itself, empty or with what was typed; {@code notice} is "" or says why the form appears again. */
    View form(Request request, PublishedForm found, FormPageState state, FormSubmission answers, String notice) {
        frame(request);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("slug", found.form().slug());
        parameters.put("form", found.form().definition());
        parameters.put("answers", answers);
        parameters.put("sealed", state.sealed(found.seal(), found.form().slug()));
        parameters.put("notice", notice);
        parameters.put("embed", request.embedded());
        boolean wrong = !notice.isEmpty() || !answers.errors().isEmpty();
        return pages.page(wrong ? 422 : 200, "form/hosted/hosted", parameters);
    }

    /** The thank-you page; {@code asset} is where the offer is fetched, null when there is none. */
    View thanks(Request request, PublishedForm found, @Nullable String asset) {
        frame(request);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("form", found.form().definition());
        parameters.put("offer", asset == null ? null : found.offer());
        parameters.put("asset", asset == null ? "" : asset);
        parameters.put("embed", request.embedded());
        return pages.page("form/hosted/thanks", parameters);
    }

    /** The page for a closed or an unknown form. */
    View closed(Request request, boolean exists) {
        frame(request);
        return pages.page(
                404,
                "form/hosted/closed",
                Map.of(
                        "title", exists ? "This form is closed" : "There is no such form",
                        "sentence",
                                exists
                                        ? "It takes no more answers. Whoever sent you here can tell you what came instead."
                                        : "The address may be mistyped, or the form was never here.",
                        "embed", request.embedded()));
    }

    /** Runs the work; when the database does not answer, a page that can be sent again. */
    View orLater(Request request, String slug, Supplier<View> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException | Busy failure) {
            LOG.warn(
                    "a form's visitor was asked to come back: {}",
                    failure.getClass().getSimpleName());
            return later(request, slug, 503, "We cannot take your answers at this moment.");
        }
    }

    /** The submission could not be accepted; the page keeps what was typed, to be sent again. */
    View later(Request request, String slug, int status, String message) {
        frame(request);
        request.response().setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
        Map<String, String> typed = new LinkedHashMap<>();
        request.servlet().getParameterMap().forEach((name, values) -> {
            if (!name.equals("embed") && typed.size() < MAX_KEPT_PARAMETERS && values.length > 0) {
                typed.put(StorableText.clip(name, 100), StorableText.clip(values[0], MAX_KEPT_LENGTH));
            }
        });
        return pages.page(
                status,
                "form/hosted/later",
                Map.of("slug", slug, "kept", typed, "sentence", message, "embed", request.embedded()));
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

    /** A request with its response. */
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

        /** The network that it comes from, as rate limits count it. */
        String network() {
            return ClientAddress.network(servlet);
        }
    }
}
