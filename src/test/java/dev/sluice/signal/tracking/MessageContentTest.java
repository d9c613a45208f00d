package dev.sluice.signal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.Json;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.AllSignals;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traits, subject and circumstances that a message of the tracking API brings along. */
class MessageContentTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    /** The message's fields, without the braces and the user. */
    private static NewSignal read(String type, String fields) {
        return new TrackingMessage(Json.object("{\"userId\":\"7\"," + fields + "}"), "", Map.of())
                .signal(type, true, 1, NOW, Trust.SERVER, AllSignals.kinds());
    }

    private static Map<String, Object> traits(String type, String traits) {
        return read(type, "\"traits\":" + traits).traits();
    }

    @ParameterizedTest
    @CsvSource({
        "title, role",
        "jobTitle, role",
        "job_title, role",
        "firstName, first_name",
        "lastname, last_name",
        "employees, company_size",
        "companyName, company",
        "company_industry, industry",
        "favouriteColour, favourite_colour",
    })
    void aTraitHasOurNameWhereItMeansTheSame(String written, String name) {
        assertThat(traits("identify", "{\"" + written + "\":\"x\"}")).isEqualTo(Map.of(name, "x"));
    }

    @Test
    void traitsKeepTheirTypes() {
        assertThat(traits("identify", "{\"a\":\"text\",\"b\":12,\"c\":1.5,\"d\":true,\"e\":[\"x\",1]}"))
                .isEqualTo(Map.of("a", "text", "b", 12, "c", 1.5, "d", true, "e", List.of("x", "1")));
    }

    @Test
    void aTraitThatIsNullIsLeftOut() {
        assertThat(traits("identify", "{\"a\":null,\"b\":1}")).isEqualTo(Map.of("b", 1));
    }

    @Test
    void nestedTraitsAreFlat() {
        assertThat(
                        traits(
                                "identify",
                                "{\"company\":{\"name\":\"Harbour\",\"employeeCount\":40},\"address\":{\"country\":\"GB\",\"geo\":{\"lat\":1}}}"))
                .isEqualTo(Map.of("company", "Harbour", "company_size", 40, "country", "GB", "address_geo_lat", 1));
    }

    @Test
    void traitsOfAGroupAreThoseOfTheCompany() {
        assertThat(traits(
                        "group", "{\"name\":\"Harbour\",\"employees\":40,\"industry\":\"shipping\",\"plan\":\"pro\"}"))
                .isEqualTo(Map.of(
                        "company", "Harbour", "company_size", 40, "industry", "shipping", "company_plan", "pro"));
        assertThat(read("group", "\"groupId\":\"harbour\"").subject()).isEqualTo("harbour");
        assertThat(read("group", "\"name\":\"x\"").subject()).isEmpty();
    }

    @Test
    void aTrackedEventTakesTheTraitsOfItsContext() {
        assertThat(read("track", "\"event\":\"x\",\"context\":{\"traits\":{\"jobTitle\":\"CFO\"}}")
                        .traits())
                .isEqualTo(Map.of("role", "CFO"));
        assertThat(read("track", "\"event\":\"x\",\"traits\":{\"jobTitle\":\"CFO\"}")
                        .traits())
                .isEmpty();
    }

    @Test
    void textOfATraitIsClippedAndPlain() {
        assertThat(traits("identify", "{\"a\":\"x\\u0000y\"}")).isEqualTo(Map.of("a", "xy"));
        assertThat(String.valueOf(traits("identify", "{\"a\":\"" + "x".repeat(3_000) + "\"}")
                        .get("a")))
                .hasSize(2_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"path\":\"/pricing\"} | /pricing",
                "{\"url\":\"https://harbour.test/pricing?x=1#y\"} | /pricing",
                "{\"url\":\"https://harbour.test\"} | /",
                "{\"path\":\"/a\",\"url\":\"https://harbour.test/b\"} | /a",
                "{\"url\":\"not an address\"} | not an address",
            })
    void aPageIsKnownByItsPath(String properties, String subject) {
        assertThat(read("page", "\"properties\":" + properties).subject()).isEqualTo(subject);
        assertThat(read("page", "\"context\":{\"page\":" + properties + "}").subject())
                .isEqualTo(subject);
    }

    @Test
    void aScreenIsKnownByItsNameWhereItHasNoPath() {
        assertThat(read("screen", "\"name\":\"Checkout\"").subject()).isEqualTo("Checkout");
        assertThat(read("screen", "\"properties\":{}").subject()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subject\":\"s\",\"title\":\"t\"} | s",
                "{\"title\":\"t\",\"form\":\"f\"} | f",
                "{\"asset\":\"guide\"} | guide",
                "{\"label\":\"l\"} | l",
                "{\"form\":7,\"name\":\"n\"} | n",
                "{\"colour\":\"red\"} | ''",
            })
    void aTrackedEventIsAboutTheFirstPropertyThatNamesSomething(String properties, String subject) {
        assertThat(read("track", "\"event\":\"x\",\"properties\":" + properties).subject())
                .isEqualTo(subject);
    }

    @Test
    void theCircumstancesOfAPageAreKept() {
        Map<String, Object> data = read(
                        "page",
                        "\"properties\":{\"url\":\"https://harbour.test/a\",\"title\":\"A\",\"depth\":3},"
                                + "\"context\":{\"page\":{\"referrer\":\"https://search.test/\",\"title\":\"B\"},"
                                + "\"userAgent\":\"Firefox\"}")
                .data();
        assertThat(data)
                .isEqualTo(Map.of(
                        "url", "https://harbour.test/a",
                        "title", "A",
                        "referrer", "https://search.test/",
                        "user_agent", "Firefox",
                        "properties", Map.of("depth", 3)));
    }

    @Test
    void blankCircumstancesAreLeftOut() {
        assertThat(read("page", "\"properties\":{\"url\":\" \",\"referrer\":\"\"},\"context\":{\"userAgent\":\"\"}")
                        .data())
                .isEmpty();
    }

    @Test
    void theCampaignIsThatOfTheContext() {
        assertThat(read(
                                "page",
                                "\"properties\":{\"url\":\"https://harbour.test/?utm_source=other\"},"
                                        + "\"context\":{\"campaign\":{\"name\":\"spring\",\"source\":\"news\",\"Medium\":\"mail\"}}")
                        .data())
                .containsEntry("utm_campaign", "spring")
                .containsEntry("utm_source", "news")
                .containsEntry("utm_medium", "mail");
    }

    @Test
    void withoutOneTheCampaignIsThatOfTheAddress() {
        assertThat(read(
                                "page",
                                "\"properties\":{\"url\":\"https://harbour.test/?a=1&utm_source=Hacker%20News&utm_campaign=a+b#utm_term=x\"}")
                        .data())
                .containsEntry("utm_source", "Hacker News")
                .containsEntry("utm_campaign", "a b")
                .containsEntry("utm_term", "x")
                .doesNotContainKey("a");
    }

    @Test
    void aCampaignThatIsBadlyEncodedIsKeptAsItIs() {
        assertThat(read("page", "\"properties\":{\"url\":\"https://harbour.test/?utm_source=50%25&utm_medium=50%\"}")
                        .data())
                .containsEntry("utm_source", "50%")
                .containsEntry("utm_medium", "50%");
    }

    @Test
    void aCampaignWithoutANameOrAValueIsNone() {
        assertThat(read("page", "\"properties\":{\"url\":\"https://harbour.test/?utm_=x&utm_source=&utm\"}")
                        .data())
                .containsOnlyKeys("url");
    }

    @Test
    void whatIsNoObjectIsAnEmptyOne() {
        assertThat(TrackingMessage.object("text")).isEmpty();
        assertThat(TrackingMessage.object(List.of(1))).isEmpty();
        assertThat(TrackingMessage.object(null)).isEmpty();
        assertThat(read("page", "\"properties\":[1],\"context\":\"x\",\"traits\":7")
                        .data())
                .isEmpty();
    }
}
