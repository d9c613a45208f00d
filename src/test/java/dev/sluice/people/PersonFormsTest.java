package dev.sluice.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.funnel.Definition;
import dev.sluice.person.Merges;
import dev.sluice.person.PersonCase;
import dev.sluice.person.Timeline;
import dev.sluice.standing.Funnels;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What users write on the pages of people, and what they see there of it. */
class PersonFormsTest extends PersonCase {
    @Autowired
    private Timeline timeline;

    @Autowired
    private Merges merges;

    @Autowired
    private Funnels funnels;

    private Browser member = new Browser("");
    private long ann;

    @BeforeEach
    void aMemberAndAPerson() {
        member = user(workspace, "member");
        ann = identify("ann@harbour.test", Map.of("name", "Ann Harbour"));
    }

    private HttpResponse<String> post(String part, Map<String, String> form) {
        return member.post("/people/" + ann + part, form);
    }

    private List<String> kinds() {
        return timeline.page(workspace, ann, List.of(), null, 50).items().stream()
                .map(entry -> entry.signal().kind())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "call, connected, '', call_logged, connected",
        "call, '', asked for Bob, call_logged, ''",
        "request, '', '', information_requested, ''",
        "request, connected, '', information_requested, ''",
        "note, '', likes tea, note_added, ''",
    })
    void aLoggedContactIsASignal(String what, String outcome, String remark, String kind, String subject) {
        assertThat(post("/signals", Map.of("what", what, "outcome", outcome, "remark", remark))
                        .statusCode())
                .isEqualTo(303);
        var newest = timeline.page(workspace, ann, List.of(kind), null, 1)
                .items()
                .getFirst()
                .signal();
        assertThat(newest.subject()).isEqualTo(subject);
        assertThat(newest.data().getOrDefault("remark", "")).isEqualTo(remark);
    }

    @ParameterizedTest
    @CsvSource({"visit, '', ''", "'', '', ''", "call, brilliant, ''", "note, '', '  '"})
    void anInvalidLogEntryIsRefused(String what, String outcome, String remark) {
        assertThat(post("/signals", Map.of("what", what, "outcome", outcome, "remark", remark))
                        .statusCode())
                .isEqualTo(422);
        assertThat(kinds()).doesNotContain("call_logged", "note_added", "information_requested");
    }

    @Test
    void anEndlessRemarkIsRefused() {
        assertThat(post("/signals", Map.of("what", "note", "remark", "x".repeat(4_001)))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aTraitIsSetUnderItsNameInWordsAndTakenAwayByABlank() {
        assertThat(post("/traits", Map.of("name", " Company size ", "value", " 120 "))
                        .statusCode())
                .isEqualTo(303);
        assertThat(person(ann).traits()).containsEntry("company_size", "120");
        post("/traits", Map.of("name", "Company size", "value", " "));
        assertThat(person(ann).traits()).doesNotContainKey("company_size");
    }

    @ParameterizedTest
    @CsvSource({"'', x", "1st, x", "Größe, x", "email, bob"})
    void aTraitThatIsNoneIsRefused(String name, String value) {
        assertThat(post("/traits", Map.of("name", name, "value", value)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void aPersonIsMovedToAStageOfAnActiveFunnelAlone() {
        Definition funnel = funnels.active(workspace).getFirst().definition();
        String stage = funnel.stages().get(1).id();
        assertThat(post("/stage", Map.of("funnel", "no-such-funnel", "stage", stage))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("/stage", Map.of("funnel", funnel.name(), "stage", "nowhere"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(kinds()).doesNotContain("stage_set");
        assertThat(post("/stage", Map.of("funnel", funnel.name(), "stage", stage))
                        .statusCode())
                .isEqualTo(303);
        assertThat(kinds()).contains("stage_set");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'', not an address", "Bob, bob@"})
    void someoneWithoutANameAndAnAddressIsNotAdded(String name, String email) {
        HttpResponse<String> answer = member.post("/people", Map.of("name", name, "email", email));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(email);
    }

    @ParameterizedTest
    @CsvSource({"call, call_logged", "request, information_requested", "note, note_added", "'', note_added"})
    void someoneIsAddedTogetherWithHowTheyCame(String how, String kind) {
        HttpResponse<String> added =
                member.post("/people", Map.of("email", "bob@harbour.test", "how", how, "note", "wants a quote"));
        assertThat(added.headers().firstValue("Location")).hasValue("/people/" + id("e:bob@harbour.test"));
        assertThat(timeline.page(workspace, id("e:bob@harbour.test"), List.of(kind), null, 5)
                        .items())
                .singleElement()
                .satisfies(entry -> assertThat(entry.signal().data()).containsEntry("remark", "wants a quote"));
    }

    @Test
    void theFormForANewPersonIsShown() {
        assertThat(member.get("/people/new").body()).contains("name=\"email\"", "name=\"name\"");
    }

    @Test
    void thePageOfAMergedPersonLeadsToTheirSurvivor() {
        long bob = identify("bob@harbour.test", Map.of());
        merges.merge(workspace, ann, bob, 1);
        HttpResponse<String> answer = member.get("/people/" + bob);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/people/" + ann);
    }

    @Test
    void theOnesToMergeWithAreSearchedForAmongTheOthers() {
        long bob = identify("bob@harbour.test", Map.of("name", "Bob Harbour"));
        assertThat(member.get("/people/" + ann + "/merging?q=harbour").body())
                .contains("with=" + bob)
                .doesNotContain("with=" + ann + "\"");
        assertThat(post("/merges", Map.of("merged", Long.toString(bob)))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/people/" + ann);
        assertThat(post("/merges", Map.of("merged", Long.toString(bob))).statusCode())
                .isEqualTo(422);
        assertThat(post("/merges", Map.of("merged", "999999999")).statusCode()).isEqualTo(404);
    }

    @Test
    void theTimelineGoesOnWhereThePageEnds() {
        for (int i = 0; i < 55; i++) {
            record(keys("ann@harbour.test", null, null), 300 - i, "page_viewed", "/page-" + i, Map.of(), Map.of());
        }
        String page = member.get("/people/" + ann + "?show=pages").body();
        assertThat(page).contains("/page-54").doesNotContain("Viewed /page-4<");
        var next = java.util.regex.Pattern.compile("after=([\\w-]+)").matcher(page);
        assertThat(next.find()).isTrue();
        assertThat(member.get("/people/" + ann + "/timeline?show=pages&after=" + next.group(1))
                        .body())
                .contains("/page-0")
                .doesNotContain("/page-54");
    }

    @Test
    void aTimelineOfAnUnknownPlaceOrPersonIsRefused() {
        assertThat(member.get("/people/" + ann + "/timeline?after=nonsense").statusCode())
                .isEqualTo(422);
        assertThat(member.get("/people/999999999/timeline").statusCode()).isEqualTo(404);
        assertThat(member.get("/people/999999999").statusCode()).isEqualTo(404);
    }

    @Test
    void aPersonsNameIsShownAsText() {
        long eve = identify("eve@harbour.test", Map.of("name", "<script>alert(1)</script>"));
        for (String path : List.of("/people/" + eve, "/people/" + eve + "/facts", "/people?q=eve", "/companies")) {
            assertThat(member.get(path).body()).as(path).doesNotContain("<script>alert");
        }
    }
}
