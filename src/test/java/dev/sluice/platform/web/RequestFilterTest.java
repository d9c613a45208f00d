package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.Conflict;
import dev.sluice.platform.EnvironmentSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What surrounds every request. */
class RequestFilterTest {
    private final ErrorRenderer errors = new ErrorRenderer(new Pages(new PageShells(
            new StaticListableBeanFactory().getBeanProvider(PageShells.SignedIn.class),
            new StaticListableBeanFactory().getBeanProvider(PageNote.class),
            List.of())));

    @ParameterizedTest
    @CsvSource({
        "/api/v1/imports, 1073741824",
        "/api/v1/imports/7/file, 1073741824",
        "/imports/new, 1073741824",
        "/inbound/abc, 52428800",
        "/f/contact, 262144",
        "/api/v1/importsx, 2097152",
        "/api/v1/people, 2097152",
        "/v1/batch, 2097152",
        "/, 2097152",
    })
    void theMostThatABodyMayHoldDependsOnItsAddress(String path, long bytes) {
        assertThat(RequestFilter.maxBytes(path)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdefgh", "0af7651916cd43dd8448eb211c80319c", "a.b_c-d.e"})
    void theIdOfACallerIsTakenOver(String id) throws Exception {
        MockHttpServletRequest request = request("/people");
        request.addHeader("X-Request-Id", id);
        assertThat(answered(request, nothing()).getHeader("X-Request-Id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "", "with space in it", "<script>alert</script>", "ümlauts-here"})
    void anIdOfAnotherFormIsReplaced(String id) throws Exception {
        MockHttpServletRequest request = request("/people");
        request.addHeader("X-Request-Id", id);
        assertThat(answered(request, nothing()).getHeader("X-Request-Id"))
                .isNotEqualTo(id)
                .matches("[0-9a-f-]{13}");
    }

    @Test
    void anIdThatIsTooLongIsReplaced() throws Exception {
        MockHttpServletRequest request = request("/people");
        request.addHeader("X-Request-Id", "a".repeat(65));
        assertThat(answered(request, nothing()).getHeader("X-Request-Id")).hasSize(13);
    }

    @Test
    void logsKnowTheRequestWhileItRunsAndNoLonger() throws Exception {
        AtomicReference<String> during = new AtomicReference<>();
        MockHttpServletRequest request = request("/people");
        request.addHeader("X-Request-Id", "request-one");
        answered(request, (taken, answer) -> during.set(MDC.get("request")));
        assertThat(during.get()).isEqualTo("request-one");
        assertThat(MDC.get("request")).isNull();
    }

    @Test
    void aBodyThatIsAnnouncedAsTooLargeIsNotEvenRead() throws Exception {
        MockHttpServletRequest request = request("/f/contact");
        request.setContent(new byte[256 * 1024 + 1]);
        MockHttpServletResponse answer = answered(request, (taken, response) -> {
            throw new AssertionError("the request was passed on");
        });
        assertThat(answer.getStatus()).isEqualTo(413);
    }

    @Test
    void aBodyOfExactlyItsLimitIsRead() throws Exception {
        MockHttpServletRequest request = request("/f/contact");
        request.setContent(new byte[256 * 1024]);
        assertThat(answered(request, nothing()).getStatus()).isEqualTo(200);
    }

    @Test
    void aBodyOfUnknownLengthIsCutOffWhereItGrowsBeyondItsLimit() throws Exception {
        MockHttpServletResponse answer = answered(
                unannounced(256 * 1024 + 1),
                (taken, response) -> taken.getInputStream().readAllBytes());
        assertThat(answer.getStatus()).isEqualTo(413);
    }

    @Test
    void aBodyOfUnknownLengthIsReadUpToItsLimit() throws Exception {
        AtomicReference<Integer> read = new AtomicReference<>(0);
        answered(unannounced(256 * 1024), (taken, response) -> {
            while (taken.getInputStream().read() >= 0) {
                read.set(read.get() + 1);
            }
        });
        assertThat(read.get()).isEqualTo(256 * 1024);
    }

    @Test
    void aBodyOfUnknownLengthIsLimitedForThoseWhoReadItAsText() throws Exception {
        MockHttpServletResponse answer = answered(
                unannounced(256 * 1024 + 1),
                (taken, response) -> taken.getReader().readAllAsString());
        assertThat(answer.getStatus()).isEqualTo(413);
    }

    @Test
    void anExceptionOfAFilterRevealsNothing() throws Exception {
        MockHttpServletResponse answer = answered(request("/api/v1/people"), (taken, response) -> {
            ((HttpServletResponse) response).setHeader("X-Half", "done");
            throw new ServletException(new IllegalStateException("a secret"));
        });
        assertThat(answer.getStatus()).isEqualTo(500);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(answer.getContentAsString()).doesNotContain("secret");
        assertThat(answer.getHeader("X-Half")).isNull();
        assertThat(answer.getHeader("X-Request-Id")).isNotBlank();
    }

    @Test
    void anExceptionOfAFilterIsAPageForBrowsers() throws Exception {
        MockHttpServletResponse answer = answered(request("/people"), (taken, response) -> {
            throw new Conflict("Two of you at once.");
        });
        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentType()).startsWith("text/html");
        assertThat(answer.getContentAsString()).contains("Two of you at once.");
    }

    @Test
    void anAnswerThatIsOnItsWayIsNotTouched() throws Exception {
        MockHttpServletResponse answer = answered(request("/people"), (taken, response) -> {
            response.getWriter().write("half of it");
            response.flushBuffer();
            throw new IllegalStateException("too late");
        });
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentAsString()).isEqualTo("half of it");
    }

    private MockHttpServletResponse answered(HttpServletRequest request, FilterChain chain) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new RequestFilter(errors, EnvironmentSettings.from(Map.of())).doFilter(request, response, chain);
        return response;
    }

    private static FilterChain nothing() {
        return (request, response) -> {};
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("POST", path);
    }

    /** A form's answer whose length no header tells. */
    private static HttpServletRequest unannounced(int bytes) throws IOException {
        MockHttpServletRequest request = request("/f/contact");
        request.setContent(new byte[bytes]);
        return new HttpServletRequestWrapper(request) {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
    }
}
