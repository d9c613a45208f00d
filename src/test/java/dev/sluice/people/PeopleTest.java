package dev.sluice.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Finding people, on the page and by the API. */
class PeopleTest extends SluiceTest {
    private static final int CROWD = 230;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Funnels funnels;

    @Autowired
    private Standings standings;

    private int workspace;

    @BeforeEach
    void aFunnelAndACrowd() throws IOException {
        workspace = workspace();
        int source = sources.named(workspace, Sources.Kind.API, "test");
        sources.named(workspace, Sources.Kind.SCRIPT, "Website");
        try (InputStream in = PeopleTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            Funnels.Version version =
                    funnels.save(workspace, null, new String(in.readAllBytes(), StandardCharsets.UTF_8), "", null);
            funnels.activate(workspace, version.funnel(), version.version());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> funnels.version(workspace, version.funnel(), version.version())
                                    .state()
                            == Funnels.VersionState.ACTIVE);
        }
        List<NewSignal> told = new ArrayList<>();
        Instant start = clock.instant().minus(Duration.ofDays(2));
        for (int i = 0; i < CROWD; i++) {
            String email = "lead" + i + "@firm" + i % 7 + ".test";
            told.add(signal(
                    email,
                    start.plusSeconds(i),
                    source,
                    "identified",
                    "",
                    Map.of(
                            "name",
                            "Ann Number" + i,
                            "company_size",
                            20 * i,
                            "role",
                            i % 2 == 0 ? "director" : "student"),
                    Map.of("origin", i % 3 == 0 ? "search" : "referral")));
            for (int j = 0; j < i % 4; j++) {
                told.add(signal(
                        email,
                        start.plusSeconds(10_000 + 100L * i + j),
                        source,
                        "page_viewed",
                        "/pricing",
                        Map.of(),
                        Map.of()));
            }
        }
        signals.record(workspace, told);
        await().atMost(Duration.ofSeconds(60)).until(() -> standings.backlog(workspace) == 0);
    }

    @Test
    void everyOrderGivesEverybodyOnceWhateverTheSizeOfAPage() {
        for (String sort : List.of("engagement", "newest", "name")) {
            for (int limit : List.of(1 + CROWD / 3, 80, 200)) {
                List<Object> all = walk("sort=" + sort + "&stage=any&limit=" + limit);
                assertThat(all).as(sort + " by " + limit).hasSize(CROWD).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aFilteredWalkGivesExactlyThoseWhoFit() {
        assertThat(walk("sort=engagement&source=search&stage=any&limit=20")).hasSize((CROWD + 2) / 3);
        assertThat(walk("sort=newest&source=search&stage=any&limit=20")).hasSize((CROWD + 2) / 3);
        assertThat(walk("sort=name&fit=15&stage=any&limit=20"))
                .containsExactlyInAnyOrderElementsOf(walk("sort=engagement&fit=15&stage=any&limit=7"))
                .isNotEmpty();
    }

    @Test
    void theMostEngagedComeFirst() {
        List<Double> engagement = items("sort=engagement&limit=200").stream()
                .map(item -> ((Number) standing(item).get("engagement")).doubleValue())
                .toList();
        assertThat(engagement).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(engagement.getFirst()).isGreaterThan(engagement.getLast());
    }

    @Test
    void aSearchFindsTheBeginningOfANameAnAddressAndACompany() {
        assertThat(walk("q=lead17@")).hasSize(1);
        assertThat(walk("q=Number17")).hasSize(11);
        assertThat(walk("q=ann%20number229")).hasSize(1);
        assertThat(walk("q=firm3.test")).hasSize(33);
        assertThat(walk("q=nobody")).isEmpty();
    }

    @Test
    void hostileSearchesFindNobodyAndBreakNothing() {
        List<String> hostile = List.of(
                "' OR 1=1 --",
                "%",
                "_",
                "\\",
                "\u0000",
                ":stages",
                "::int[]",
                "{}",
                "$1",
                "?",
                "<script>",
                "\uD83D\uDE00",
                "\uD800",
                "1; DROP TABLE person",
                "ＡＢＣ",
                "\u202E",
                "x".repeat(200));
        for (String text : hostile) {
            String q = URLEncoder.encode(text, StandardCharsets.UTF_8);
            HttpResponse<String> answer = api(workspace).get("/api/v1/people?q=" + q);
            assertThat(answer.statusCode()).as(text).isEqualTo(200);
            assertThat(owner(workspace).get("/people?q=" + q).statusCode())
                    .as(text)
                    .isEqualTo(200);
        }
        assertThat(walk("q=" + URLEncoder.encode("' OR 1=1 --", StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void anUnknownOrderFilterOrValueIsRefusedByName() {
        Stream.of(
                        "sort=traits",
                        "sort=name;DROP",
                        "colour=red",
                        "stage=nowhere",
                        "outcome=maybe",
                        "fit=much",
                        "from=yesterday",
                        "company=x",
                        "after=zzz",
                        "limit=0",
                        "limit=201",
                        "funnel=other")
                .forEach(query -> {
                    HttpResponse<String> answer = api(workspace).get("/api/v1/people?" + query);
                    assertThat(answer.statusCode()).as(query).isIn(400, 422);
                    assertThat(answer.body()).contains(query.substring(0, query.indexOf('=')));
                });
    }

    @Test
    void anotherWorkspaceSeesNobodyOfThisOne() {
        int other = workspace();
        assertThat(api(other).get("/api/v1/people").body()).doesNotContain("firm");
        long person = ((Number) items("limit=1").getFirst().get("id")).longValue();
        assertThat(api(other).get("/api/v1/people/" + person).statusCode()).isEqualTo(404);
        assertThat(owner(other).get("/people/" + person).statusCode()).isEqualTo(404);
    }

    @Test
    void thePageShowsTheCrowdAndHowManyThereAre() {
        String page = owner(workspace).get("/people?stage=any").body();
        assertThat(page).contains("230 people").contains("Next 80").contains("lead");
        assertThat(owner(workspace).get("/people/suggest?q=number22").body()).contains("Ann Number22");
        assertThat(owner(workspace).get("/companies").body()).contains("firm3.test");
    }

    private List<Object> walk(String query) {
        List<Object> ids = new ArrayList<>();
        String next = "";
        do {
            Map<String, Object> page = Json.object(
                    api(workspace).get("/api/v1/people?" + query + next).body());
            for (Object item : (List<?>) page.get("items")) {
                ids.add(((Map<?, ?>) item).get("id"));
            }
            next = page.get("next") == null ? null : "&after=" + page.get("next");
        } while (next != null);
        return ids;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> items(String query) {
        return (List<Map<String, Object>>)
                Json.object(api(workspace).get("/api/v1/people?" + query).body())
                        .get("items");
    }

    private static Map<?, ?> standing(Map<String, Object> item) {
        return (Map<?, ?>) item.get("standing");
    }

    private static NewSignal signal(
            String email,
            Instant at,
            int source,
            String kind,
            String subject,
            Map<String, Object> traits,
            Map<String, Object> data) {
        return new NewSignal(
                IdentityKeys.email(email), at, null, kind, subject, true, source, traits, data, Trust.INTERNAL);
    }
}
