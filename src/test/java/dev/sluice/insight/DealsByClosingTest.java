package dev.sluice.insight;

import static dev.sluice.insight.ReportReader.list;
import static dev.sluice.insight.ReportReader.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sluice.SluiceTest;
import dev.sluice.imports.Upload;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The close rate of deals goes by closing: a month's rate is of the deals that were won or lost in it, and of no other. */
class DealsByClosingTest extends SluiceTest {
    private static final ZoneId ZONE = ZoneId.of("Australia/Sydney");
    private static final Instant FIRST = Instant.parse("2022-03-20T00:00:00Z");
    private static final Instant LAST = Instant.parse("2025-11-02T00:00:00Z");

    private record ToldDeal(
            String person, Instant opened, @Nullable Instant closed, boolean won) {
        YearMonth month() {
            return YearMonth.from(closed.atZone(ZONE));
        }
    }

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    @Test
    void anImportedMonthHasItsWinsAndItsLosses() {
        int workspace = workspace();
        String file = """
                Opportunity ID,Deal Stage,Engage Date,Close Date,Close Value
                D1,Won,2020-03-01,2020-06-16,100
                D2,Won,2020-03-01,2020-06-15,50
                D3,Lost,2020-03-01,2020-06-16,0
                """;
        imported(workspace, file);
        ReportReader reader = new ReportReader(owner(workspace), api(workspace));
        Map<String, Map<String, Object>> months = reader.groups("metrics?by=month&period=all");
        assertThat(map(months.get("2020-06").get("deals_closed")))
                .containsEntry("part", 2)
                .containsEntry("n", 3);
        assertThat(map(months.get("2020-03").get("deals_closed"))).containsEntry("n", 0);
        assertThat(map(total(reader, "from=2020-06-01&to=2020-06-30").get("deals_closed")))
                .containsEntry("part", 2)
                .containsEntry("n", 3);
        assertThat(map(total(reader, "from=2020-06-16&to=2020-06-16").get("deals_closed")))
                .containsEntry("part", 1)
                .containsEntry("n", 2);
        assertThat(reader.page("/insight?from=2020-06-01&to=2020-06-30"))
                .contains("2 of 3", "of the deals closed in the period", "whenever their people came");
    }

    @Test
    void everyMonthHasItsRowAndTheRateOfTheDealsClosedInIt() {
        int workspace = workspace();
        jdbc.sql("UPDATE workspace SET time_zone = ? WHERE id = ?")
                .params(ZONE.getId(), workspace)
                .update();
        List<ToldDeal> deals = tell(workspace);
        ReportReader reader = new ReportReader(owner(workspace), api(workspace));
        Map<String, int[]> expected = new TreeMap<>();
        for (YearMonth month = YearMonth.from(FIRST.atZone(ZONE)); !month.isAfter(YearMonth.now(ZONE)); ) {
            YearMonth one = month;
            List<ToldDeal> closed = deals.stream()
                    .filter(deal -> deal.closed() != null && deal.month().equals(one))
                    .toList();
            expected.put(month.toString(), new int[] {
                (int) closed.stream().filter(ToldDeal::won).count(), closed.size()
            });
            month = month.plusMonths(1);
        }
        Map<String, Map<String, Object>> rows = reader.groups("metrics?by=month&period=all");
        Map<String, NamedCsvRecord> file = new TreeMap<>();
        reader.csv("/insight/metrics.csv?by=month&period=all").forEach(row -> file.put(row.getField("Came in"), row));
        String page = reader.page("/insight?period=all");
        assertThat(rows.keySet()).containsAll(expected.keySet());
        assertThat(expected.values()).filteredOn(month -> month[1] > 0).hasSizeGreaterThan(20);
        expected.forEach((month, figures) -> {
            assertThat(map(rows.get(month).get("deals_closed")))
                    .as(month)
                    .containsEntry("part", figures[0])
                    .containsEntry("n", figures[1]);
            assertThat(file.get(month).getField("deals won")).isEqualTo(Integer.toString(figures[0]));
            assertThat(file.get(month).getField("deals lost")).isEqualTo(Integer.toString(figures[1] - figures[0]));
            assertThat(page).contains(month);
        });
        for (String month : List.of("2022-11", "2023-04", "2024-12")) {
            String days = "from=" + month + "-01&to=" + YearMonth.parse(month).atEndOfMonth();
            assertThat(map(total(reader, days).get("deals_closed"))).containsEntry("n", expected.get(month)[1]);
            assertThat(reader.opened("/insight/deals?state=closed&" + days, "deals"))
                    .as(month)
                    .doesNotHaveDuplicates()
                    .hasSize(expected.get(month)[1]);
        }
        long closed = deals.stream().filter(deal -> deal.closed() != null).count();
        assertThat(map(total(reader, "period=all").get("deals_closed"))).containsEntry("n", (int) closed);
        assertThat(reader.opened("/insight/deals?period=all", "deals")).hasSize((int) closed);
        assertThat(total(reader, "period=all")).containsEntry("deals_open", (int) (deals.size() - closed));
    }

    @Test
    void theFunnelReportHasARowForEveryMonthOfThePeriod() {
        int workspace = workspace();
        tell(workspace);
        ReportReader reader = new ReportReader(owner(workspace), api(workspace));
        assertThat(list(reader.json("funnel?by=month&from=2021-01-01&to=2023-12-31")
                        .get("rows")))
                .extracting(row -> map(row).get("group"))
                .hasSize(36)
                .startsWith("2021-01")
                .endsWith("2023-12");
    }

    /** People who come in three months only, and have deals that close at any time after. */
    private List<ToldDeal> tell(int workspace) {
        int source = sources.named(workspace, Sources.Kind.API, "crm");
        Random random = new Random(51);
        List<ToldDeal> deals = new ArrayList<>();
        List<NewSignal> told = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            told.add(signal(
                    "p" + i, FIRST.plus(Duration.ofHours(random.nextInt(2_000))), "identified", Map.of(), source));
        }
        for (int i = 0; i < 240; i++) {
            String person = "p" + random.nextInt(60);
            Instant opened = FIRST.plus(Duration.ofDays(90)).plus(Duration.ofMinutes(random.nextInt(900 * 1_440)));
            Instant end = opened.plus(Duration.ofMinutes(random.nextInt(400 * 1_440)));
            boolean closed = end.isBefore(LAST) && random.nextInt(6) > 0;
            ToldDeal deal = new ToldDeal(person, opened, closed ? end : null, random.nextInt(100) < 37);
            deals.add(deal);
            Map<String, Object> data = Map.of("deal", "crm:" + i, "amount", 100 + i, "currency", "USD");
            told.add(signal(person, opened, "deal_opened", data, source));
            if (closed) {
                told.add(signal(person, end, deal.won() ? "deal_won" : "deal_lost", data, source));
            }
        }
        told.sort(Comparator.comparing(NewSignal::at));
        signals.record(workspace, told);
        driver.settled(workspace);
        return deals;
    }

    private static NewSignal signal(String who, Instant at, String kind, Map<String, Object> data, int source) {
        return new NewSignal(
                IdentityKeys.email(who + "@closing.test"),
                at,
                null,
                kind,
                kind.equals("deal_lost") ? "price" : "",
                true,
                source,
                Map.of(),
                data,
                Trust.INTERNAL);
    }

    private static Map<String, Object> total(ReportReader reader, String query) {
        return map(reader.json("metrics?" + query).get("total"));
    }

    private void imported(int workspace, String file) {
        HttpResponse<String> begun = Upload.post(
                api(workspace), "/api/v1/imports", "deals.csv", file.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(begun.statusCode()).as(begun.body()).isLessThan(300);
        Object id = Json.object(begun.body()).get("id");
        await().until(() -> api(workspace).get("/api/v1/imports/" + id).body().contains("\"done\""));
        driver.settled(workspace);
    }
}
