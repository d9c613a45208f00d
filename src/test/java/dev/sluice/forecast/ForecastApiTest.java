package dev.sluice.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forecast and velocity for programs, of deals that are opened, won and lost today. */
class ForecastApiTest extends SluiceTest {
    private static final String FORECAST = "/api/v1/reports/forecast";
    private static final String VELOCITY = "/api/v1/reports/velocity";

    private int workspace;
    private Api api;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        api = api(workspace);
        api.post("/api/v1/people", "{\"email\": \"ana@example.com\"}");
    }

    private long open(int amount, String more) {
        HttpResponse<String> answer =
                api.post("/api/v1/deals", "{\"email\": \"ana@example.com\", \"amount\": " + amount + more + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ((Number) Objects.requireNonNull(Json.object(answer.body()).get("id"))).longValue();
    }

    private void closed(int amount, String to) {
        HttpResponse<String> moved = api.post("/api/v1/deals/" + open(amount, "") + "/moves", to);
        assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
    }

    private Map<String, Object> report(String path) {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Map<String, Object> report, String name) {
        return (List<?>) Objects.requireNonNull(report.get(name));
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Test
    void withoutADealNothingIsExpected() {
        Map<String, Object> forecast = report(FORECAST);

        assertThat(forecast).containsEntry("funnel", "managed-it");
        assertThat(map(forecast.get("by_definition"))).containsEntry("deals", 0).containsEntry("expected", 0.0);
        assertThat(list(forecast, "months")).hasSize(4);
        assertThat(list(forecast, "weeks")).hasSize(13);
        assertThat(map(forecast.get("velocity"))).containsEntry("closed", 0).doesNotContainKey("per_day");
    }

    @Test
    void openDealsAreSharedOutOverTheMonthsOfTheirExpectedClose() {
        open(1_000, ", \"expected_close\": \"" + today() + "\"");
        open(2_000, ", \"expected_close\": \"" + today().withDayOfMonth(1).plusMonths(1) + "\"");
        open(4_000, ", \"expected_close\": \"" + today().plusYears(1) + "\"");
        open(8_000, "");
        List<?> months = list(report(FORECAST), "months");

        assertThat(months)
                .extracting(month -> map(map(month).get("by_definition")).get("sum"))
                .containsExactly(1_000.0, 2_000.0, 0.0, 12_000.0);
        assertThat(months)
                .extracting(month -> map(month).get("month"))
                .containsExactly(
                        YearMonth.from(today()).toString(),
                        YearMonth.from(today()).plusMonths(1).toString(),
                        YearMonth.from(today()).plusMonths(2).toString(),
                        "later or without a date");
        assertThat(map(report(FORECAST).get("by_definition")))
                .containsEntry("sum", 15_000.0)
                .containsEntry("expected", 3_000.0);
    }

    @Test
    void anOverdueCloseIsOfThisMonth() {
        open(1_000, ", \"expected_close\": \"" + today().minusMonths(5) + "\"");

        assertThat(map(map(list(report(FORECAST), "months").getFirst()).get("by_definition")))
                .containsEntry("deals", 1);
    }

    @Test
    void wonDealsOfThisMonthAreShownWithTheTarget() {
        closed(5_000, "{\"to\": \"won\"}");
        Browser owner = owner(workspace);
        owner.post("/insight/targets", Map.of("month", YearMonth.from(today()).toString(), "amount", "20,000"));
        Map<String, Object> month = map(list(report(FORECAST), "months").getFirst());

        assertThat(month).containsEntry("won", 5_000.0).containsEntry("target", 20_000.0);
        owner.post("/insight/targets", Map.of("month", YearMonth.from(today()).toString(), "amount", ""));
        assertThat(map(list(report(FORECAST), "months").getFirst()).get("target"))
                .isIn(null, 0.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            someday | 5    | Write a month like 2026-01.
            2026-13 | 5    | Write a month like 2026-01.
            2026-01 | lots | Write an amount as a number, or nothing for no target.
            2026-01 | -1   | Write an amount as a number, or nothing for no target.
            """)
    void aTargetThatCannotBeIsRefused(String month, String amount, String sentence) {
        HttpResponse<String> answer =
                owner(workspace).post("/insight/targets", Map.of("month", month, "amount", amount));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(sentence);
    }

    @Test
    void velocityNamesGroupsAndReasons() {
        closed(1_000, "{\"to\": \"won\"}");
        closed(3_000, "{\"to\": \"won\"}");
        closed(15_000, "{\"to\": \"lost\", \"reason\": \"price\"}");
        closed(7_000, "{\"to\": \"lost\", \"reason\": \"price\"}");
        closed(7_000, "{\"to\": \"lost\", \"reason\": \"competitor\"}");
        open(9_000, "");
        Map<String, Object> report = report(VELOCITY);

        assertThat(map(report.get("velocity")))
                .containsEntry("open", 1)
                .containsEntry("closed", 5)
                .containsEntry("won", 2)
                .containsEntry("mean_won", 2_000.0);
        assertThat(list(report, "lost"))
                .isEqualTo(List.of(Map.of("reason", "price", "deals", 2), Map.of("reason", "competitor", "deals", 1)));
        assertThat(list(map(report.get("win_rates")), "size"))
                .extracting(group -> map(group).get("group"))
                .containsExactlyInAnyOrder("1,000 to 2,000", "2,000 to 5,000", "10,000 to 20,000", "5,000 to 10,000");
        assertThat(list(map(report.get("win_rates")), "size").getFirst())
                .satisfies(group -> assertThat(map(group))
                        .containsEntry("group", "5,000 to 10,000")
                        .containsEntry("closed", 2));
    }

    @Test
    void asOfADayBeforeTheyWereThereNoDealIsThere() {
        open(1_000, "");
        closed(5_000, "{\"to\": \"won\"}");
        String before = "?as_of=" + today().minusDays(3);

        assertThat(map(report(FORECAST + before).get("by_definition"))).containsEntry("deals", 0);
        assertThat(map(report(VELOCITY + before).get("velocity")))
                .containsEntry("open", 0)
                .containsEntry("closed", 0);
        assertThat(map(report(FORECAST + "?as_of=" + today().plusYears(1)).get("by_definition")))
                .as("the future is not known")
                .containsEntry("deals", 1);
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        for (String path : List.of(FORECAST, VELOCITY)) {
            assertThat(api.get(path + "?as_of=soon").statusCode()).isEqualTo(422);
            assertThat(api.get(path + "?as_of=soon").body()).contains("Write a day like 2026-01-31.");
            assertThat(api.get(path + "?funnel=none").statusCode()).isEqualTo(404);
            assertThat(api(workspace, "deals:read").get(path).statusCode()).isEqualTo(403);
        }
    }
}
