package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.EnvironmentSettings;
import dev.sluice.platform.PublicUrl;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class PublicUrlTest extends SluiceTest {
    @Autowired
    private ErrorRenderer errors;

    @AfterEach
    void noRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void linksStandBelowTheAddressThatIsSet() {
        PublicUrl address = address(Map.of("SLUICE_PUBLIC_URL", "https://sluice.example.com/"));
        asked("evil.example");
        assertThat(address.of("/r/7")).isEqualTo("https://sluice.example.com/r/7");
        assertThat(address.here("/r/7")).isEqualTo("https://sluice.example.com/r/7");
    }

    @Test
    void aLinkThatTravelsNeverNamesTheHostOfARequest() {
        PublicUrl address = address(Map.of());
        asked("evil.example");
        assertThat(address.of("/r/7")).isEqualTo("http://localhost:8080/r/7");
        assertThat(address.here("/r/7")).isEqualTo("http://evil.example/r/7");
    }

    @Test
    void anAddressThatIsNoneStopsTheStart() {
        for (String wrong : List.of(
                "sluice.example.com",
                "ftp://a.example",
                "https://a.example/sub",
                "https://u@a.example",
                "https://a.example?x",
                "javascript:alert(1)",
                "https://")) {
            assertThatThrownBy(() -> PublicUrl.checked(wrong)).hasMessageContaining("SLUICE_PUBLIC_URL");
        }
    }

    @Test
    void headersOfStrangersChangeNoLink() {
        Browser owner = owner(workspace());
        String page = owner.send(HttpRequest.newBuilder(URI.create(owner.base() + "/sources"))
                        .header("X-Forwarded-Host", "evil.example")
                        .header("X-Forwarded-Proto", "https")
                        .header("Forwarded", "host=evil.example"))
                .body();
        assertThat(page).contains("http://localhost:" + port + "/sluice.js").doesNotContain("evil.example");
    }

    @Test
    void everyRequestPassesTheProxies() throws Exception {
        RequestFilter frame =
                new RequestFilter(errors, EnvironmentSettings.from(Map.of("SLUICE_TRUSTED_PROXIES", "127.0.0.1,::1")));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.addHeader("X-Forwarded-For", "198.51.100.4");
        MockFilterChain chain = new MockFilterChain();
        frame.doFilter(request, new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).isNotNull();
        assertThat(chain.getRequest().getRemoteAddr()).isEqualTo("198.51.100.4");
    }

    private static PublicUrl address(Map<String, String> settings) {
        return new PublicUrl(EnvironmentSettings.from(settings), new MockEnvironment());
    }

    private static void asked(String host) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setServerName(host);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }
}
