package dev.sluice.deal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.TestClock;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Won and lost by closing date: on the list, in its sums, by month and by quarter. */
class ClosedDealsTest extends SluiceTest {
    private static final Instant NOW = TestClock.now();

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    private record Closed(LocalDate day, boolean won, int amount, String currency) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void eachMonthAndQuarterHasTheDealsThatClosedInIt(long seed) {
        int workspace = workspace();
        List<Closed> all = closed(workspace, new Random(seed));
        Api api = api(workspace);
        Map<String, Object> report =
                Json.object(api.get("/api/v1/reports/closed-deals").body());

        for (Object row : rows(report, "months")) {
            check((Map<?, ?>) row, all, day -> YearMonth.from(day).toString());
        }
        for (Object row : rows(report, "quarters")) {
            check((Map<?, ?>) row, all, day -> day.getYear() + "-Q" + ((day.getMonthValue() + 2) / 3));
        }
        assertThat(rows(report, "quarters")).hasSize(5);

        LocalDate from = day(120);
        LocalDate to = day(30);
        List<Closed> inside = all.stream()
                .filter(deal -> !deal.day().isBefore(from) && !deal.day().isAfter(to))
                .toList();
        String query = "?limit=200&closed_from=" + from + "&closed_to=" + to;
        assertThat(rows(Json.object(api.get("/api/v1/deals" + query).body()), "rows"))
                .hasSize(inside.size());
        assertThat(rows(
                        Json.object(
                                api.get("/api/v1/deals" + query + "&state=won").body()),
                        "rows"))
                .hasSize((int) inside.stream().filter(Closed::won).count());
        assertThat(owner(workspace).get("/deals" + query).body()).contains(inside.size() + " deals");
        assertThat(owner(workspace).get("/deals/closed").body())
                .contains("By the day a deal closed", YearMonth.from(day(0)).toString());
    }

    private static void check(Map<?, ?> row, List<Closed> all, java.util.function.Function<LocalDate, String> period) {
        List<Closed> inside = all.stream()
                .filter(deal -> period.apply(deal.day()).equals(row.get("period")))
                .toList();
        assertThat(row.get("won"))
                .isEqualTo((int) inside.stream().filter(Closed::won).count());
        assertThat(row.get("lost"))
                .isEqualTo((int) inside.stream().filter(deal -> !deal.won()).count());
        Map<String, Integer> amounts = new HashMap<>();
        inside.stream()
                .filter(Closed::won)
                .forEach(deal -> amounts.merge(deal.currency(), deal.amount(), Integer::sum));
        Map<String, Integer> told = new HashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(row.get("amount")))
                .forEach((currency, amount) -> told.put((String) currency, ((Number) amount).intValue()));
        assertThat(told).isEqualTo(amounts);
    }

    private static LocalDate day(int ago) {
        return NOW.minus(Duration.ofDays(ago)).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private List<Closed> closed(int workspace, Random random) {
        int source = sources.named(workspace, Sources.Kind.API, "test");
        List<Closed> all = new ArrayList<>();
        List<NewSignal> told = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int ago = random.nextInt(400);
            Closed deal = new Closed(
                    day(ago), random.nextBoolean(), 1 + random.nextInt(9_999), random.nextInt(3) == 0 ? "EUR" : "USD");
            all.add(deal);
            Instant at = deal.day().atStartOfDay(ZoneOffset.UTC).toInstant();
            Map<String, Object> data =
                    Map.of("deal", "closed:" + i, "amount", deal.amount(), "currency", deal.currency());
            told.add(signal(source, i, at.minus(Duration.ofDays(random.nextInt(300))), "deal_opened", data));
            told.add(signal(source, i, at.plusMillis(1), deal.won() ? "deal_won" : "deal_lost", data));
        }
        told.sort(java.util.Comparator.comparing(NewSignal::at));
        signals.record(workspace, told);
        return all;
    }

    private static NewSignal signal(int source, int who, Instant at, String kind, Map<String, Object> data) {
        return new NewSignal(
                IdentityKeys.email("p" + who + "@closed.test"),
                at,
                kind + who,
                kind,
                "",
                true,
                source,
                Map.of(),
                data,
                Trust.INTERNAL);
    }

    private static List<?> rows(Map<String, Object> report, String name) {
        return (List<?>) Objects.requireNonNull(report.get(name));
    }
}
