package dev.sluice.signal.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a host was registered by someone; cases of the public suffix list's own test, and ours. */
class RegistrableDomainTest {
    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example",
        "www.blog.shop.example, shop.example",
        "www.shop.co.uk, shop.co.uk",
        "a.b.c.mm, b.c.mm",
        "www.ck, www.ck",
        "www.www.ck, www.ck",
        "b.test.ck, b.test.ck",
        "a.b.test.ck, b.test.ck",
        "city.kobe.jp, city.kobe.jp",
        "www.city.kobe.jp, city.kobe.jp",
        "ada.github.io, ada.github.io",
        "co.uk, co.uk",
        "localhost, localhost",
        "192.0.2.17, 192.0.2.17",
        "www.xn--85x722f.com.cn, xn--85x722f.com.cn",
    })
    void theRegisteredPartOfAHost(String host, String registered) {
        assertThat(RegistrableDomain.of(host)).isEqualTo(registered);
    }
}
