package dev.sluice.insight.metrics;

import dev.sluice.platform.web.PageNote;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Puts the note that a report is not complete yet into a header of its answer. */
@RestControllerAdvice
class CountingHeader implements ResponseBodyAdvice<Object> {
    private static final String HEADER = "Sluice-Note";

    private final CountingNote note;

    CountingHeader(CountingNote note) {
        this.note = note;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest servlet) {
            say(servlet.getServletRequest(), response);
        }
        return body;
    }

    private void say(HttpServletRequest request, ServerHttpResponse response) {
        if (request.getRequestURI().startsWith("/api/v1/reports")
                && request.getAttribute(PageNote.WORKSPACE) instanceof Integer workspace) {
            String text = note.of(workspace, request.getRequestURI());
            if (text != null) {
                response.getHeaders().set(HEADER, text);
            }
        }
    }
}
