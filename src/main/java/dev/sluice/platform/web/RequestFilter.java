package dev.sluice.platform.web;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.TooLarge;
import dev.sluice.platform.TrustedProxies;
import dev.sluice.platform.database.ConnectionPools;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Around every request: its caller, its id in logs and response, the limit of its body, and a response when all else throws. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFilter extends OncePerRequestFilter {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final long KB = 1024;

    private final ErrorRenderer errors;
    private final TrustedProxies proxies;

    RequestFilter(ErrorRenderer errors, EnvironmentSettings settings) {
        this.errors = errors;
        this.proxies = settings.proxies();
    }

    /** The largest body that this address accepts. */
    static long maxBytes(String path) {
        if (path.equals("/api/v1/imports") || path.startsWith("/api/v1/imports/") || path.startsWith("/imports")) {
            return KB * KB * KB;
        }
        if (path.startsWith("/inbound/")) {
            return 50 * KB * KB;
        }
        return path.startsWith("/f/") ? 256 * KB : 2 * KB * KB;
    }

    /** The public addresses of intake, which have connections of their own, so that they stay open under load. */
    private static boolean isIntake(String path) {
        return path.startsWith("/v1/") || path.startsWith("/f/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest received, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = proxies.past(received);
        String requested = request.getHeader("X-Request-Id");
        String id = requested != null && ID.matcher(requested).matches()
                ? requested
                : UUID.randomUUID().toString().substring(0, 13);
        MDC.put("request", id);
        response.setHeader("X-Request-Id", id);
        try {
            long maxBytes = maxBytes(request.getRequestURI());
            if (request.getContentLengthLong() > maxBytes) {
                throw new TooLarge(maxBytes);
            }
            HttpServletRequest limited =
                    request.getContentLengthLong() < 0 ? new LimitedRequest(request, maxBytes) : request;
            if (isIntake(request.getRequestURI())) {
                ConnectionPools.intake(() -> {
                    chain.doFilter(limited, response);
                    return true;
                });
            } else {
                chain.doFilter(limited, response);
            }
        } catch (Exception thrown) {
            respond(thrown, request, response);
        } finally {
            MDC.clear();
        }
    }

    private void respond(Exception thrown, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (response.isCommitted()) {
            return; // the caller has left or has half of the response
        }
        Throwable cause =
                thrown instanceof ServletException wrapped && wrapped.getCause() != null ? wrapped.getCause() : thrown;
        try {
            response.reset();
            response.setHeader("X-Request-Id", MDC.get("request"));
            request.setAttribute(PageShells.PLAIN, true); // a filter threw, perhaps the one that knows the session
            errors.render(cause, request, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new ServletException(failure);
        }
    }
}
