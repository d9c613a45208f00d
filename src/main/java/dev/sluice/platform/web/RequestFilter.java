package dev.sluice.platform.web;

import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.TooLarge;
import dev.sluice.platform.TrustedProxies;
import dev.sluice.platform.database.ConnectionPools;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Around every request: who sent it, its id in logs and answer, the most its body may hold, and an answer when all else throws. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFilter extends OncePerRequestFilter {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final long KB = 1024;

    private final ErrorResponses answers;
    private final TrustedProxies proxies;

    RequestFilter(ErrorResponses answers, EnvironmentSettings settings) {
        this.answers = answers;
        this.proxies = settings.proxies();
    }

    /** The most bytes that a body sent to this address may have. */
    static long most(String path) {
        if (path.equals("/api/v1/imports") || path.startsWith("/api/v1/imports/") || path.startsWith("/imports")) {
            return KB * KB * KB;
        }
        if (path.startsWith("/inbound/")) {
            return 50 * KB * KB;
        }
        return path.startsWith("/f/") ? 256 * KB : 2 * KB * KB;
    }

    /** The doors that strangers come in by, which are open however busy the house is. */
    private static boolean isIntake(String path) {
        return path.startsWith("/v1/") || path.startsWith("/f/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest sent, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest request = proxies.past(sent);
        String given = request.getHeader("X-Request-Id");
        String id = given != null && ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString().substring(0, 13);
        MDC.put("request", id);
        response.setHeader("X-Request-Id", id);
        try {
            long most = most(request.getRequestURI());
            if (request.getContentLengthLong() > most) {
                throw new TooLarge(most);
            }
            HttpServletRequest taken = request.getContentLengthLong() < 0 ? new CountedBody(request, most) : request;
            if (isIntake(request.getRequestURI())) {
                ConnectionPools.intake(() -> {
                    chain.doFilter(taken, response);
                    return true;
                });
            } else {
                chain.doFilter(taken, response);
            }
        } catch (Exception thrown) {
            answer(thrown, request, response);
        } finally {
            MDC.clear();
        }
    }

    private void answer(Exception thrown, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (response.isCommitted()) {
            return; // the caller has gone, or has the half of it: nothing can be said any more
        }
        Throwable cause =
                thrown instanceof ServletException wrapped && wrapped.getCause() != null ? wrapped.getCause() : thrown;
        try {
            response.reset();
            response.setHeader("X-Request-Id", MDC.get("request"));
            request.setAttribute(ErrorResponses.PLAIN, true); // a filter threw, perhaps the one that knows the session
            answers.answer(cause, request, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new ServletException(failure);
        }
    }

    /** A request of unknown length, cut off where it grows beyond its limit. */
    private static final class CountedBody extends HttpServletRequestWrapper {
        private final long most;

        CountedBody(HttpServletRequest request, long most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Limited(super.getInputStream(), most);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
        }
    }

    private static final class Limited extends ServletInputStream {
        private final ServletInputStream source;
        private final long most;
        private long read;

        Limited(ServletInputStream source, long most) {
            this.source = source;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int one = source.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int got = source.read(bytes, from, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int more) {
            read += more;
            if (read > most) {
                throw new TooLarge(most);
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
