package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class TrustedProxiesTest {
    private static final TrustedProxies OURS = TrustedProxies.of("10.0.0.0/8, 192.0.2.7,2001:db8::/32");

    @Test
    void withoutTheSettingNobodyIsBelieved() {
        HttpServletRequest seen = TrustedProxies.of(null).past(from("10.0.0.1", "X-Forwarded-For", "1.2.3.4"));
        assertThat(seen.getRemoteAddr()).isEqualTo("10.0.0.1");
    }

    @Test
    void aStrangersWordIsNotBelieved() {
        HttpServletRequest seen = OURS.past(from(
                "203.0.113.9",
                "X-Forwarded-For",
                "1.2.3.4",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "evil.example",
                "Forwarded",
                "for=1.2.3.4;proto=https;host=evil.example"));
        assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.9");
        assertThat(seen.isSecure()).isFalse();
        assertThat(seen.getRequestURL()).hasToString("http://localhost/people");
    }

    @Test
    void aTrustedProxyTellsAddressSchemeAndHost() {
        HttpServletRequest seen = OURS.past(from(
                "10.1.2.3",
                "X-Forwarded-For",
                "198.51.100.4",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "sluice.example.com"));
        assertThat(seen.getRemoteAddr()).isEqualTo("198.51.100.4");
        assertThat(seen.isSecure()).isTrue();
        assertThat(seen.getRequestURL()).hasToString("https://sluice.example.com/people");
    }

    @Test
    void theStandardHeaderIsRead() {
        HttpServletRequest seen = OURS.past(from(
                "192.0.2.7", "Forwarded", "for=\"[2001:470::5]:4711\";proto=https;host=\"sluice.example.com:8443\""));
        assertThat(seen.getRemoteAddr()).isEqualTo("2001:470:0:0:0:0:0:5");
        assertThat(seen.getRequestURL()).hasToString("https://sluice.example.com:8443/people");
    }

    @Test
    void whatStandsBeforeTheFirstStrangerIsHearsay() {
        assertThat(client("10.0.0.1", "6.6.6.6, 198.51.100.4, 10.9.9.9")).isEqualTo("198.51.100.4");
        assertThat(client("10.0.0.1", "198.51.100.4, nonsense, 10.9.9.9")).isEqualTo("10.9.9.9");
        assertThat(client("10.0.0.1", "10.9.9.8, 10.9.9.9")).isEqualTo("10.9.9.8");
        assertThat(client("10.0.0.1", "198.51.100.4:5123")).isEqualTo("198.51.100.4");
        assertThat(client("10.0.0.1", "")).isEqualTo("10.0.0.1");
    }

    @Test
    void aHostThatIsNoneIsNotTaken() {
        for (String host : List.of("evil.example/x", "a b", "<script>", "user@evil.example", "")) {
            HttpServletRequest seen = OURS.past(from("10.0.0.1", "X-Forwarded-Host", host));
            assertThat(seen.getServerName()).isEqualTo("localhost");
        }
    }

    @Test
    void aSettingThatIsNoNetworkStopsTheStart() {
        for (String wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.1/-1", "10.0.0.1/")) {
            assertThatThrownBy(() -> TrustedProxies.of(wrong)).hasMessageContaining("SLUICE_TRUSTED_PROXIES");
        }
    }

    @Test
    void aNetworkOfVersionSixIsOneAddressToLimits() {
        assertThat(ClientAddress.network("2001:db8:1:2:3:4:5:6")).isEqualTo(ClientAddress.network("2001:db8:1:2::99"));
        assertThat(ClientAddress.network("2001:db8:1:2::1")).isNotEqualTo(ClientAddress.network("2001:db8:1:3::1"));
        assertThat(ClientAddress.network("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    private static String client(String peer, String hops) {
        return OURS.past(from(peer, "X-Forwarded-For", hops)).getRemoteAddr();
    }

    private static HttpServletRequest from(String peer, String... headers) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/people");
        request.setRemoteAddr(peer);
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        return request;
    }
}
