package dev.sluice.workspace.access;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.ApiCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a repeated POST of the API, known by its Idempotency-Key, have its effect once: the answer is kept in
 * the very transaction of the effect, so that a crash loses both or neither, and is replayed byte for byte for
 * 24 hours. A refusal (4xx) is kept too; a failure of ours (5xx) is not, since it changed nothing.
 */
class Idempotency extends OncePerRequestFilter {
    private static final Duration KEPT = Duration.ofHours(24);

    private record IdempotentCall(int workspace, String caller, String key, String fingerprint) {}

    private record IdempotentResponse(
            String fingerprint,
            int status,
            @Nullable String type,
            @Nullable String location,
            byte[] body) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Idempotency(JdbcClient jdbc, Tenancy tenancy, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.clock = clock;
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
        if (isMultipart(request)) {
            request.getParts(); // receives the upload before a connection to the database is held
        } else {
            repeatable = new BufferedRequest(request);
        }
        IdempotentCall call =
                new IdempotentCall(caller.workspace(), Integer.toString(caller.key()), key, fingerprint(repeatable));
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        try {
            HttpServletRequest once = repeatable;
            tenancy.in(call.workspace(), () -> once(call, once, answer, chain));
        } catch (Undone undone) {
            keepRefusal(call, answer, undone);
        }
        answer.copyBodyToResponse();
    }

    /** Ends the transaction without its effects; carries what the chain threw, if it did. */
    private static final class Undone extends RuntimeException {
        private final boolean keep;

        Undone(boolean keep, @Nullable Throwable cause) {
            super(null, cause, false, false);
            this.keep = keep;
        }
    }

    private void once(
            IdempotentCall call, HttpServletRequest request, ContentCachingResponseWrapper answer, FilterChain chain) {
        if (!lock(call)) {
            refuse(answer, 409, "Conflict", "A request with this Idempotency-Key is still under way.");
            throw new Undone(false, null);
        }
        Optional<IdempotentResponse> kept = kept(call);
        if (kept.isPresent()) {
            replay(call, kept.get(), answer);
            return;
        }
        try {
            chain.doFilter(request, answer);
        } catch (IOException | ServletException failure) {
            throw new Undone(false, failure);
        }
        if (answer.getStatus() >= 400) {
            throw new Undone(answer.getStatus() < 500, null);
        }
        keep(call, answer);
    }

    private void keepRefusal(IdempotentCall call, ContentCachingResponseWrapper answer, Undone undone)
            throws IOException, ServletException {
        switch (undone.getCause()) {
            case IOException failure -> throw failure;
            case ServletException failure -> throw failure;
            case null, default -> {
                if (undone.keep) {
                    tenancy.in(call.workspace(), () -> keep(call, answer));
                }
            }
        }
    }

    private boolean lock(IdempotentCall call) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(?, ?))")
                .params(call.caller() + ":" + call.key(), call.workspace())
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    private Optional<IdempotentResponse> kept(IdempotentCall call) {
        return jdbc.sql("""
                        SELECT fingerprint, status, content_type, location, body FROM idempotency
                        WHERE workspace_id = ? AND caller = ? AND key = ? AND created_at > ?""")
                .params(
                        call.workspace(),
                        call.caller(),
                        call.key(),
                        Timestamp.from(clock.instant().minus(KEPT)))
                .query((row, number) -> new IdempotentResponse(
                        row.getString("fingerprint"),
                        row.getInt("status"),
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getBytes("body")))
                .optional();
    }

    private void keep(IdempotentCall call, ContentCachingResponseWrapper answer) {
        Timestamp old = Timestamp.from(clock.instant().minus(KEPT));
        jdbc.sql("""
                        DELETE FROM idempotency WHERE workspace_id = ? AND (caller, key) IN
                            (SELECT caller, key FROM idempotency WHERE workspace_id = ? AND created_at <= ? LIMIT 20)""").params(call.workspace(), call.workspace(), old).update();
        jdbc.sql("""
                        INSERT INTO idempotency (workspace_id, caller, key, fingerprint, status, content_type, location,
                                                 body, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, caller, key) DO UPDATE
                        SET fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,
                            content_type = excluded.content_type, location = excluded.location,
                            created_at = excluded.created_at""")
                .params(call.workspace(), call.caller(), call.key(), call.fingerprint(), answer.getStatus())
                .param(answer.getContentType())
                .param(answer.getHeader("Location"))
                .params(answer.getContentAsByteArray(), Timestamp.from(clock.instant()))
                .update();
    }

    private static void replay(IdempotentCall call, IdempotentResponse kept, ContentCachingResponseWrapper answer) {
        if (!kept.fingerprint().equals(call.fingerprint())) {
            refuse(answer, 422, "Unprocessable Content", "This Idempotency-Key was used for another request.");
            return;
        }
        answer.setStatus(kept.status());
        answer.setHeader("Idempotent-Replayed", "true");
        if (kept.type() != null) {
            answer.setContentType(kept.type());
        }
        if (kept.location() != null) {
            answer.setHeader("Location", kept.location());
        }
        try {
            answer.getOutputStream().write(kept.body());
        } catch (IOException failure) {
            throw new Undone(false, failure);
        }
    }

    private static void refuse(HttpServletResponse answer, int status, String title, String detail) {
        try {
            AccessDeniedResponses.problem(answer, status, title, detail);
        } catch (IOException failure) {
            throw new Undone(false, failure);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(java.util.Locale.ROOT).startsWith("multipart/");
    }

    /** Of an upload its length stands for its content, which is too large to be read twice. */
    private static String fingerprint(HttpServletRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String line = request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            if (request instanceof BufferedRequest body) {
                digest.update(body.bytes());
            } else {
                digest.update(Long.toString(request.getContentLengthLong()).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
