package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** By which key limits count a caller. */
class ClientNetworkTest {
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "10.0.0.1", "127.0.0.1"})
    void anAddressOfVersionFourCountsAlone(String address) {
        assertThat(ClientAddress.network(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2::9, 2001:db8:1:2::/64",
        "2001:0db8:0001:0002::9, 2001:db8:1:2::/64",
        "2001:db8::9, 2001:db8:0:0::/64",
        "2001:DB8:A::1, 2001:db8:a:0::/64",
        "::1, 0:0:0:0::/64",
        "fe80::1%eth0, fe80:0:0:0::/64",
        "0:0:0:0:0:0:0:1, 0:0:0:0::/64",
    })
    void anAddressOfVersionSixCountsWithItsNetwork(String address, String network) {
        assertThat(ClientAddress.network(address)).isEqualTo(network);
    }

    @Test
    void aRequestCountsByTheAddressThatItComesFrom() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("2001:db8:1:2::9");
        request.addHeader("X-Forwarded-For", "192.0.2.7");
        assertThat(ClientAddress.network(request)).isEqualTo("2001:db8:1:2::/64");
    }
}
