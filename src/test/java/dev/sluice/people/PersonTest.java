package dev.sluice.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Everywhere;
import dev.sluice.SluiceTest;
import dev.sluice.person.Consents;
import dev.sluice.person.Erasure;
import dev.sluice.person.Merges;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One person: what is told by hand, merged, taken apart and erased. */
class PersonTest extends SluiceTest {
    @Autowired
    Everywhere everywhere;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Merges merges;

    @Autowired
    private Consents consents;

    @Autowired
    private Erasure erasure;

    private int workspace;
    private int source;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        source = sources.named(workspace, Sources.Kind.API, "test");
    }

    @Test
    void somebodyAddedByHandHasAPageWithWhatWasSaid() {
        var added = owner(workspace)
                .post(
                        "/people",
                        Map.of(
                                "name",
                                "Ann Harbour",
                                "email",
                                "ann@harbour.test",
                                "role",
                                "director",
                                "how",
                                "call",
                                "note",
                                "wants a quote"));
        assertThat(added.statusCode()).isEqualTo(303);
        String page = owner(workspace)
                .get(added.headers().firstValue("location").orElseThrow())
                .body();
        assertThat(page).contains("Ann Harbour", "ann@harbour.test", "director", "Call", "wants a quote", "Olga Owner");
    }

    @Test
    void somebodyWithoutAnAddressIsAPersonToo() {
        var added = owner(workspace).post("/people", Map.of("name", "Ann Harbour"));
        String page = owner(workspace)
                .get(added.headers().firstValue("location").orElseThrow())
                .body();
        assertThat(page).contains("<h1>Ann Harbour</h1>");
        assertThat(owner(workspace).post("/people", Map.of("phone", "1")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void aCallAFactAndAStageByHandStandInTheTimeline() {
        long ann = tell("ann@harbour.test", 60, "page_viewed", "/pricing", Map.of("name", "Ann"));
        var owner = owner(workspace);
        assertThat(owner.post(
                                "/people/" + ann + "/signals",
                                Map.of("what", "call", "outcome", "connected", "remark", "asked for Bob"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(owner.post("/people/" + ann + "/traits", Map.of("name", "Company size", "value", "120"))
                        .statusCode())
                .isEqualTo(303);
        String page = owner.get("/people/" + ann).body();
        assertThat(page).contains("Call: connected", "asked for Bob", "Viewed /pricing", "Facts set by hand");
        assertThat(owner.get("/people/" + ann + "/facts").body()).contains("Company size", "120");
        assertThat(owner.get("/people/" + ann + "?show=pages").body())
                .contains("/pricing")
                .doesNotContain("asked for Bob");
    }

    @Test
    void aVisitorHasAPage() {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.visitor("browser-1"),
                        ago(5),
                        null,
                        "page_viewed",
                        "/",
                        true,
                        source,
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL)));
        long visitor = persons.withKey(workspace, "a:browser-1").orElseThrow().id();
        var owner = owner(workspace);
        assertThat(owner.get("/people/" + visitor).body()).contains("Visitor " + visitor, "Viewed /");
        for (String panel : List.of("standing", "facts", "identities", "consent", "timeline")) {
            assertThat(owner.get("/people/" + visitor + "/" + panel).statusCode())
                    .as(panel)
                    .isEqualTo(200);
        }
    }

    @Test
    void aMergeShowsBothAndItsUndoingGivesEachTheirOwnBack() {
        long ann = tell("ann@harbour.test", 60, "identified", "", Map.of("name", "Ann Harbour", "role", "director"));
        long bob = tell("bob@quay.test", 50, "identified", "", Map.of("name", "Bob Quay", "phone", "+44 20 7946 0000"));
        Person annBefore = persons.get(workspace, ann);
        Person bobBefore = persons.get(workspace, bob);
        var owner = owner(workspace);
        assertThat(owner.get("/people/" + ann + "/merging?with=" + bob).body()).contains("Ann Harbour", "Bob Quay");
        assertThat(owner.post("/people/" + ann + "/merges", Map.of("merged", Long.toString(bob)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(persons.get(workspace, bob).id()).isEqualTo(ann);
        assertThat(persons.get(workspace, ann).phone()).isEqualTo("+442079460000");
        assertThat(persons.withKey(workspace, "e:bob@quay.test").orElseThrow().id())
                .isEqualTo(ann);

        long merge = merges.history(workspace, ann).getFirst().id();
        assertThat(owner.post("/people/" + ann + "/merges/" + merge + "/undoing", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(persons.get(workspace, ann)).isEqualTo(annBefore);
        assertThat(persons.get(workspace, bob)).isEqualTo(bobBefore);
        assertThat(owner.post("/people/" + ann + "/merges/" + merge + "/undoing", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void mergesUndoneInAnyOrderStayUndone() {
        long ann = tell("ann@harbour.test", 60, "identified", "", Map.of("name", "Ann"));
        long bob = tell("bob@harbour.test", 50, "identified", "", Map.of("name", "Bob"));
        long cat = tell("cat@harbour.test", 40, "identified", "", Map.of("name", "Cat"));
        merges.merge(workspace, bob, cat, 1);
        long first = merges.history(workspace, bob).getFirst().id();
        merges.merge(workspace, ann, bob, 1);
        long second = merges.history(workspace, ann).getFirst().id();
        merges.undo(workspace, ann, first, 1);
        assertThat(persons.get(workspace, cat).name()).isEqualTo("Cat");
        merges.undo(workspace, ann, second, 1);
        assertThat(List.of(ann, bob, cat))
                .allSatisfy(id -> assertThat(persons.get(workspace, id).id()).isEqualTo(id));
    }

    @Test
    void theStricterConsentStandsUntilThePersonSpeaksAgain() {
        long ann = tell("ann@harbour.test", 60, "consent_withdrawn", "", Map.of());
        long bob = tell("bob@harbour.test", 50, "consent_given", "marketing", Map.of());
        assertThat(consents.of(workspace, bob)).singleElement().matches(Consents.ConsentEntry::given);
        merges.merge(workspace, bob, ann, 1);
        assertThat(consents.of(workspace, bob)).singleElement().matches(consent -> !consent.given());
        clock.forward(Duration.ofMinutes(2));
        tell("bob@harbour.test", 0, "consent_given", "marketing", Map.of());
        assertThat(consents.of(workspace, bob)).singleElement().matches(Consents.ConsentEntry::given);
        tell("bob@harbour.test", 0, "unsubscribed", "", Map.of());
        assertThat(consents.of(workspace, bob)).singleElement().matches(consent -> !consent.given());
    }

    @Test
    void anErasureLeavesNothingButAKeyedHash() {
        long ann = tell(
                "ann.unique@quayside-unique.test",
                60,
                "form_submitted",
                "audit",
                Map.of("name", "Annabel Uniquename", "message", "call me at Uniquehouse", "company", "Uniquefirm"));
        tell("ann.unique@quayside-unique.test", 50, "consent_given", "", Map.of());
        api(workspace)
                .send(api(workspace)
                        .request("/api/v1/people")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "once")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                                "{\"email\":\"ann.unique@quayside-unique.test\"}")));
        var owner = owner(workspace);
        // three of hers, and what the first touch adds when it is quicker than this line
        assertThat(owner.get("/people/" + ann + "/erasure").body()).containsPattern("removes [3-9] signals");
        assertThat(owner.post("/people/" + ann + "/erasure", Map.of("name", "somebody"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(owner.post("/people/" + ann + "/erasure", Map.of("name", "annabel uniquename"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(everywhere.tables(workspace, "unique")).isEmpty();
        assertThat(owner.get("/people/" + ann).statusCode()).isEqualTo(404);
        assertThat(erasure.suppressed(workspace, "Ann.Unique@quayside-unique.test"))
                .isTrue();
        assertThat(erasure.suppressed(workspace, "bob@quayside-unique.test")).isFalse();
    }

    @Test
    void onlyAManagerErases() {
        long ann = tell("ann@harbour.test", 60, "page_viewed", "/", Map.of());
        assertThat(user(workspace, "member")
                        .post("/people/" + ann + "/erasure", Map.of("name", "ann@harbour.test"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(persons.get(workspace, ann).id()).isEqualTo(ann);
    }

    @Test
    void theApiAddsChangesShowsAndErases() {
        var api = api(workspace);
        var added = api.post(
                "/api/v1/people",
                "{\"email\":\"Ann@Harbour.test\",\"traits\":{\"name\":\"Ann\",\"company_size\":80},\"score\":99}");
        assertThat(added.statusCode()).isEqualTo(201);
        String path = added.headers().firstValue("location").orElseThrow();
        assertThat(added.body()).contains("\"email\":\"ann@harbour.test\"").doesNotContain("score");
        assertThat(api.patch(path, "{\"traits\":{\"role\":\"cfo\",\"company_size\":null}}")
                        .body())
                .contains("\"role\":\"cfo\"")
                .doesNotContain("company_size");
        assertThat(api.get(path + "/timeline").body()).contains("\"kind\":\"identified\"", "company_size");
        assertThat(api.get(path + "/standing").statusCode()).isEqualTo(200);
        assertThat(api.patch(path, "{\"traits\":{\"Bad name\":1}}").statusCode())
                .isIn(400, 422);
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    private long tell(String email, int minutesAgo, String kind, String subject, Map<String, Object> traits) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        ago(minutesAgo),
                        null,
                        kind,
                        subject,
                        true,
                        source,
                        traits,
                        Map.of(),
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    private Instant ago(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }
}
