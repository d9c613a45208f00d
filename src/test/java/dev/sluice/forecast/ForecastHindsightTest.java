package dev.sluice.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.TestClock;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The report as of a day is the one that a workspace would have shown which knew nothing of later days. */
class ForecastHindsightTest extends SluiceTest {
    private static final String FUNNEL = """
            funnel: hindsight
            profile: Whoever buys.
            sources: [script, api]
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
              - {id: sql, layer: convert, owner: sales, limit: 14d, enter: {happened: accepted_by_sales}}
              - {id: customer, layer: retain, owner: success, limit: none, enter: {happened: deal_won}}
            pipelines:
              - id: new
                stages:
                  - {id: talk, probability: 20, limit: 30d}
                  - {id: offer, probability: 50, limit: 30d}
            disqualify:
              - {reason: student, when: {role: {in: [student]}}}
            routing:
              - {otherwise: true, to: team/inbound, by: round_robin}
            """;
    private static final int DAYS = 200;
    private static final Instant NOW = TestClock.now();
    private static final LocalDate FIRST =
            NOW.atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS);

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    /** A change of the deal of that number. */
    private record Change(int deal, Instant at, String kind, String subject, Map<String, Object> data) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingOfALaterDayIsInAReportOfAnEarlierOne(long seed) {
        List<Change> all = changes(new Random(seed), 60);
        int knowing = workspace(all);
        for (int day : new int[] {70, 130, 185}) {
            LocalDate asOf = FIRST.plusDays(day);
            Instant next = asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            List<Change> known =
                    all.stream().filter(change -> change.at().isBefore(next)).toList();
            int ignorant = workspace(known);

            for (String report : List.of("forecast", "velocity")) {
                String path = "/api/v1/reports/" + report + "?funnel=hindsight&currency=USD&as_of=" + asOf;
                assertThat(figures(knowing, path)).isEqualTo(figures(ignorant, path));
            }
            Map<String, Object> forecast =
                    figures(knowing, "/api/v1/reports/forecast?funnel=hindsight&currency=USD&as_of=" + asOf);
            assertThat(map(forecast.get("by_definition"))).containsEntry("deals", open(known));
        }
    }

    /** How many deals these changes leave open, counted here. */
    private static int open(List<Change> changes) {
        Map<Integer, Boolean> open = new HashMap<>();
        changes.stream().sorted(Comparator.comparing(Change::at)).forEach(change -> {
            switch (change.kind()) {
                case "deal_opened", "deal_reopened" -> open.put(change.deal(), true);
                case "deal_won", "deal_lost" -> open.put(change.deal(), false);
                default -> {}
            }
        });
        return (int) open.values().stream().filter(Boolean::booleanValue).count();
    }

    /** Deals that are opened, valued, moved, put off, given to others, closed and opened again, often at midnight. */
    private static List<Change> changes(Random random, int deals) {
        List<Change> changes = new ArrayList<>();
        for (int deal = 0; deal < deals; deal++) {
            Instant at = FIRST.plusDays(random.nextInt(150))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            Map<String, Object> opening = new HashMap<>();
            if (random.nextBoolean()) {
                opening.put("amount", 100 + random.nextInt(9_000));
            }
            changes.add(new Change(deal, at, "deal_opened", "new", opening));
            for (int step = random.nextInt(8); step > 0; step--) {
                at = at.plus(
                        random.nextBoolean()
                                ? Duration.ofDays(1 + random.nextInt(30))
                                : Duration.ofMinutes(1 + random.nextInt(20_000)));
                if (at.isBefore(NOW)) {
                    changes.add(change(random, deal, at));
                }
            }
        }
        return changes;
    }

    private static Change change(Random random, int deal, Instant at) {
        return switch (random.nextInt(7)) {
            case 0 -> new Change(deal, at, "deal_changed", "", Map.of("amount", 100 + random.nextInt(90_000)));
            case 1 ->
                new Change(
                        deal,
                        at,
                        "deal_changed",
                        "",
                        Map.of(
                                "expected_close",
                                FIRST.plusDays(random.nextInt(300)).toString()));
            case 2 -> new Change(deal, at, "deal_changed", "", Map.of("owner", "Rep " + random.nextInt(3)));
            case 3 -> new Change(deal, at, "deal_moved", random.nextBoolean() ? "offer" : "talk", Map.of());
            case 4 -> new Change(deal, at, "deal_won", "", Map.of("amount", 100 + random.nextInt(9_000)));
            case 5 -> new Change(deal, at, "deal_lost", "price", Map.of());
            default -> new Change(deal, at, "deal_reopened", "", Map.of());
        };
    }

    private int workspace(List<Change> changes) {
        int workspace = workspace();
        driver.decides(workspace, FUNNEL);
        int source = sources.named(workspace, Sources.Kind.API, "test");
        signals.record(
                workspace,
                changes.stream()
                        .sorted(Comparator.comparing(Change::at))
                        .map(change -> signal(change, source))
                        .toList());
        driver.settled(workspace);
        return workspace;
    }

    private static NewSignal signal(Change change, int source) {
        Map<String, Object> data = new HashMap<>(change.data());
        data.put("deal", "test:" + change.deal());
        return new NewSignal(
                IdentityKeys.email("p" + change.deal() + "@hindsight.test"),
                change.at(),
                UUID.randomUUID().toString(),
                change.kind(),
                change.subject(),
                true,
                source,
                Map.of(),
                data,
                Trust.INTERNAL);
    }

    /** A report without the numbers of deals, which differ between workspaces. */
    private Map<String, Object> figures(int workspace, String path) {
        Map<String, Object> report = report(workspace, path);
        if (report.get("put_off") instanceof List<?> slips) {
            report.put(
                    "put_off",
                    slips.stream()
                            .map(slip -> {
                                Map<String, Object> copy = new LinkedHashMap<>(map(slip));
                                copy.remove("deal");
                                return copy.toString();
                            })
                            .sorted()
                            .toList());
        }
        return report;
    }

    private Map<String, Object> report(int workspace, String path) {
        HttpResponse<String> answer = api(workspace).get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new LinkedHashMap<>(Json.object(rounded(answer.body())));
    }

    /** Fractions to the millionth: the last digits of a sum depend on the order in which the database returned its parts. */
    private static String rounded(String json) {
        return Pattern.compile("\\d+\\.\\d+(?=[,}\\]])")
                .matcher(json)
                .replaceAll(number -> new BigDecimal(number.group())
                        .setScale(6, RoundingMode.HALF_UP)
                        .toPlainString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }

    @Test
    void amountsOfSeveralCurrenciesAreNeverAddedUp() {
        int workspace = workspace();
        driver.decides(workspace, FUNNEL);
        var api = api(workspace);
        Map<String, List<Integer>> open =
                Map.of("USD", List.of(1_990), "EUR", List.of(14_000, 980), "JPY", List.of(1_000_000));
        open.forEach((currency, amounts) -> amounts.forEach(amount -> {
            api.post("/api/v1/people", "{\"email\": \"p" + amount + "@example.com\"}");
            assertThat(api.post(
                                    "/api/v1/deals",
                                    "{\"email\": \"p" + amount + "@example.com\", \"amount\": " + amount
                                            + ", \"currency\": \"" + currency + "\"}")
                            .statusCode())
                    .isEqualTo(201);
        }));
        open.forEach((currency, amounts) -> {
            Map<String, Object> report = report(workspace, "/api/v1/reports/forecast?currency=" + currency);
            assertThat(report).containsEntry("currency", currency);
            assertThat(map(report.get("by_definition")))
                    .containsEntry("deals", amounts.size())
                    .containsEntry(
                            "sum",
                            amounts.stream().mapToDouble(Integer::doubleValue).sum());
            Map<String, Integer> others = new HashMap<>();
            open.forEach((other, deals) -> others.put(other, deals.size()));
            others.remove(currency);
            assertThat(map(report.get("other_currencies"))).isEqualTo(others);
        });
        assertThat(report(workspace, "/api/v1/reports/forecast")).containsEntry("currency", "USD");
        assertThat(owner(workspace).get("/insight/forecast").body())
                .contains("1 open deal worth $1,990", "1 in JPY", "2 in EUR")
                .doesNotContain("1,016,970");
        assertThat(api.get("/api/v1/reports/forecast?currency=XYZ").statusCode())
                .isEqualTo(422);
    }
}
