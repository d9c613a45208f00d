package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.standing.Settled;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Reports on a list of deals that has been imported. */
class ImportedDealsTest extends SluiceTest {
    private static final String DEALS = """
            Opportunity ID,Deal Stage,Engage Date,Close Date,Close Value
            D1,Won,2020-03-01,2020-06-16,100
            D2,Won,2020-03-01,2020-06-15,50
            D3,Lost,2020-03-01,2020-06-16,0
            """;

    @Autowired
    private Settled settled;

    private int workspace;
    private Api api;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        api = api(workspace);
    }

    private void imported(String file, Map<String, String> mapping) {
        HttpResponse<String> answer =
                Upload.post(api, "/api/v1/imports", "deals.csv", file.getBytes(StandardCharsets.UTF_8), mapping);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String location = answer.headers().firstValue("Location").orElseThrow();
        Awaitility.await()
                .until(() -> Json.object(api.get(location).body()), json -> !"running".equals(json.get("state")));
        settled.settled(workspace);
    }

    private Map<String, Object> report(String path) {
        HttpResponse<String> answer = api.get("/api/v1/reports/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }

    @ParameterizedTest
    @CsvSource({
        "2020-02-29, 0, 0, 0",
        "2020-03-01, 3, 0, 0",
        "2020-06-14, 3, 0, 0",
        "2020-06-15, 2, 1, 50",
        "2020-06-16, 0, 3, 150",
        "2020-06-30, 0, 3, 150"
    })
    void aDayIncludesAllOfItAndNothingOfTheNext(String day, int open, int closed, double won) {
        imported(DEALS, Map.of());
        Map<String, Object> forecast = report("forecast?as_of=" + day);

        assertThat(map(forecast.get("by_definition"))).containsEntry("deals", open);
        assertThat(map(forecast.get("velocity"))).containsEntry("open", open).containsEntry("closed", closed);
        assertThat(map(list(forecast, "months").getFirst()))
                .containsEntry("month", day.substring(0, 7))
                .containsEntry("won", won);
        assertThat(map(report("velocity?as_of=" + day).get("velocity"))).containsEntry("closed", closed);
    }

    private static List<?> list(Map<String, Object> report, String name) {
        return (List<?>) Objects.requireNonNull(report.get(name));
    }

    @Test
    void theAmountOfAClosedDealIsNotKnownBeforeItCloses() {
        imported(DEALS, Map.of());
        Map<String, Object> forecast = report("forecast?as_of=2020-06-14");

        for (String by : List.of("by_definition", "by_history")) {
            assertThat(map(forecast.get(by))).containsEntry("deals", 3).containsEntry("without_amount", 3);
            for (String figure : List.of("sum", "expected", "low", "high")) {
                assertThat(map(forecast.get(by)).get(figure)).as(figure).isNull();
            }
        }
        list(report("forecast?as_of=2020-06-30"), "weeks").stream()
                .map(ImportedDealsTest::map)
                .filter(week -> week.get("day").toString().compareTo("2020-06-14") <= 0)
                .filter(week -> week.get("day").toString().compareTo("2020-04-12") >= 0)
                .forEach(week -> {
                    assertThat(map(week.get("by_definition")).get("sum")).isNull();
                    assertThat(week)
                            .containsEntry("won_since", 150.0)
                            .containsEntry("deals_won_since", 2)
                            .containsEntry("deals_lost_since", 1);
                });
        String page = owner(workspace).get("/insight/forecast?as_of=2020-06-14").body();
        assertThat(page).contains("3 open deals", "3 without an amount").doesNotContain("between $0 and $0");
        assertThat(owner(workspace)
                        .get("/insight/forecast.csv?table=deals&as_of=2020-06-14")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSizeThatOnlyTheOutcomeToldIsNoSize() {
        imported(DEALS, Map.of());

        assertThat(list(map(report("velocity?as_of=2020-06-30").get("win_rates")), "size"))
                .isEmpty();
        assertThat(owner(workspace).get("/insight/forecast?as_of=2020-06-30").body())
                .contains("Win rate by owner")
                .doesNotContain("Win rate by size");
    }

    @Test
    void aLeadThatIsLostBeforeAnyDealIsNoLostDeal() {
        imported(
                """
                Case,Submitted,Ended without
                c1,2021-01-01T09:00:00Z,2021-01-01T09:05:00Z
                c2,2021-01-02T09:00:00Z,2021-01-05T09:05:00Z
                """,
                Map.of(
                        "mapping",
                        "{\"columns\": {\"Case\": \"external:cases\", \"Submitted\": \"reached:lead\", \"Ended without\": \"lost\"}}"));

        assertThat(list(Json.object(api.get("/api/v1/deals?state=any").body()), "rows"))
                .isEmpty();
        Map<String, Object> velocity = report("velocity?as_of=2021-02-01");
        assertThat(map(velocity.get("velocity"))).containsEntry("closed", 0);
        assertThat(list(velocity, "lost")).isEmpty();
        assertThat(map(map(report("metrics?from=2020-12-01&to=2021-02-01").get("total"))
                        .get("deals_closed")))
                .containsEntry("n", 0);
    }
}
