package dev.sluice.insight;

import static dev.sluice.insight.ReportReader.list;
import static dev.sluice.insight.ReportReader.map;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sluice.SluiceTest;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A figure is the same on every screen, in every file and in every answer of the API, for every way to say a period; it is
 * that of the signals that were told, and it opens exactly its people.
 */
class EveryFigureTest extends SluiceTest {
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
    private static final String FUNNEL = """
            funnel: managed-it
            profile: Whoever is told of.
            sources: [import, api]
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {happened: information_requested}}
              - {id: mql, layer: engage, owner: marketing, limit: 9d, enter: {happened: demo_requested}}
              - {id: sql, layer: convert, owner: sales, limit: 20d, enter: {happened: accepted_by_sales}}
              - {id: customer, layer: retain, owner: success, limit: none, enter: {happened: meeting_booked}}
            disqualify:
              - {reason: unreachable, when: {happened: {email_bounced: "*", times: 3}}}
            lost:
              - {reason: price, when: {happened: deal_lost}}
            routing:
              - {otherwise: true, to: team/inbound, by: round_robin}
            """;
    private static final List<String> WAY =
            List.of("information_requested", "demo_requested", "accepted_by_sales", "meeting_booked");

    private record Told(String email, @Nullable String source, List<Instant> way, boolean lost, boolean back) {
        Instant began() {
            return way.getFirst();
        }

        boolean reached(int stage) {
            return way.size() > stage;
        }

        boolean won() {
            return way.size() == 4;
        }

        /** The stage that they are in, -1 where they are lost. */
        int now() {
            return lost ? -1 : back ? 0 : way.size() - 1;
        }
    }

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    private int workspace;
    private ReportReader reader;
    private final List<Told> people = new ArrayList<>();
    private final Map<String, Long> ids = new HashMap<>();

    @BeforeEach
    void tell() {
        workspace = workspace();
        jdbc.sql("UPDATE workspace SET time_zone = ? WHERE id = ?")
                .params(ZONE.getId(), workspace)
                .update();
        driver.decides(workspace, FUNNEL);
        int door = sources.named(workspace, Sources.Kind.API, "crm");
        Random random = new Random(61);
        List<NewSignal> told = new ArrayList<>();
        for (int i = 0; i < 320; i++) {
            Told one = person(i, random);
            people.add(one);
            for (int stage = 0; stage < one.way().size(); stage++) {
                told.add(signal(one, one.way().get(stage), WAY.get(stage), "", door));
            }
            Instant end = one.way().getLast().plusSeconds(20);
            if (one.lost()) {
                told.add(signal(one, end, "deal_lost", "price", door));
            }
            if (one.back()) {
                told.add(signal(one, end, "stage_set", "lead", door));
            }
        }
        told.sort(Comparator.comparing(NewSignal::at));
        signals.record(workspace, told);
        driver.settled(workspace);
        tenancy.read(workspace, () -> {
            jdbc.sql("SELECT id, email FROM report_person WHERE workspace_id = ?")
                    .param(workspace)
                    .query((row, n) -> ids.put(row.getString("email"), row.getLong("id")))
                    .list();
            return 0;
        });
        reader = new ReportReader(owner(workspace), api(workspace));
    }

    /** Every fourth begins within seconds of a midnight of the workspace, where the days of periods begin and end. */
    private Told person(int number, Random random) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        Instant midnight = today.minusDays(List.of(29, 30, 60, 89, 90).get(random.nextInt(5)))
                .atStartOfDay(ZONE)
                .toInstant();
        Instant at = number % 4 == 0
                ? midnight.plusSeconds(random.nextInt(3) - 1)
                : now.minus(Duration.ofMinutes(600 + random.nextInt(200 * 1_440)));
        List<Instant> way = new ArrayList<>();
        int goes = random.nextInt(100);
        for (int stage = 0; stage <= (goes < 40 ? 0 : goes < 70 ? 1 : goes < 88 ? 2 : 3); stage++) {
            way.add(at);
            at = at.plusSeconds(60 + random.nextInt(3_600));
        }
        boolean lost = way.size() < 4 && random.nextInt(5) == 0;
        return new Told(
                "p" + number + "@figures.test",
                List.of("search", "fair", "").get(random.nextInt(3)),
                way,
                lost,
                !lost && way.size() == 2 && random.nextInt(4) == 0);
    }

    private static NewSignal signal(Told one, Instant at, String kind, String subject, int door) {
        return new NewSignal(
                IdentityKeys.email(one.email()),
                at,
                null,
                kind,
                subject,
                true,
                door,
                Map.of(),
                one.source().isEmpty() ? Map.of() : Map.of("origin", one.source()),
                Trust.INTERNAL);
    }

    @Test
    void everywhereAndWithExactlyItsPeople() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        everywhere("period=30d", today.minusDays(29), today);
        everywhere("period=90d", today.minusDays(89), today);
        everywhere("period=all", null, today);
        String days = "from=" + today.minusDays(89) + "&to=" + today.minusDays(30);
        everywhere(days, today.minusDays(89), today.minusDays(30));
        Instant from = today.minusDays(60).atStartOfDay(ZONE).toInstant();
        Instant to = today.minusDays(29).atStartOfDay(ZONE).toInstant();
        everywhere("from=" + from + "&to=" + to, today.minusDays(60), today.minusDays(30));
    }

    private void everywhere(String period, @Nullable LocalDate first, LocalDate last) {
        List<Told> cohort = people.stream()
                .filter(one -> first == null
                        || !one.began().isBefore(first.atStartOfDay(ZONE).toInstant()))
                .filter(one ->
                        one.began().isBefore(last.plusDays(1).atStartOfDay(ZONE).toInstant()))
                .toList();
        assertThat(cohort).as(period).hasSizeBetween(20, people.size());
        theApi(period, cohort);
        theFiles(period, cohort);
        theScreens(period, cohort);
        opened(period, cohort);
    }

    private void theApi(String period, List<Told> cohort) {
        Map<String, Object> funnel =
                map(reader.json("funnel?by=source&" + period).get("total"));
        Map<String, Object> metrics = map(reader.json("metrics?" + period).get("total"));
        assertThat(funnel)
                .as(period)
                .containsEntry("people", cohort.size())
                .containsEntry("won", count(cohort, Told::won))
                .containsEntry("lost", count(cohort, Told::lost));
        assertThat(metrics)
                .as(period)
                .containsEntry("people", cohort.size())
                .containsEntry("won", count(cohort, Told::won));
        for (int i = 0; i < 3; i++) {
            int stage = i;
            assertThat(map(list(funnel.get("stages")).get(i))).containsEntry("reached", count(cohort, reached(stage)));
            Map<String, Object> at = map(list(metrics.get("stages")).get(i));
            assertThat(map(at.get("conversion")))
                    .containsEntry("n", count(cohort, reached(stage)))
                    .containsEntry("part", count(cohort, reached(stage + 1)));
            assertThat(at).containsEntry("here", count(cohort, one -> one.now() == stage));
        }
        Map<String, Integer> bySource = bySource(cohort);
        assertThat(groups(reader.json("funnel?by=source&" + period), "people")).isEqualTo(bySource);
        assertThat(groups(reader.json("metrics?by=source&" + period), "people")).isEqualTo(bySource);
        assertThat(groups(reader.json("sources?" + period), "leads")).isEqualTo(bySource);
        int in = list(reader.json("ledger?" + period).get("rows")).stream()
                .mapToInt(row -> (Integer) map(row).get("in"))
                .sum();
        assertThat(in).as(period).isEqualTo(cohort.size());
    }

    private void theFiles(String period, List<Told> cohort) {
        List<NamedCsvRecord> stages = reader.csv("/insight/metrics.csv?table=stages&" + period);
        for (int i = 0; i < 4; i++) {
            int stage = i;
            assertThat(stages.get(i).getField("reached")).isEqualTo(text(count(cohort, reached(stage))));
            assertThat(stages.get(i).getField("here")).isEqualTo(text(count(cohort, one -> one.now() == stage)));
        }
        Map<String, Integer> bySource = bySource(cohort);
        reader.csv("/insight/sources.csv?" + period)
                .forEach(row -> assertThat(row.getField("leads"))
                        .isEqualTo(text(
                                bySource.get(row.getField("source").isEmpty() ? "(blank)" : row.getField("source")))));
        assertThat(reader.csv("/hand-off.csv?" + period).stream()
                        .mapToInt(row -> Integer.parseInt(row.getField("in")))
                        .sum())
                .isEqualTo(cohort.size());
        assertThat(reader.csv("/insight/metrics.csv?by=month&" + period).stream()
                        .mapToInt(row -> Integer.parseInt(row.getField("people")))
                        .sum())
                .isEqualTo(cohort.size());
        assertThat(reader.csv("/insight/people.csv?stage=mql&" + period)).hasSize(count(cohort, reached(1)));
    }

    private void theScreens(String period, List<Told> cohort) {
        String home = reader.page("/?" + period);
        assertThat(figure(home, "id=\"stat-leads\".*?class=\"figure\">([^<]*)")).isEqualTo(shown(cohort.size()));
        assertThat(figure(home, "id=\"stat-won\".*?class=\"figure\">([^<]*)"))
                .isEqualTo(shown(count(cohort, Told::won)));
        assertThat(figure(home, "id=\"count-mql\"[^>]*>([^<]*)")).isEqualTo(shown(count(cohort, reached(1))));
        assertThat(reader.page("/insight?" + period))
                .contains(DisplayFormat.count(cohort.size(), "lead") + " who came");
        assertThat(figure(reader.page("/hand-off?" + period), "<tfoot>.*?<td class=\"num\">(?:<a[^>]*>)?([^<]*)"))
                .isEqualTo(shown(cohort.size()));
        assertThat(figure(
                        reader.page("/insight/sources?" + period),
                        "<strong>All</strong></td><td class=\"num\">([^<]*)"))
                .isEqualTo(shown(cohort.size()));
    }

    private void opened(String period, List<Told> cohort) {
        assertOpens("/insight/people?stage=any&" + period, cohort, one -> true);
        assertOpens("/insight/people?stage=any&fate=lost&" + period, cohort, Told::lost);
        assertOpens("/insight/people?stage=mql&" + period, cohort, reached(1));
        assertOpens("/insight/people?stage=mql&fate=went_on&" + period, cohort, reached(2));
        assertOpens("/insight/people?stage=lead&fate=open&" + period, cohort, one -> one.now() == 0);
        assertOpens("/insight/people?stage=mql&fate=open&" + period, cohort, one -> one.now() == 1);
        assertOpens("/hand-off/people?funnel=managed-it&fate=in&" + period, cohort, one -> true);
        String home = reader.page("/?" + period);
        String stage = ReportReader.plain(figure(home, "id=\"count-sql\" href=\"([^\"]*)\""));
        if (!stage.contains("T")) { // a list of people goes by days
            assertThat(reader.page(stage)).contains("@figures.test");
        }
        String trend = reader.page("/home/trend?funnel=managed-it&" + period);
        for (String link : ReportReader.links(trend, "/insight/people?")) {
            String source = link.replaceFirst(".*source=", "");
            assertOpens(link, cohort, one -> source.equals(one.source()));
        }
    }

    private void assertOpens(String link, List<Told> cohort, Predicate<Told> who) {
        List<Long> expected =
                cohort.stream().filter(who).map(one -> ids.get(one.email())).toList();
        List<Long> opened = reader.opened(link, "people");
        assertThat(opened).as(link).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
        if (link.startsWith("/insight/people")) {
            assertThat(reader.page(link)).contains(DisplayFormat.count(expected.size(), "person"));
        }
    }

    private static Map<String, Integer> groups(Map<String, Object> report, String figure) {
        Map<String, Integer> groups = new TreeMap<>();
        for (Object row : list(report.get("rows"))) {
            groups.put((String) map(row).get("group"), (Integer) map(row).get(figure));
        }
        return groups;
    }

    private static Map<String, Integer> bySource(List<Told> cohort) {
        Map<String, Integer> groups = new TreeMap<>();
        cohort.forEach(one -> groups.merge(one.source().isEmpty() ? "(blank)" : one.source(), 1, Integer::sum));
        return groups;
    }

    private static Predicate<Told> reached(int stage) {
        return one -> one.reached(stage);
    }

    private static int count(List<Told> cohort, Predicate<Told> who) {
        return (int) cohort.stream().filter(who).count();
    }

    private static String text(@Nullable Integer number) {
        return String.valueOf(number);
    }

    private static String shown(int number) {
        return DisplayFormat.count(number);
    }

    private static String figure(String page, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1).strip())
                .findFirst()
                .orElse("nothing like " + pattern);
    }
}
