package dev.sluice.platform.web;

import dev.sluice.platform.Failure;
import dev.sluice.platform.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Renders every refusal and failure: problem JSON for the API, a page for browsers, never a stack trace. */
@Component
class ErrorRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorRenderer.class);

    private final Pages pages;

    ErrorRenderer(Pages pages) {
        this.pages = pages;
    }

    /** Logs and renders what a filter or handler threw. */
    void render(Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        render(logged(thrown), request, response);
    }

    void render(Failure failure, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (failure.status() == 503) {
            request.setAttribute(PageShells.PLAIN, true);
        }
        failure.headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        if (wantsJson(path(request))) {
            json(failure, response);
        } else {
            request.removeAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
            pages.page(
                            failure.status(),
                            "platform/web/error",
                            Map.of(
                                    "title", heading(failure),
                                    "sentence", failure.sentence(),
                                    "request", failure.status() >= 500 ? request() : ""))
                    .render(Map.of(), request, response);
        }
    }

    private static Failure logged(Throwable thrown) {
        Failure failure = Failure.of(thrown);
        if (failure.status() == 503) {
            LOG.warn(
                    "answered 503: {} ({})",
                    failure.sentence(),
                    thrown.getClass().getSimpleName());
        } else if (failure.status() >= 500) {
            LOG.error("a request failed", thrown);
        }
        return failure;
    }

    private static void json(Failure failure, HttpServletResponse response) throws IOException {
        byte[] body = Json.write(failure.problem(request())).getBytes(StandardCharsets.UTF_8);
        response.setStatus(failure.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String heading(Failure failure) {
        return switch (failure.status()) {
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 413 -> "Too large";
            case 429 -> "Too many requests";
            case 503 -> "Back in a moment";
            default -> failure.status() < 500 ? "This was refused" : "Something went wrong";
        };
    }

    private static boolean wantsJson(String path) {
        return List.of("/api/", "/v1/").stream().anyMatch(path::startsWith);
    }

    private static String path(HttpServletRequest request) {
        Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return original instanceof String path ? path : request.getRequestURI();
    }

    private static String request() {
        @Nullable String request = MDC.get("request");
        return request == null ? "" : request;
    }
}
