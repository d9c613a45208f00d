package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The five metrics of a random year agree to the last digit with figures counted from the told signals themselves. */
class MetricTest extends SluiceTest {
    private static final String FUNNEL = """
            funnel: year
            profile: Whoever is told of.
            sources: [import, api]
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {happened: information_requested}}
              - {id: mql, layer: engage, owner: marketing, limit: 9d, enter: {happened: demo_requested}}
              - {id: sql, layer: convert, owner: sales, limit: 20d, enter: {happened: accepted_by_sales}}
              - {id: opportunity, layer: convert, owner: sales, limit: 60d, enter: {happened: meeting_booked}}
              - {id: customer, layer: retain, owner: success, limit: none, enter: {happened: deal_won}}
            disqualify:
              - {reason: unreachable, when: {happened: {email_bounced: "*", times: 3}}}
            lost:
              - {reason: price, when: {happened: deal_lost}}
            routing:
              - {otherwise: true, to: team/inbound, by: round_robin}
            """;
    private static final List<String> WAY =
            List.of("information_requested", "demo_requested", "accepted_by_sales", "meeting_booked", "deal_won");
    private static final List<String> STAGES = List.of("lead", "mql", "sql", "opportunity", "customer");
    private static final Instant NOW = TestClock.now().truncatedTo(ChronoUnit.MINUTES);

    /** What was told of one person: the instants of the way, as far as they came, the loss and the first response. */
    private record Told(
            String id,
            String source,
            List<Instant> way,
            @Nullable Instant lost,
            @Nullable Instant response) {
        Instant began() {
            return way.getFirst();
        }
    }

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    private int workspace;
    private final List<Told> people = new ArrayList<>();

    @BeforeEach
    void aYear() {
        workspace = workspace();
        driver.decides(workspace, FUNNEL);
        int door = sources.named(workspace, Sources.Kind.IMPORT, "list");
        Random random = new Random(7);
        List<NewSignal> told = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Told one = person(i, random);
            people.add(one);
            for (int stage = 0; stage < one.way().size(); stage++) {
                told.add(signal(one, one.way().get(stage), WAY.get(stage), door));
            }
            if (one.lost() != null) {
                told.add(signal(one, one.lost(), "deal_lost", door));
            }
            if (one.response() != null) {
                told.add(signal(one, one.response(), "call_logged", door));
            }
        }
        told.sort(Comparator.comparing(NewSignal::at));
        signals.record(workspace, told);
        driver.settled(workspace);
    }

    private static Told person(int number, Random random) {
        Instant at = NOW.minus(Duration.ofMinutes(10 + random.nextInt(365 * 24 * 60)));
        List<Instant> way = new ArrayList<>(List.of(at));
        int goes = random.nextInt(100);
        int steps = goes < 45 ? 0 : goes < 65 ? 1 : goes < 80 ? 2 : goes < 90 ? 3 : 4;
        for (int i = 0; i < steps; i++) {
            at = at.plus(Duration.ofSeconds(60 + random.nextInt(30 * 86_400)));
            if (!at.isBefore(NOW)) {
                break;
            }
            way.add(at);
        }
        Instant end = at.plus(Duration.ofDays(1 + random.nextInt(20)));
        boolean lost = way.size() < 5 && at.isBefore(NOW) && random.nextInt(4) == 0 && end.isBefore(NOW);
        Instant answered = way.size() > 1 ? way.get(1).plusSeconds(30 + random.nextInt(400_000)) : null;
        boolean response = answered != null && answered.isBefore(NOW) && random.nextInt(3) > 0;
        return new Told(
                "p" + number,
                List.of("search", "fair", "referral").get(random.nextInt(3)),
                way,
                lost ? end : null,
                response ? answered : null);
    }

    private static NewSignal signal(Told one, Instant at, String kind, int door) {
        return new NewSignal(
                new IdentityKeys(one.id() + "@year.test", null, null, List.of()),
                at,
                null,
                kind,
                "x",
                true,
                door,
                Map.of(),
                Map.of("origin", one.source()),
                Trust.INTERNAL);
    }

    @Test
    void theWholeYearAgrees() {
        assertThat(total("period=all")).isEqualTo(expected(one -> true));
    }

    @Test
    void everyPeriodAgrees() {
        Instant from = NOW.minus(Duration.ofDays(150));
        Instant to = NOW.minus(Duration.ofDays(90));
        assertThat(total("from=" + from + "&to=" + to))
                .isEqualTo(expected(
                        one -> !one.began().isBefore(from) && one.began().isBefore(to)));
    }

    @Test
    void everySourceAgreesAloneAndBesideTheOthers() {
        Map<String, Object> apart = new TreeMap<>();
        for (Object row : (List<?>) report("period=all&by=source").get("rows")) {
            apart.put((String) map(row).get("group"), figures(map(row)));
        }
        Map<String, Object> expected = new TreeMap<>();
        for (String source : List.of("search", "fair", "referral")) {
            Map<String, Object> own = expected(one -> one.source().equals(source));
            expected.put(source, own);
            assertThat(total("period=all&source=" + source)).as(source).isEqualTo(own);
        }
        assertThat(apart).isEqualTo(expected);
    }

    @Test
    void whatHadHappenedByADayIsAllThatCountsAsOfIt() {
        Instant day = NOW.minus(Duration.ofDays(120));
        List<Told> then = people.stream()
                .filter(one -> one.began().isBefore(day))
                .map(one -> new Told(
                        one.id(),
                        one.source(),
                        one.way().stream().filter(at -> !at.isAfter(day)).toList(),
                        one.lost() == null || one.lost().isAfter(day) ? null : one.lost(),
                        one.response() == null || one.response().isAfter(day) ? null : one.response()))
                .toList();
        assertThat(total("period=all&as_of=" + day)).isEqualTo(expected(then));
    }

    @Test
    void theStretchBeforeIsSeenAfterAsMuchTime() {
        Instant from = NOW.minus(Duration.ofDays(60));
        Duration length = Duration.ofDays(60);
        Map<String, Object> report = report("from=" + from + "&as_of=" + NOW);
        Map<String, Object> asOf = report("from=" + from.minus(length) + "&to=" + from + "&as_of=" + NOW.minus(length));
        assertThat(figures(map(report.get("before")))).isEqualTo(figures(map(asOf.get("total"))));
    }

    @Test
    void everyFigureOfThePageOpensItsPeople() {
        Browser owner = owner(workspace);
        HttpResponse<String> page = owner.get("/insight?funnel=year&period=all");
        assertThat(page.statusCode()).isEqualTo(200);
        Matcher links = Pattern.compile("href=\"(/insight/people\\?[^\"]+)\"").matcher(page.body());
        int opened = 0;
        while (links.find()) {
            String link = links.group(1).replace("&amp;", "&");
            assertThat(owner.get(link).statusCode()).as(link).isEqualTo(200);
            opened++;
        }
        assertThat(opened).isGreaterThan(20);
        long lost = people.stream()
                .filter(one -> one.lost() != null && one.way().size() == 2)
                .count();
        assertThat(owner.get("/insight/people?funnel=year&period=all&stage=mql&fate=lost")
                        .body()
                        .split("href=\"/people/", -1))
                .hasSize((int) lost + 1);
    }

    @Test
    void aYoungCohortSaysThatItIsNotMature() {
        List<?> months = (List<?>) report("period=all&by=month").get("rows");
        assertThat(map(months.getFirst())).containsEntry("mature", false);
        assertThat(map(months.getLast())).containsEntry("mature", true);
    }

    @Test
    void aBenchmarkIsOnesOwnOnceItIsSetAndThePublishedOneAgainWhenItIsBlank() {
        Browser owner = owner(workspace);
        assertThat(owner.get("/insight?period=all").body()).contains("13 to 27 %");
        owner.post(
                "/insight/benchmarks",
                Map.of("metric", "handed_on", "low", "31", "high", "37,5", "source", "Our last three years"));
        assertThat(owner.get("/insight?period=all").body()).contains("31 to 37.5 %", "Our last three years");
        owner.post("/insight/benchmarks", Map.of("metric", "handed_on", "low", "", "high", ""));
        assertThat(owner.get("/insight?period=all").body()).contains("13 to 27 %");
        assertThat(owner.post(
                                "/insight/benchmarks",
                                Map.of("metric", "handed_on", "low", "9", "high", "3", "source", "x"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anUnknownGroupingOrStageIsRefusedByName() {
        Api api = api(workspace);
        assertThat(api.get("/api/v1/reports/metrics?by=colour").statusCode()).isEqualTo(422);
        assertThat(api.get("/api/v1/reports/metrics?as_of=soon").statusCode()).isEqualTo(422);
        assertThat(owner(workspace).get("/insight/people?stage=nowhere").statusCode())
                .isEqualTo(422);
    }

    private Map<String, Object> expected(Predicate<Told> who) {
        return expected(people.stream().filter(who).toList());
    }

    /** Counted from what was told, the way the words of the metrics say. */
    private static Map<String, Object> expected(List<Told> people) {
        Map<String, Object> figures = new TreeMap<>();
        figures.put("people", people.size());
        figures.put("won", (int)
                people.stream().filter(one -> one.way().size() == 5).count());
        for (int i = 0; i < 4; i++) {
            int stage = i;
            List<Told> reached =
                    people.stream().filter(one -> one.way().size() > stage).toList();
            List<Told> on =
                    reached.stream().filter(one -> one.way().size() > stage + 1).toList();
            figures.put(STAGES.get(i) + " reached", reached.size());
            figures.put(STAGES.get(i) + " went on", on.size());
            figures.put(STAGES.get(i) + " lost", (int) reached.stream()
                    .filter(one -> one.way().size() == stage + 1 && one.lost() != null)
                    .count());
            figures.put(
                    STAGES.get(i) + " median hours",
                    median(on.stream()
                            .map(one -> Duration.between(
                                            one.way().get(stage), one.way().get(stage + 1))
                                    .toHours())
                            .toList()));
        }
        List<Told> offered = people.stream().filter(one -> one.way().size() > 1).toList();
        List<Told> answered =
                offered.stream().filter(one -> one.response() != null).toList();
        figures.put("responses", answered.size());
        figures.put(
                "response median",
                median(answered.stream()
                        .map(one -> Duration.between(one.way().get(1), one.response())
                                .toSeconds())
                        .toList()));
        figures.put("waiting", (int) offered.stream()
                .filter(one -> one.response() == null
                        && one.lost() == null
                        && one.way().size() < 5)
                .count());
        int won = (int) people.stream().filter(one -> one.way().size() == 5).count();
        int lost = (int) people.stream()
                .filter(one -> one.way().size() == 4 && one.lost() != null)
                .count();
        figures.put("close", won + " of " + (won + lost));
        return figures;
    }

    private static double median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return n == 0 ? -1 : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2.0;
    }

    private Map<String, Object> total(String query) {
        return figures(map(report(query).get("total")));
    }

    private Map<String, Object> report(String query) {
        HttpResponse<String> answer = api(workspace).get("/api/v1/reports/metrics?funnel=year&" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    /** The answer of the API in the same words. */
    private static Map<String, Object> figures(Map<String, Object> group) {
        Map<String, Object> figures = new TreeMap<>();
        figures.put("people", group.get("people"));
        figures.put("won", group.get("won"));
        for (Object one : ((List<?>) group.get("stages")).subList(0, 4)) {
            Map<String, Object> at = map(one);
            Object stage = at.get("stage");
            figures.put(stage + " reached", map(at.get("conversion")).get("n"));
            figures.put(stage + " went on", map(at.get("conversion")).get("part"));
            figures.put(stage + " lost", at.get("lost"));
            figures.put(stage + " median hours", number(map(at.get("hours")).get("median")));
        }
        Map<String, Object> response = map(group.get("response"));
        figures.put("responses", response.get("n"));
        figures.put("response median", number(response.get("median")));
        figures.put("waiting", response.get("waiting"));
        Map<String, Object> close = map(group.get("close"));
        figures.put("close", close.get("part") + " of " + close.get("n"));
        return figures;
    }

    private static double number(@Nullable Object value) {
        return value == null ? -1 : ((Number) value).doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }
}
