package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
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
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Screen, file and API tell the same figures, and they are those of what was told: 60 people by a fair of whom 45 qualify,
 * 60 by search of whom 15 do; every third that qualifies is answered after an hour, the others after two days; of those
 * answered within the hour sales takes all but one. Thirty deals are decided and five are open.
 */
class SameFiguresTest extends SluiceTest {
    private static final String FUNNEL = """
            funnel: same
            profile: Whoever is told of.
            sources: [import, api]
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
              - {id: mql, layer: engage, owner: marketing, limit: 9d, enter: {happened: demo_requested}}
              - {id: sql, layer: convert, owner: sales, limit: 20d, enter: {happened: accepted_by_sales}}
              - {id: customer, layer: retain, owner: success, limit: none, enter: {happened: deal_won}}
            pipelines:
              - id: new
                stages:
                  - {id: talk, probability: 20, limit: 30d}
            disqualify:
              - {reason: unreachable, when: {happened: {email_bounced: "*", times: 3}}}
            routing:
              - {otherwise: true, to: team/inbound, by: round_robin}
            """;
    private static final Instant NOW = TestClock.now();
    private static final int WON = 12;
    private static final int LOST = 18;
    private static final int OPEN = 5;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    private int workspace;
    private int door;
    private final List<NewSignal> told = new ArrayList<>();

    @BeforeEach
    void aSeason() {
        workspace = workspace();
        driver.decides(workspace, FUNNEL);
        door = sources.named(workspace, Sources.Kind.API, "list");
        for (int i = 0; i < 120; i++) {
            boolean fair = i < 60;
            tell(
                    i,
                    40,
                    "information_requested",
                    "",
                    Map.of("origin", fair ? "fair" : "search", "utm_campaign", "c" + i % 2));
            if (i % 60 < (fair ? 45 : 15)) {
                tell(i, 30, "demo_requested", "", Map.of());
                boolean soon = i % 3 == 0;
                at(
                        i,
                        NOW.minus(Duration.ofDays(30)).plus(Duration.ofMinutes(soon ? 59 : 2 * 1_440)),
                        "call_logged",
                        "",
                        Map.of());
                if (soon ? i != 15 : i % 2 == 0) {
                    tell(i, 25, "accepted_by_sales", "", Map.of());
                }
            }
        }
        // several deals of the same twelve people
        for (int i = 0; i < WON + LOST + OPEN; i++) {
            Map<String, Object> deal = Map.of("deal", "test:" + i, "amount", 1_000 + 100 * i, "currency", "USD");
            tell(i % 12, 20, "deal_opened", "new", deal);
            if (i < WON + LOST) {
                tell(i % 12, 10, i < WON ? "deal_won" : "deal_lost", i < WON ? "" : "price", deal);
            }
        }
        told.sort(Comparator.comparing(NewSignal::at));
        signals.record(workspace, told);
        driver.settled(workspace);
    }

    private void tell(int who, int daysAgo, String kind, String subject, Map<String, Object> data) {
        at(who, NOW.minus(Duration.ofDays(daysAgo)), kind, subject, data);
    }

    private void at(int who, Instant at, String kind, String subject, Map<String, Object> data) {
        told.add(new NewSignal(
                IdentityKeys.email("p" + who + "@same.test"),
                at,
                kind + who + data.get("deal"),
                kind,
                subject,
                true,
                door,
                Map.of(),
                data,
                Trust.INTERNAL));
    }

    @Test
    void theCloseRateCountsDealsAndOpensThem() {
        Map<String, Object> total = map(report("metrics?period=90d").get("total"));
        assertThat(map(total.get("deals_closed"))).containsEntry("part", WON).containsEntry("n", WON + LOST);
        assertThat(total).containsEntry("deals_open", OPEN);
        Browser owner = owner(workspace);
        String page = owner.get("/insight?funnel=same&period=90d").body();
        assertThat(page)
                .contains("Close rate of deals", "40.0 %", WON + " of " + (WON + LOST), OPEN + " still open")
                .contains("href=\"/insight/deals?funnel=same&amp;period=90d&amp;state=closed\"");
        assertThat(rows(owner, "/insight/deals.csv?period=90d"))
                .hasSize(WON + LOST)
                .allMatch(row -> !row.getField("state").equals("open"));
        String deals =
                owner.get("/insight/deals?funnel=same&period=90d&state=won").body();
        assertThat(deals.split("href=\"/deals/", -1)).hasSize(WON + 1);
        assertThat(owner.get("/insight/deals?funnel=same&state=gone").statusCode())
                .isEqualTo(422);
    }

    @Test
    void dealsAreWhatTheyWereAsOfADay() {
        String day = NOW.minus(Duration.ofDays(15))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        Map<String, Object> total =
                map(report("metrics?period=90d&as_of=" + day).get("total"));
        assertThat(map(total.get("deals_closed"))).containsEntry("n", 0);
        assertThat(total).containsEntry("deals_open", WON + LOST + OPEN);
    }

    @Test
    void theStagesOfTheFileAreThoseOfTheApiAndThePage() {
        Browser owner = owner(workspace);
        List<NamedCsvRecord> file = rows(owner, "/insight/metrics.csv?period=90d&table=stages");
        List<?> api = (List<?>) map(report("metrics?period=90d").get("total")).get("stages");
        assertThat(file).hasSize(4).hasSameSizeAs(api);
        for (int i = 0; i < 3; i++) {
            Map<String, Object> stage = map(api.get(i));
            Map<String, Object> conversion = map(stage.get("conversion"));
            assertThat(file.get(i).getField("stage")).isEqualTo(stage.get("stage"));
            assertThat(file.get(i).getField("reached")).isEqualTo(text(conversion.get("n")));
            assertThat(file.get(i).getField("went on")).isEqualTo(text(conversion.get("part")));
            assertThat(file.get(i).getField("low")).isEqualTo(text(conversion.get("low")));
            assertThat(file.get(i).getField("heading for"))
                    .isEqualTo(text(map(stage.get("hours")).get("heading_for")));
        }
        assertThat(file.getFirst().getField("went on")).isEqualTo("60");
        assertThat(owner.get("/insight?funnel=same&period=90d").body()).contains("50.0 %", "41.2 to 58.8 %");
    }

    @Test
    void theCohortsAddUpToTheWhole() {
        List<NamedCsvRecord> cohorts = rows(owner(workspace), "/insight/metrics.csv?period=90d&table=cohorts");
        assertThat(cohorts.stream()
                        .mapToLong(row -> Long.parseLong(row.getField("people")))
                        .sum())
                .isEqualTo(120);
        assertThat(cohorts.stream()
                        .mapToLong(row -> Long.parseLong(row.getField("lead went on")))
                        .sum())
                .isEqualTo(60);
    }

    @Test
    void aCurveEndsWhereTheStageIsHeading() {
        Browser owner = owner(workspace);
        List<NamedCsvRecord> lead = rows(owner, "/insight/metrics.csv?period=90d&table=curves").stream()
                .filter(row -> row.getField("stage").equals("lead"))
                .toList();
        // sixty of 120 went on after ten days, the others were seen for forty
        assertThat(lead).singleElement().satisfies(row -> {
            assertThat(row.getField("hours")).isEqualTo("240");
            assertThat(row.getField("gone on")).isEqualTo("0.5");
        });
    }

    @Test
    void theResponseCurveIsTheSameEverywhere() {
        List<NamedCsvRecord> file = rows(owner(workspace), "/insight/response.csv?period=90d");
        List<?> bands = (List<?>) report("response?period=90d").get("bands");
        Map<String, Object> hour = map(bands.get(2));
        assertThat(hour).containsEntry("within", "1 h").containsEntry("odds", 19.0);
        assertThat(map(hour.get("taken"))).containsEntry("part", 19).containsEntry("n", 20);
        assertThat(file.get(2).getField("leads")).isEqualTo("20");
        assertThat(file.get(2).getField("odds")).isEqualTo("19.0");
        assertThat(file.get(2).getField("odds low")).isEqualTo(text(hour.get("odds_low")));
        assertThat(owner(workspace)
                        .get("/insight/response?funnel=same&period=90d")
                        .body())
                .contains("95.0 %", "19.00", "data-chart");
    }

    @Test
    void theLeaksOfTheFileAreThoseOfTheApi() {
        List<NamedCsvRecord> file = rows(owner(workspace), "/insight/leaks.csv?period=90d");
        List<?> leaks = (List<?>) report("leaks?period=90d").get("leaks");
        assertThat(file).hasSameSizeAs(leaks).isNotEmpty();
        for (int i = 0; i < file.size(); i++) {
            Map<String, Object> leak = map(map(leaks.get(i)).get("leak"));
            assertThat(file.get(i).getField("from")).isEqualTo(leak.get("from"));
            assertThat(file.get(i).getField("money"))
                    .isEqualTo(text(map(leak.get("cost")).get("money")));
        }
        Map<String, Object> nurture = leaks.stream()
                .map(one -> map(map(one).get("leak")))
                .filter(leak -> leak.get("from").equals("Lead"))
                .findFirst()
                .orElseThrow();
        // a quarter more of 120 people, had all come as those of the fair did: 45 of 60
        assertThat(nurture).containsEntry("people", 30.0);
        assertThat(map(nurture.get("against"))).containsEntry("from", "the best source, fair");
    }

    @Test
    void whatACampaignCostsStandsBesideWhatItBrought() {
        Browser owner = owner(workspace);
        String month = YearMonth.from(NOW.minus(Duration.ofDays(40)).atZone(ZoneOffset.UTC))
                .toString();
        owner.post(
                "/insight/spend",
                Map.of(
                        "csv",
                        "source,campaign,month,amount\nfair,c0," + month + ",600\nfair,c9," + month + ",50\n"
                                + "search,," + month + ",900\n"));
        Map<String, NamedCsvRecord> file = new HashMap<>();
        rows(owner, "/insight/sources.csv?period=90d&by=campaign")
                .forEach(row -> file.put(row.getField("campaign"), row));
        assertThat(file.get("c0").getField("leads")).isEqualTo("60");
        assertThat(file.get("c0").getField("spent")).isEqualTo("600.0");
        assertThat(file.get("c0").getField("per lead")).isEqualTo("10.0");
        assertThat(file.get("c9").getField("wasted")).isEqualTo("50.0");
        Map<String, Map<String, Object>> api = new HashMap<>();
        for (Object row : (List<?>) report("sources?period=90d&by=campaign").get("rows")) {
            api.put((String) map(row).get("group"), map(row));
        }
        assertThat(api.get("c0"))
                .containsEntry("leads", 60)
                .containsEntry("per_lead", 10.0)
                .containsEntry("brought", Double.valueOf(file.get("c0").getField("brought")));
        assertThat(owner.get("/insight/sources?funnel=same&period=90d&by=campaign")
                        .body())
                .contains("$600", "$10", "$50");
        assertThat(report("sources?period=90d")).containsEntry("spent", 1_550.0);
    }

    @Test
    void theDescriptionOfTheApiTellsEachReportApart() {
        Browser owner = owner(workspace);
        String description = owner.send(HttpRequest.newBuilder(URI.create(owner.base() + "/openapi.json")))
                .body();
        Map<String, Object> paths = map(Json.object(description).get("paths"));
        List<String> answers =
                List.of("metrics", "leaks", "sources", "response", "threshold", "velocity", "review", "forecast")
                        .stream()
                        .map(report -> text(
                                map(map(paths.get("/api/v1/reports/" + report)).get("get"))
                                        .get("responses")))
                        .map(text -> text.replaceFirst("(?s).*(#/components/schemas/[A-Za-z]+).*", "$1"))
                        .toList();
        assertThat(answers).allMatch(answer -> answer.endsWith("Report")).doesNotHaveDuplicates();
    }

    private Map<String, Object> report(String path) {
        String query = "/api/v1/reports/" + path + "&funnel=same";
        HttpResponse<String> answer = api(workspace, "reports:read").get(query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    private static List<NamedCsvRecord> rows(Browser browser, String path) {
        HttpResponse<String> answer = browser.get(path + "&funnel=same");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment");
        return CsvReader.builder().ofNamedCsvRecord(answer.body().replace("\uFEFF", "")).stream()
                .toList();
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }
}
