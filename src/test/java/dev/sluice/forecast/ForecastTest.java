package dev.sluice.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.TestClock;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The forecast is what the definition's probabilities and the deals' own log make it, now and as of any day. */
class ForecastTest extends SluiceTest {
    private static final String FUNNEL = """
            funnel: outlook
            profile: Whoever buys.
            sources: [script, api]
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
              - {id: sql, layer: convert, owner: sales, limit: 14d, enter: {happened: accepted_by_sales}}
              - {id: customer, layer: retain, owner: success, limit: none, enter: {happened: deal_won}}
            pipelines:
              - id: renewals
                stages:
                  - {id: discovery, probability: 20, limit: 30d}
                  - {id: proposal, probability: 50, limit: 30d}
            disqualify:
              - {reason: student, when: {role: {in: [student]}}}
            routing:
              - {otherwise: true, to: team/inbound, by: round_robin}
            """;
    private static final Instant NOW = TestClock.now();

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    private int workspace;

    @BeforeEach
    void aPipeline() {
        workspace = workspace();
        driver.decides(workspace, FUNNEL);
        List<NewSignal> told = new ArrayList<>();
        // a: 1,000 opened 60 days ago, moved to proposal 30 days ago, open
        told.add(deal("a", 60, "deal_opened", "renewals", Map.of("amount", 1_000, "expected_close", day(-40))));
        told.add(deal("a", 30, "deal_moved", "proposal", Map.of("expected_close", day(-50))));
        // b: 4,000 opened 50 days ago, won 10 days ago
        told.add(deal("b", 50, "deal_opened", "renewals", Map.of("amount", 4_000)));
        told.add(deal("b", 10, "deal_won", "", Map.of()));
        // c: 2,000 opened 40 days ago, lost 20 days ago
        told.add(deal("c", 40, "deal_opened", "renewals", Map.of("amount", 2_000)));
        told.add(deal("c", 20, "deal_lost", "price", Map.of()));
        told.forEach(one -> signals.record(workspace, List.of(one)));
        driver.settled(workspace);
    }

    private static String day(int ago) {
        return NOW.minus(Duration.ofDays(ago))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    private NewSignal deal(String key, int daysAgo, String kind, String subject, Map<String, Object> fields) {
        Map<String, Object> data = new HashMap<>(fields);
        data.put("deal", "test:" + key);
        data.put("currency", "USD");
        return new NewSignal(
                IdentityKeys.email(key + "@outlook.test"),
                NOW.minus(Duration.ofDays(daysAgo)),
                key + kind,
                kind,
                subject,
                true,
                sources.named(workspace, Sources.Kind.API, "test"),
                Map.of(),
                data,
                Trust.INTERNAL);
    }

    @Test
    void whatIsOpenIsWeightedByItsStage() {
        assertThat(weight(report(""), "by_definition"))
                .containsEntry("deals", 1)
                .containsEntry("sum", 1_000.0)
                .containsEntry("expected", 500.0);
    }

    @Test
    void asOfADayEveryDealIsWhatItWasThen() {
        Map<String, Object> then = report("as_of=" + day(25));
        // a in proposal, b and c in discovery
        assertThat(weight(then, "by_definition"))
                .containsEntry("deals", 3)
                .containsEntry("sum", 7_000.0)
                .containsEntry("expected", 500.0 + 800.0 + 400.0);
    }

    @Test
    void theTrackRecordSaysWhatTheOpenDealsOfAWeekHaveComeTo() {
        List<?> weeks = (List<?>) report("").get("weeks");
        LocalDate day = NOW.minus(Duration.ofDays(27)).atZone(ZoneOffset.UTC).toLocalDate();
        Map<String, Object> week = weeks.stream()
                .map(ForecastTest::map)
                .filter(one -> !LocalDate.parse((String) one.get("day")).isAfter(day))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(week)
                .containsEntry("won_since", 4_000.0)
                .containsEntry("lost_since", 2_000.0)
                .containsEntry("still_open", 1_000.0);
    }

    @Test
    void aDealThatIsPutOffIsShownWithItsDays() {
        String page = owner(workspace).get("/insight/forecast?funnel=outlook").body();
        assertThat(page).contains("Put off").contains("<td class=\"num\">10</td>");
    }

    @Test
    void aTargetStandsBesideWhatIsOnCourse() {
        Browser owner = owner(workspace);
        String month = YearMonth.from(NOW.atZone(ZoneOffset.UTC)).toString();
        owner.post("/insight/targets", Map.of("month", month, "amount", "10,000"));
        assertThat(map(((List<?>) report("").get("months")).getFirst())).containsEntry("target", 10_000.0);
        owner.post("/insight/targets", Map.of("month", month, "amount", ""));
        assertThat(map(((List<?>) report("").get("months")).getFirst())).doesNotContainKey("target");
        assertThat(owner.post("/insight/targets", Map.of("month", "soon", "amount", "1"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void velocityIsOpenDealsTimesWhatAWinBringsOverTheDaysItTakes() {
        for (int i = 0; i < 4; i++) {
            List.of(
                            deal("w" + i, 50, "deal_opened", "renewals", Map.of()),
                            deal("w" + i, 10, "deal_won", "", Map.of("amount", 4_000)))
                    .forEach(one -> signals.record(workspace, List.of(one)));
        }
        Map<String, Object> velocity = map(report("velocity", "").get("velocity"));
        // one open deal, five of six won, for 4,000 in forty days
        assertThat(velocity)
                .containsEntry("days", 90)
                .containsEntry("closed", 6)
                .containsEntry("won", 5)
                .containsEntry("won_with_amount", 5)
                .containsEntry("mean_won", 4_000.0)
                .containsEntry("mean_days", 40.0);
        assertThat((Double) velocity.get("per_day")).isCloseTo(5 / 6.0 * 4_000 / 40, within(1e-9));
        assertThat(owner(workspace).get("/insight/forecast?funnel=outlook").body())
                .contains("<span class=\"figure\">$83</span>", "83.3 % won (5 of 6)", "of the last 90 days");
    }

    @Test
    void aVelocityIsNotToldOfOneWonDeal() {
        Map<String, Object> velocity = map(report("velocity", "").get("velocity"));
        assertThat(velocity)
                .containsEntry("closed", 2)
                .containsEntry("won", 1)
                .containsEntry("mean_won", 4_000.0)
                .doesNotContainKey("per_day");
        assertThat(owner(workspace).get("/insight/forecast?funnel=outlook").body())
                .contains("not known from fewer than 5 won deals");
    }

    @Test
    void theFilesHoldWhatTheApiTells() {
        Browser owner = owner(workspace);
        Map<String, Object> month = map(((List<?>) report("").get("months")).getFirst());
        Map<String, Object> written = map(month.get("by_definition"));
        assertThat(owner.get("/insight/forecast.csv?funnel=outlook&table=months")
                        .body())
                .contains(month.get("month") + "," + month.get("won") + "," + written.get("deals") + ","
                        + written.get("sum") + "," + written.get("expected"));
        assertThat(owner.get("/insight/forecast.csv?funnel=outlook&table=deals").body())
                .contains("proposal,1000.0," + day(-50));
        assertThat(owner.get("/insight/forecast.csv?funnel=outlook&table=reasons")
                        .body())
                .contains("price,1");
        assertThat(owner.get("/insight/forecast.csv?funnel=outlook&table=source")
                        .body())
                .contains("not told,2,1");
        assertThat(owner.get("/insight/forecast.csv?funnel=outlook&table=all").statusCode())
                .isEqualTo(422);
    }

    private Map<String, Object> report(String query) {
        return report("forecast", query);
    }

    private Map<String, Object> report(String name, String query) {
        HttpResponse<String> answer = api(workspace).get("/api/v1/reports/" + name + "?funnel=outlook&" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    private static Map<String, Object> weight(Map<String, Object> report, String name) {
        return map(report.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }
}
