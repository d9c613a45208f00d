package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.funnel.Life;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A country reaches a person as a code by every path, and one that is not understood disqualifies no one. */
class CountryPathsTest extends SluiceTest {
    @Autowired
    private Settled settled;

    @Autowired
    private Persons persons;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    private int workspace;
    private Api api = new Api("", "");

    @BeforeEach
    void aFunnelForThreeCountriesDecides() {
        workspace = workspace();
        api = api(workspace);
        settled.decides(
                workspace,
                Life.readyMade("managed-it")
                        .replace(
                                "disqualify:\n",
                                "disqualify:\n  - {reason: not_a_fit, when: {country: {not_in: [US, CA, GB]}}}\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "api, United Kingdom, GB, active",
        "api, england, GB, active",
        "patch, U.S., US, active",
        "patch, Estados Unidos, US, active",
        "browser, UK, GB, active",
        "browser, Kanada, CA, active",
        "import, United Kingdom, GB, active",
        "import, U.S., US, active",
        "import, Deutschland, DE, disqualified",
        "api, allemagne, DE, disqualified",
        "form, RU, RU, disqualified",
        "form, GB, GB, active",
    })
    void aNameIsACode(String path, String written, String code, String outcome) {
        long person = tell(path, written);
        assertThat(persons.get(workspace, person).traits())
                .containsEntry("country", code)
                .doesNotContainKey("country_as_written");
        assertThat(outcome(person)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "api, RU",
        "patch, Narnia",
        "browser, Congo",
        "browser, EMEA",
        "import, RU",
        "import, n.n.",
        "form, Utopia"
    })
    void whatIsNotUnderstoodIsKeptAndCountsForNothing(String path, String written) {
        long person = tell(path, written);
        assertThat(persons.get(workspace, person).traits())
                .containsEntry("country_as_written", written)
                .doesNotContainKey("country");
        assertThat(outcome(person)).isEqualTo("active");
        assertThat(owner(workspace).get("/people/" + person + "/facts").body())
                .contains("Country as written", written, "It counts in no condition");
    }

    @ParameterizedTest
    @CsvSource({"RU, Russia or United Kingdom", "Atlantis, No country is known"})
    void aUserIsAsked(String written, String question) {
        HttpResponse<String> added =
                owner(workspace).post("/people", Map.of("email", "kay@example.com", "country", written));
        assertThat(added.statusCode()).isEqualTo(422);
        assertThat(added.body().replace("United Kingdom or Russia", "Russia or United Kingdom"))
                .contains(question);
        long kay = tell("api", "UK");
        assertThat(owner(workspace)
                        .post("/people/" + kay + "/traits", Map.of("name", "Country", "value", written))
                        .statusCode())
                .isEqualTo(422);
        assertThat(persons.get(workspace, kay).traits()).containsEntry("country", "GB");
    }

    @Test
    void aCountryThatIsSetByHandSettlesTheRemark() {
        long kay = tell("api", "RU");
        owner(workspace).post("/people/" + kay + "/traits", Map.of("name", "country", "value", "Royaume-Uni"));
        assertThat(persons.get(workspace, kay).traits()).containsEntry("country", "GB");
        assertThat(owner(workspace).get("/people/" + kay + "/facts").body()).doesNotContain("Country as written");
    }

    private long tell(String path, String country) {
        String email = "kay@example.com";
        switch (path) {
            case "api" -> post(email, country);
            case "patch" -> {
                long id = post(email, "GB");
                // the code of before would stay beside the text, so that the person begins without one
                assertThat(api.patch("/api/v1/people/" + id, "{\"traits\":{\"country\":null}}")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(api.patch("/api/v1/people/" + id, "{\"traits\":{\"country\":\"" + country + "\"}}")
                                .statusCode())
                        .isEqualTo(200);
            }
            case "browser" -> identify(email, country);
            case "import" -> importFile("Email,Country,Job title\n" + email + "," + country + ",Director\n");
            case "form" ->
                signals.record(
                        workspace,
                        List.of(new NewSignal(
                                IdentityKeys.email(email),
                                clock.instant(),
                                null,
                                "form_submitted",
                                "contact",
                                true,
                                sources.named(workspace, Sources.Kind.FORM, "contact"),
                                Map.of("country", country),
                                Map.of(),
                                Trust.FORM)));
            default -> throw new IllegalArgumentException(path);
        }
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    private long post(String email, String country) {
        HttpResponse<String> answer = api.post(
                "/api/v1/people", "{\"email\":\"" + email + "\",\"traits\":{\"country\":\"" + country + "\"}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ((Number) Json.object(answer.body()).get("id")).longValue();
    }

    private void identify(String email, String country) {
        String key = Base64.getEncoder().encodeToString((writeKey(workspace) + ":").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = browser()
                .send(HttpRequest.newBuilder(URI.create(browser().base() + "/v1/identify"))
                        .header("Authorization", "Basic " + key)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"anonymousId\":\"b-1\",\"traits\":{\"email\":\"" + email
                                + "\",\"country\":\"" + country + "\"}}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void importFile(String content) {
        HttpResponse<String> begun =
                Upload.post(api, "/api/v1/imports", "a.csv", content.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> "done".equals(Json.object(api.get(location).body()).get("state")));
    }

    private String outcome(long person) {
        settled.settled(workspace);
        List<?> standings =
                Json.array(api.get("/api/v1/people/" + person + "/standing").body());
        return (String) ((Map<?, ?>) standings.getFirst()).get("outcome");
    }
}
