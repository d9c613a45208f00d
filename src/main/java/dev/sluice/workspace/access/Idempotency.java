package dev.sluice.workspace.access;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.StoredResponses;
import dev.sluice.workspace.StoredResponses.IdempotentCall;
import dev.sluice.workspace.StoredResponses.IdempotentResponse;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Applies a repeated POST of the API once, by its Idempotency-Key: the response is stored in the transaction of the
 * effect, so that a crash loses both or neither, and is replayed byte for byte for 24 hours. A refusal (4xx) is stored
 * too; a server error (5xx) is not, since it changed nothing.
 */
class Idempotency extends OncePerRequestFilter {
    private final StoredResponses responses;
    private final Tenancy tenancy;

    Idempotency(StoredResponses responses, Tenancy tenancy) {
        this.responses = responses;
        this.tenancy = tenancy;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader("Idempotency-Key") == null
                || ApiKeyFilter.caller(request) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader("Idempotency-Key");
        ApiCaller caller = Objects.requireNonNull(ApiKeyFilter.caller(request));
        if (key.isBlank() || key.length() > 255) {
            AccessDeniedResponses.problem(response, 400, "Bad Request", "Idempotency-Key must be 1 to 255 characters.");
            return;
        }
        HttpServletRequest repeatable = request;
        if (RequestFingerprint.isMultipart(request)) {
            request.getParts(); // receives the upload before a connection to the database is held
        } else {
            repeatable = new BufferedRequest(request);
        }
        IdempotentCall call = new IdempotentCall(
                caller.workspace(), Integer.toString(caller.key()), key, RequestFingerprint.of(repeatable));
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        try {
            HttpServletRequest once = repeatable;
            tenancy.in(call.workspace(), () -> once(call, once, answer, chain));
        } catch (RolledBack rolledBack) {
            saveRefusal(call, answer, rolledBack);
        }
        answer.copyBodyToResponse();
    }

    /** Ends the transaction without its effects; carries what the chain threw, if it did. */
    private static final class RolledBack extends RuntimeException {
        private final boolean keep;

        RolledBack(boolean keep, @Nullable Throwable cause) {
            super(null, cause, false, false);
            this.keep = keep;
        }
    }

    private void once(
            IdempotentCall call, HttpServletRequest request, ContentCachingResponseWrapper answer, FilterChain chain) {
        if (!responses.lock(call)) {
            refuse(answer, 409, "Conflict", "A request with this Idempotency-Key is still under way.");
            throw new RolledBack(false, null);
        }
        Optional<IdempotentResponse> stored = responses.find(call);
        if (stored.isPresent()) {
            replay(call, stored.get(), answer);
            return;
        }
        try {
            chain.doFilter(request, answer);
        } catch (IOException | ServletException failure) {
            throw new RolledBack(false, failure);
        }
        if (answer.getStatus() >= 400) {
            throw new RolledBack(answer.getStatus() < 500, null);
        }
        save(call, answer);
    }

    private void saveRefusal(IdempotentCall call, ContentCachingResponseWrapper answer, RolledBack rolledBack)
            throws IOException, ServletException {
        switch (rolledBack.getCause()) {
            case IOException failure -> throw failure;
            case ServletException failure -> throw failure;
            case null, default -> {
                if (rolledBack.keep) {
                    tenancy.in(call.workspace(), () -> save(call, answer));
                }
            }
        }
    }

    private void save(IdempotentCall call, ContentCachingResponseWrapper answer) {
        responses.save(
                call,
                new IdempotentResponse(
                        call.fingerprint(),
                        answer.getStatus(),
                        answer.getContentType(),
                        answer.getHeader("Location"),
                        answer.getContentAsByteArray()));
    }

    private static void replay(IdempotentCall call, IdempotentResponse stored, ContentCachingResponseWrapper answer) {
        if (!stored.fingerprint().equals(call.fingerprint())) {
            refuse(answer, 422, "Unprocessable Content", "This Idempotency-Key was used for another request.");
            return;
        }
        answer.setStatus(stored.status());
        answer.setHeader("Idempotent-Replayed", "true");
        if (stored.contentType() != null) {
            answer.setContentType(stored.contentType());
        }
        if (stored.location() != null) {
            answer.setHeader("Location", stored.location());
        }
        try {
            answer.getOutputStream().write(stored.body());
        } catch (IOException failure) {
            throw new RolledBack(false, failure);
        }
    }

    private static void refuse(HttpServletResponse answer, int status, String title, String detail) {
        try {
            AccessDeniedResponses.problem(answer, status, title, detail);
        } catch (IOException failure) {
            throw new RolledBack(false, failure);
        }
    }
}
