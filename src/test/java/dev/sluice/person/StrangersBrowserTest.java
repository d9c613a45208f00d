package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The write key is public: a browser that gives somebody's address changes nothing of what is known of them. */
class StrangersBrowserTest extends SluiceTest {
    private static final String LEE = "lee@harbour.example";

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

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
    void answersOfAHostedFormCountButItsBrowserIsNotTrustedForThem() {
        int workspace = workspace();
        identify(server(workspace), "lee-1", "\"role\":\"Controller\"");
        NewSignal answers = new NewSignal(
                new IdentityKeys(LEE, null, "form-visitor", List.of()),
                clock.instant().plusSeconds(1),
                null,
                "form_submitted",
                "contact",
                true,
                sources.named(workspace, Sources.Kind.FORM, "contact"),
                Map.of("role", "CFO"),
                Map.of(),
                Trust.INTERNAL);

        signals.record(workspace, List.of(answers.from(Trust.FORM)));
        assertThat(trait(workspace, "role")).isEqualTo("CFO");

        identify(script(workspace), "form-visitor", "\"role\":\"Student\"");
        assertThat(trait(workspace, "role")).isEqualTo("CFO");
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
