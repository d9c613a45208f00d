package dev.sluice.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.person.PersonCase;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People for programs. */
class PeopleApiTest extends PersonCase {
    private static final String PEOPLE = "/api/v1/people";

    private Api api = new Api("", "");

    @BeforeEach
    void aKey() {
        api = api(workspace);
    }

    private Map<String, Object> json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Json.object(answer.body());
    }

    private long add(String body) {
        return ((Number) json(api.post(PEOPLE, body)).get("id")).longValue();
    }

    private List<Map<?, ?>> items(String path) {
        List<Map<?, ?>> items = new ArrayList<>();
        ((List<?>) json(api.get(path)).get("items")).forEach(item -> items.add((Map<?, ?>) item));
        return items;
    }

    private void refused(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void aPersonIsAddedAtAnAddressOfTheirOwn() {
        HttpResponse<String> answer = api.post(
                PEOPLE,
                "{\"email\":\"Ann@Harbour.test\",\"user_id\":\"7\",\"external_ids\":[\"crm:1\"],"
                        + "\"traits\":{\"name\":\"Ann\",\"role\":\"CFO\"}}");
        assertThat(answer.statusCode()).isEqualTo(201);
        Map<String, Object> ann = json(answer);
        assertThat(answer.headers().firstValue("Location")).hasValue(PEOPLE + "/" + ann.get("id"));
        assertThat(ann)
                .containsEntry("email", "ann@harbour.test")
                .containsEntry("user_id", "7")
                .containsEntry("name", "Ann")
                .containsEntry("role", "CFO")
                .containsEntry("identified", true)
                .containsEntry("suppressed", false);
        assertThat(((Map<?, ?>) ann.get("company")).get("name")).isEqualTo("harbour.test");
        assertThat(String.valueOf(ann.get("identities"))).contains("ann@harbour.test", "7", "crm:1");
    }

    @Test
    void addingAKnownPersonAddsTheirTraits() {
        long ann = add("{\"email\":\"ann@harbour.test\",\"traits\":{\"role\":\"CFO\"}}");
        assertThat(add("{\"email\":\"ANN@harbour.test\",\"traits\":{\"name\":\"Ann\"}}"))
                .isEqualTo(ann);
        assertThat(json(api.get(PEOPLE + "/" + ann)))
                .containsEntry("name", "Ann")
                .containsEntry("role", "CFO");
    }

    @Test
    void traitsAloneMakeAPerson() {
        long one = add("{\"traits\":{\"name\":\"Ann\"}}");
        assertThat(add("{\"traits\":{\"name\":\"Ann\"}}")).isNotEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | email",
                "{\"email\":\"\"} | email",
                "{\"email\":\"ann\"} | email",
                "{\"email\":7} | email",
                "{\"user_id\":7} | user_id",
                "{\"external_ids\":\"crm:1\"} | external_ids",
                "{\"external_ids\":[\"\"]} | external_ids",
                "{\"external_ids\":[7]} | external_ids",
                "{\"traits\":[]} | traits",
                "{\"traits\":{\"Name\":\"x\"}} | traits.Name",
                "{\"traits\":{\"a\":{}}} | traits.a",
            })
    void aPersonWhoIsNoneIsRefusedByField(String body, String field) {
        refused(api.post(PEOPLE, body), field);
        assertThat(items(PEOPLE + "?stage=any")).isEmpty();
    }

    @Test
    void idsAreNeverCut() {
        refused(api.post(PEOPLE, "{\"user_id\":\"" + "x".repeat(201) + "\"}"), "user_id");
        refused(api.post(PEOPLE, "{\"external_ids\":[\"" + "x".repeat(201) + "\"]}"), "external_ids");
        String many = "[" + "\"crm:1\",".repeat(20) + "\"crm:2\"]";
        refused(api.post(PEOPLE, "{\"external_ids\":" + many + "}"), "external_ids");
    }

    @Test
    void aChangeTellsTraitsAndNothingElse() {
        long ann = add("{\"email\":\"ann@harbour.test\",\"traits\":{\"role\":\"CFO\",\"company_size\":40}}");
        String path = PEOPLE + "/" + ann;
        Map<String, Object> changed = json(api.patch(path, "{\"traits\":{\"role\":\"CEO\",\"company_size\":null}}"));
        assertThat(changed).containsEntry("role", "CEO");
        assertThat(String.valueOf(changed.get("traits"))).doesNotContain("company_size");
        refused(api.patch(path, "{}"), "traits");
        refused(api.patch(path, "{\"traits\":{}}"), "traits");
    }

    @Test
    void anAddressOfSomeoneElseIsNotTaken() {
        add("{\"email\":\"ann@harbour.test\"}");
        long bob = add("{\"email\":\"bob@harbour.test\"}");
        refused(api.patch(PEOPLE + "/" + bob, "{\"traits\":{\"email\":\"ann@harbour.test\"}}"), "email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/timeline", "/standing"})
    void anUnknownPersonIsNotFound(String part) {
        assertThat(api.get(PEOPLE + "/999999999" + part).statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownPersonIsNeitherChangedNorErased() {
        assertThat(api.patch(PEOPLE + "/999999999", "{\"traits\":{\"a\":1}}").statusCode())
                .isEqualTo(404);
        assertThat(api.delete(PEOPLE + "/999999999").statusCode()).isEqualTo(404);
        assertThat(api.get(PEOPLE + "/ann").statusCode()).isEqualTo(400);
    }

    @Test
    void anErasureIsAuditedWithoutSayingWhoItWas() {
        long ann = add("{\"email\":\"ann@harbour.test\"}");
        assertThat(api.delete(PEOPLE + "/" + ann).statusCode()).isEqualTo(204);
        assertThat(owner(workspace).get("/settings/audit").body())
                .contains("person erased", "person " + ann)
                .doesNotContain("ann@harbour.test");
        long again = add("{\"email\":\"ann@harbour.test\"}");
        assertThat(json(api.get(PEOPLE + "/" + again))).containsEntry("suppressed", true);
    }

    @Test
    void theTimelineComesPageByPageAndByKind() {
        long ann = add("{\"email\":\"ann@harbour.test\"}");
        for (int i = 0; i < 4; i++) {
            record(keys("ann@harbour.test", null, null), 9 - i, "webinar_attended", "w" + i, Map.of(), Map.of());
        }
        String path = PEOPLE + "/" + ann + "/timeline?kind=webinar_attended&limit=3";
        Map<String, Object> first = json(api.get(path));
        assertThat(subjects(first)).containsExactly("w3", "w2", "w1");
        Map<String, Object> second = json(api.get(path + "&after=" + first.get("next")));
        assertThat(subjects(second)).containsExactly("w0");
        assertThat(second.get("next")).isNull();
    }

    private static List<@Nullable Object> subjects(Map<String, Object> page) {
        List<@Nullable Object> subjects = new ArrayList<>();
        ((List<?>) page.get("items")).forEach(item -> subjects.add(((Map<?, ?>) item).get("subject")));
        return subjects;
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=201, limit", "limit=many, limit", "after=zzz, after"})
    void aTimelineIsAskedForWithinItsBounds(String query, String field) {
        long ann = add("{\"email\":\"ann@harbour.test\"}");
        refused(api.get(PEOPLE + "/" + ann + "/timeline?" + query), field);
    }

    @Test
    void theListIsInTheOrderAskedForTheNewestFirstWhereNoneIs() {
        record(keys(null, null, "tab"), 90, "page_viewed", "/", Map.of(), Map.of());
        long old = identify("old@harbour.test", 60, Map.of("name", "Zoe"));
        long young = identify("young@harbour.test", 30, Map.of("name", "Amy"));
        assertThat(items(PEOPLE + "?stage=any").stream().map(item -> ((Number) item.get("id")).longValue()))
                .containsExactly(young, old, id("a:tab"));
        assertThat(items(PEOPLE + "?stage=any&sort=name").stream().map(item -> String.valueOf(item.get("name"))))
                .containsExactly("Amy", "Zoe", "null");
    }

    @Test
    void aMergedPersonIsListedOnceAndFoundUnderBothNumbers() {
        long ann = identify("ann@harbour.test", Map.of());
        record(keys(null, "7", null), 30, "identified", "", Map.of(), Map.of());
        long byId = id("u:7");
        record(keys("ann@harbour.test", "7", null), 20, "identified", "", Map.of(), Map.of());
        assertThat(items(PEOPLE + "?stage=any")).hasSize(1);
        assertThat(json(api.get(PEOPLE + "/" + byId)).get("id"))
                .isEqualTo(json(api.get(PEOPLE + "/" + ann)).get("id"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, people:write",
        "POST, people:read",
        "PATCH, people:read",
        "DELETE, people:read",
        "DELETE, people:write"
    })
    void aKeyMayDoWhatItsScopesSay(String method, String scope) {
        long ann = identify("ann@harbour.test", Map.of());
        Api limited = api(workspace, scope);
        HttpResponse<String> answer = switch (method) {
            case "GET" -> limited.get(PEOPLE);
            case "POST" -> limited.post(PEOPLE, "{\"email\":\"bob@harbour.test\"}");
            case "PATCH" -> limited.patch(PEOPLE + "/" + ann, "{\"traits\":{\"a\":1}}");
            default -> limited.delete(PEOPLE + "/" + ann);
        };
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(person(ann).traits()).doesNotContainKey("a");
    }
}
