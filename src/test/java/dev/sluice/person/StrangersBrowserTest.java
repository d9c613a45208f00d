package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The write key is public: a browser or form that gives somebody's address changes nothing of what is known of them. */
class StrangersBrowserTest extends SluiceTest {
    private static final String LEE = "lee@harbour.example";

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Test
    void aStrangersBrowserFillsInWhatIsUnknownAndChangesNothing() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"name\":\"Lee Moor\",\"role\":\"CFO\"");

        identify(script(workspace), "stranger", "\"first_name\":\"Mallory\",\"role\":\"Student\",\"city\":\"Leeds\"");

        assertThat(trait(workspace, "role")).isEqualTo("CFO");
        assertThat(trait(workspace, "city")).isEqualTo("Leeds");
        assertThat(column(workspace, "name")).isEqualTo("Lee Moor");
        assertThat(column(workspace, "role")).isEqualTo("CFO");
    }

    @Test
    void aSecondClaimFromTheSameBrowserIsStillAClaim() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"role\":\"CFO\"");
        Api stranger = script(workspace);

        identify(stranger, "stranger", "\"role\":\"Student\"");
        identify(stranger, "stranger", "\"role\":\"Student\"");
        stranger.post("/v1/track", """
                {"anonymousId":"stranger","event":"Trial Started","context":{"traits":{"role":"Student"}}}""");

        assertThat(trait(workspace, "role")).isEqualTo("CFO");
    }

    @Test
    void aVisitorWhoClaimsToBeSomebodyKnownIsAStrangerToo() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"role\":\"CFO\"");
        Api stranger = script(workspace);
        stranger.post("/v1/page", "{\"anonymousId\":\"stranger\",\"properties\":{\"path\":\"/\"}}");

        identify(stranger, "stranger", "\"role\":\"Student\"");
        identify(stranger, "stranger", "\"role\":\"Student\"");

        assertThat(trait(workspace, "role")).isEqualTo("CFO");
    }

    @Test
    void whatAStrangerSaidIsKeptBesideForPeopleToSee() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"role\":\"CFO\"");

        identify(script(workspace), "stranger", "\"role\":\"Student\"");

        assertThat(tenancy.in(
                        workspace,
                        () -> jdbc.sql("""
                                SELECT data -> 'unverified' ->> 'role' FROM signal
                                WHERE workspace_id = ? AND data -> 'unverified' IS NOT NULL""").param(workspace).query(String.class).list()))
                .containsExactly("Student");
    }

    @Test
    void theBrowserInWhichAPersonBecameKnownMayChangeWhatTheySay() {
        int workspace = workspace();
        Api lee = script(workspace);
        lee.post("/v1/page", "{\"anonymousId\":\"laptop\",\"properties\":{\"path\":\"/\"}}");
        identify(lee, "laptop", "\"role\":\"Controller\"");

        identify(lee, "laptop", "\"role\":\"CFO\"");

        assertThat(trait(workspace, "role")).isEqualTo("CFO");
    }

    @Test
    void aServerVouchesForABrowser() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"role\":\"Controller\"");
        Api phone = script(workspace);
        identify(phone, "phone", "\"city\":\"Leeds\"");

        identify(server(workspace), "phone", "\"city\":\"Hull\"");
        identify(phone, "phone", "\"role\":\"CFO\"");

        assertThat(trait(workspace, "role")).isEqualTo("CFO");
    }

    @Test
    void aFormFilledInByAStrangerFillsInWhatIsUnknownAndChangesNothing() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"role\":\"Controller\"");

        form(workspace, "form-visitor", Map.of("role", "Student", "phone", "+44 20 7946 0018"));

        assertThat(trait(workspace, "role")).isEqualTo("Controller");
        assertThat(column(workspace, "phone")).isEqualTo("+442079460018");
        assertThat(unverified(workspace, "role")).containsExactly("Student");
    }

    @Test
    void aFormFilledInInThePersonsOwnBrowserChangesWhatTheySay() {
        int workspace = workspace();
        form(workspace, "laptop", Map.of("phone", "+44 20 7946 0018"));

        form(workspace, "laptop", Map.of("phone", "+44 20 7946 0099"));

        assertThat(column(workspace, "phone")).isEqualTo("+442079460099");
        assertThat(unverified(workspace, "phone")).isEmpty();
    }

    @Test
    void aBrowserMergesNoTwoKnownPeople() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"role\":\"CFO\"");
        server(workspace).post("/v1/identify", "{\"userId\":\"kim\",\"traits\":{\"email\":\"kim@dock.example\"}}");

        script(workspace)
                .post(
                        "/v1/identify",
                        "{\"anonymousId\":\"stranger\",\"userId\":\"kim\",\"traits\":{\"email\":\"" + LEE + "\"}}");
        form(workspace, "lee-1", Map.of("email", "kim@dock.example"));

        assertThat(people(workspace)).containsExactlyInAnyOrder(LEE, "kim@dock.example");
        assertThat(owner(workspace, "e:" + LEE)).isNotEqualTo(owner(workspace, "u:kim"));
        assertThat(owner(workspace, "e:kim@dock.example")).isEqualTo(owner(workspace, "u:kim"));
    }

    @Test
    void aBrowserAddsNoAddressToAKnownPerson() {
        int workspace = workspace();
        server(workspace).post("/v1/identify", "{\"userId\":\"kim\",\"traits\":{\"name\":\"Kim Dock\"}}");

        script(workspace)
                .post(
                        "/v1/identify",
                        "{\"anonymousId\":\"stranger\",\"userId\":\"kim\",\"traits\":{\"email\":\"mallory@evil.example\"}}");

        assertThat(people(workspace)).isEmpty();
        assertThat(owner(workspace, "e:mallory@evil.example")).isEmpty();
        assertThat(unverified(workspace, "email")).containsExactly("mallory@evil.example");
    }

    @Test
    void theServerMayMergeAndAddAsBefore() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"role\":\"CFO\"");
        server(workspace).post("/v1/identify", "{\"userId\":\"lee\"}");

        server(workspace).post("/v1/identify", "{\"userId\":\"lee\",\"traits\":{\"email\":\"" + LEE + "\"}}");

        assertThat(owner(workspace, "u:lee")).isEqualTo(owner(workspace, "e:" + LEE));
    }

    @Test
    void aBrowserDatesNothingBackFurtherThanAMonthAndNothingAhead() {
        int workspace = workspace();
        Api browser = script(workspace);
        String old = "{\"anonymousId\":\"v\",\"event\":\"Old\",\"timestamp\":\"%s\"}";
        var refused = browser.post("/v1/track", old.formatted(clock.instant().minus(Duration.ofDays(32))));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("31 days", "API key", "timestamp");
        assertThat(browser.post("/v1/track", old.formatted(clock.instant().minus(Duration.ofDays(30))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.post("/v1/track", old.formatted(clock.instant().plus(Duration.ofDays(400))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server(workspace)
                        .post("/v1/track", old.formatted(clock.instant().minus(Duration.ofDays(900))))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server(workspace)
                        .post("/v1/track", old.formatted("1969-12-31T23:59:59Z"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(tenancy.in(
                                workspace,
                                () -> jdbc.sql("SELECT max(at) FROM signal WHERE workspace_id = ?")
                                        .param(workspace)
                                        .query(java.sql.Timestamp.class)
                                        .single())
                        .toInstant())
                .isBefore(clock.instant().plus(Duration.ofMinutes(10)));
    }

    private void form(int workspace, String visitor, Map<String, Object> traits) {
        NewSignal answers = new NewSignal(
                new IdentityKeys(String.valueOf(traits.getOrDefault("email", LEE)), null, visitor, List.of()),
                clock.instant(),
                null,
                "form_submitted",
                "contact",
                true,
                sources.named(workspace, Sources.Kind.FORM, "contact"),
                traits,
                Map.of(),
                Trust.INTERNAL);
        signals.record(workspace, List.of(answers.from(Trust.FORM)));
        clock.forward(Duration.ofSeconds(1));
    }

    private List<String> unverified(int workspace, String trait) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("SELECT data -> 'unverified' ->> ? FROM signal WHERE workspace_id = ?"
                                + " AND data -> 'unverified' ->> ? IS NOT NULL")
                        .params(trait, workspace, trait)
                        .query(String.class)
                        .list());
    }

    private List<String> people(int workspace) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("SELECT email FROM person WHERE workspace_id = ? AND email IS NOT NULL"
                                + " AND merged_into IS NULL")
                        .param(workspace)
                        .query(String.class)
                        .list());
    }

    private Optional<Long> owner(int workspace, String key) {
        return persons.withKey(workspace, key).map(Person::id);
    }

    private Api script(int workspace) {
        return new Api("http://localhost:" + port, writeKey(workspace));
    }

    private Api server(int workspace) {
        return api(workspace, "signals:write");
    }

    private static void identify(Api caller, String visitor, String traits) {
        assertThat(caller.post(
                                "/v1/identify",
                                "{\"anonymousId\":\"" + visitor + "\",\"traits\":{\"email\":\"" + LEE + "\"," + traits
                                        + "}}")
                        .statusCode())
                .isEqualTo(200);
    }

    private String trait(int workspace, String name) {
        return column(workspace, "traits ->> '" + name + "'");
    }

    private String column(int workspace, String expression) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("SELECT " + expression + " FROM person"
                                + " WHERE workspace_id = ? AND email = ? AND merged_into IS NULL")
                        .params(workspace, LEE)
                        .query(String.class)
                        .single());
    }
}
