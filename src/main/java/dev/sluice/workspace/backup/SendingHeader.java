package dev.sluice.workspace.backup;

import dev.sluice.platform.sending.SendingPause;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Says in a header of the API's answers that nothing is sent since a restore. */
@RestControllerAdvice
class SendingHeader implements ResponseBodyAdvice<Object> {
    private final SendingPause pause;

    SendingHeader(SendingPause pause) {
        this.pause = pause;
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
        if (request.getURI().getPath().startsWith("/api/v1") && pause.isPaused()) {
            response.getHeaders().set("Sluice-Sending", "paused");
        }
        return body;
    }
}
