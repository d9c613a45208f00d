package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where first awareness happened. */
class FirstTouchAttributionTest {
    private static NewSignal signal(Map<String, Object> data) {
        return new NewSignal(
                IdentityKeys.visitor("tab"),
                Instant.EPOCH,
                null,
                "page_viewed",
                "/",
                true,
                1,
                Map.of(),
                data,
                Trust.INTERNAL);
    }

    private static String referredBy(String referrer) {
        String origin = FirstTouchAttribution.of(signal(Map.of("url", "https://harbour.test/", "referrer", referrer)));
        return origin == null ? "none" : origin;
    }

    @Test
    void whatIsStatedGoesBeforeEverythingElse() {
        assertThat(FirstTouchAttribution.of(signal(Map.of(
                        "origin", " Trade fair ",
                        "utm_source", "news",
                        "referrer", "https://www.google.com/",
                        "url", "https://harbour.test/"))))
                .isEqualTo("Trade fair");
    }

    @Test
    void aCampaignGoesBeforeTheSiteThatReferred() {
        assertThat(FirstTouchAttribution.of(signal(Map.of(
                        "utm_source", "LinkedIn Ads",
                        "referrer", "https://www.google.com/",
                        "url", "https://harbour.test/"))))
                .isEqualTo("linkedin ads");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.google.com/search, search",
        "https://www.google.co.uk/, search",
        "https://bing.com/, search",
        "https://duckduckgo.com, search",
        "https://uk.search.yahoo.com/x, search",
        "https://www.linkedin.com/feed, social",
        "https://lnkd.in/abc, social",
        "https://t.co/abc, social",
        "https://x.com/abc, social",
        "https://m.facebook.com/, social",
        "https://old.reddit.com/r/x, social",
        "https://blog.example.com/post, referral",
        "https://boxx.company/, referral",
        "https://HARBOUR.test/pricing, direct",
        "https://harbour.test/pricing, direct",
        "not an address, direct",
    })
    void theSiteThatReferredIsOfSomeKind(String referrer, String origin) {
        assertThat(referredBy(referrer)).isEqualTo(origin);
    }

    @Test
    void aPageThatNoSiteReferredToIsDirect() {
        assertThat(FirstTouchAttribution.of(signal(Map.of("url", "https://harbour.test/"))))
                .isEqualTo("direct");
        assertThat(FirstTouchAttribution.of(signal(Map.of("url", "https://harbour.test/", "referrer", "  "))))
                .isEqualTo("direct");
    }

    @Test
    void aSignalThatSaysNothingHasNoOrigin() {
        assertThat(FirstTouchAttribution.of(signal(Map.of()))).isNull();
        assertThat(FirstTouchAttribution.of(signal(Map.of("origin", 7, "utm_source", true))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "utm_source"})
    void anOriginHasAtMostAHundredCharacters(String field) {
        assertThat(FirstTouchAttribution.of(signal(Map.of(field, "x".repeat(300)))))
                .hasSize(100);
    }

    @Test
    void theFirstTouchKeepsTheAddressTheReferrerAndTheCampaign() {
        assertThat(FirstTouchAttribution.touch(signal(Map.of(
                        "url", "https://harbour.test/?utm_source=news",
                        "referrer", " https://www.google.com/ ",
                        "utm_source", "news",
                        "utm_campaign", "spring",
                        "user_agent", "Firefox",
                        "properties", Map.of("a", 1)))))
                .isEqualTo(Map.of(
                        "url", "https://harbour.test/?utm_source=news",
                        "referrer", "https://www.google.com/",
                        "utm_source", "news",
                        "utm_campaign", "spring"));
    }

    @Test
    void theFirstTouchKeepsNoMoreThanFiveHundredCharactersOfEach() {
        assertThat(String.valueOf(FirstTouchAttribution.touch(signal(Map.of("url", "x".repeat(900))))
                        .get("url")))
                .hasSize(500);
    }
}
