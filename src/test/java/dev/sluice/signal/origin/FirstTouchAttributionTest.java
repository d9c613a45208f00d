package dev.sluice.signal.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
                .isEqualTo("trade fair");
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://mail.google.com/                     | https://harbour.test/?a=1                | email  | email
            https://news.example/                        | https://harbour.test/                    | e-mail | email
            https://mail.google.com/                     | https://harbour.test/                    |        | email
            https://outlook.live.com/mail/0/             | https://harbour.test/                    |        | email
            https://webmail.firm.example/read?id=4       | https://harbour.test/                    |        | email
            android-app://com.google.android.gm/         | https://harbour.test/                    |        | email
            android-app://com.linkedin.android/          | https://harbour.test/                    |        | social
            android-app://com.google.android.googlequicksearchbox/ | https://harbour.test/          |        | search
            https://www.google.com/                      | https://harbour.test/?gclid=x            |        | paid search
            https://www.bing.com/                        | https://harbour.test/a?b=1&msclkid=7f#x  |        | paid search
                                                         | https://harbour.test/?wbraid=x           |        | paid search
            https://www.google.com/                      | https://harbour.test/                    | cpc    | paid search
            https://www.linkedin.com/                    | https://harbour.test/?li_fat_id=3        |        | paid social
            https://www.google.com/                      | https://harbour.test/?gclid=             |        | search
            https://docs.google.com/document/d/1         | https://harbour.test/                    |        | referral
            https://search.example/                      | https://harbour.test/                    |        | referral
            https://chatgpt.com/                         | https://harbour.test/                    |        | ai assistant
            https://www.perplexity.ai/search/x           | https://harbour.test/                    |        | ai assistant
            https://blog.site.example/post               | https://www.site.example/                |        | direct
            https://site.example/                        | https://www.site.example/pricing         |        | direct
            https://shop.site.co.uk/                     | https://www.site.co.uk/                  |        | direct
            https://one.co.uk/                           | https://two.co.uk/                       |        | referral
            https://ada.github.io/                       | https://bob.github.io/                   |        | referral
            https://checkout.stripe.com/c/pay/cs_1       | https://harbour.test/thanks              |        | direct
            https://www.paypal.com/checkoutnow           | https://harbour.test/thanks              |        | direct
            https://pay.bank.example/3ds                 | https://harbour.test/thanks              |        | direct
            https://accounts.google.com/                 | https://harbour.test/in                  |        | direct
            https://www.partner.example/tools            | https://harbour.test/?ref=Partner        |        | partner
                                                         | https://harbour.test/?x=1&ref=Acme%20Ltd |        | acme ltd
            https://blog.harbour.test/                   | https://harbour.test/?ref=nav            |        | direct
            https://news.example/a^b                     | https://harbour.test/                    |        | referral
            """)
    void theChannelFollowsFromTheLinkAndTheSite(String referrer, String url, String medium, String origin) {
        Map<String, Object> data = new HashMap<>(Map.of("url", url));
        data.computeIfAbsent("referrer", _ -> referrer);
        data.computeIfAbsent("utm_medium", _ -> medium);

        assertThat(FirstTouchAttribution.of(signal(data))).isEqualTo(origin);
    }

    /** Names come by links, files and the API; one source has one name. */
    @ParameterizedTest
    @ValueSource(strings = {"Google Ads", "google ads", " GOOGLE  ADS ", "Google\tads"})
    void aSourceHasOneNameHoweverItIsWritten(String written) {
        for (String field : List.of("origin", "utm_source")) {
            assertThat(FirstTouchAttribution.of(signal(Map.of(field, written)))).isEqualTo("google ads");
        }
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
