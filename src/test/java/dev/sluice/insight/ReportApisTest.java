package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reports by API: figures of a few leads with a spend, empty workspaces, and refusals. */
class ReportApisTest extends SluiceTest {
    private static final List<String> REPORTS =
            List.of("metrics", "sources", "leaks", "response", "threshold", "review");

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    private int workspace;
    private Api api;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        api = api(workspace, "reports:read");
    }

    private Map<String, Object> report(String path) {
        HttpResponse<String> answer = api.get("/api/v1/reports/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    private void refused(String path, String field) {
        HttpResponse<String> answer = api.get("/api/v1/reports/" + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(422);
        assertThat(answer.body()).as(path).contains("\"" + field + "\"");
    }

    private static List<?> list(Map<String, Object> report, String name) {
        return (List<?>) Objects.requireNonNull(report.get(name));
    }

    private void leads(int n, String origin, String campaign) {
        int door = sources.named(workspace, Sources.Kind.API, "list");
        List<NewSignal> told = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            told.add(new NewSignal(
                    IdentityKeys.email(origin + i + "@ask.test"),
                    clock.instant().minusSeconds(7_200),
                    origin + i,
                    "identified",
                    "",
                    true,
                    door,
                    Map.of(),
                    Map.of("origin", origin, "campaign", campaign),
                    Trust.INTERNAL));
        }
        signals.record(workspace, told);
        driver.settled(workspace);
    }

    @Test
    void whatCannotBeMeantIsRefusedByEveryReportOfALens() {
        for (String report : List.of("metrics", "sources", "leaks", "response", "threshold")) {
            refused(report + "?from=2026-13-01", "from");
            refused(report + "?from=2026-05-01&to=2026-04-01", "to");
            refused(report + "?as_of=soon", "as_of");
            refused(report + "?owner=olga", "owner");
            refused(report + "?is=owner", "trait");
            refused(report + "?version=99", "version");
        }
        refused("sources?by=owner", "by");
        refused("metrics?source=" + "x".repeat(201), "source");
    }

    @Test
    void aFunnelThatIsNotThereIsNotFound() {
        for (String report : REPORTS) {
            assertThat(api.get("/api/v1/reports/" + report + "?funnel=none").statusCode())
                    .as(report)
                    .isEqualTo(404);
        }
    }

    @Test
    void everyReportNeedsItsScope() {
        Api other = api(workspace, "people:read", "deals:read");
        for (String report : REPORTS) {
            assertThat(other.get("/api/v1/reports/" + report).statusCode())
                    .as(report)
                    .isEqualTo(403);
        }
    }

    @Test
    void beforeAnyoneCameReportsAreEmptyAndSayWhatTheyAreAbout() {
        assertThat(report("leaks")).containsEntry("funnel", "managed-it").containsEntry("leaks", List.of());
        assertThat(list(report("leaks"), "silent").getFirst()).isEqualTo("Visitor");
        assertThat(report("response")).containsEntry("stage", "mql");
        assertThat(list(report("response"), "bands")).hasSize(7);
        assertThat(report("threshold")).containsEntry("stage", "mql").containsEntry("asked", 12.0);
        assertThat(list(report("threshold"), "cuts")).isEmpty();
        assertThat(report("sources"))
                .containsEntry("leads", 0)
                .containsEntry("spent", 0.0)
                .containsEntry("rows", List.of());
    }

    @Test
    void theReviewIsOfTheLastFullWeek() {
        Map<String, Object> review = report("review");

        LocalDate monday = LocalDate.parse(String.valueOf(review.get("monday")));
        assertThat(monday.getDayOfWeek().getValue()).isEqualTo(1);
        assertThat(monday.plusDays(6))
                .isBefore(clock.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(1));
        assertThat(list(review, "leaks")).isEmpty();
        assertThat(list(review, "proposals")).isEmpty();
        assertThat(list(review, "happened"))
                .allSatisfy(line -> assertThat(((Map<?, ?>) line).get("week")).isEqualTo(0));
    }

    private @Nullable Object row(String path, String group, String field) {
        return list(report(path), "rows").stream()
                .map(row -> (Map<?, ?>) row)
                .filter(row -> group.equals(row.get("group")))
                .findFirst()
                .orElseThrow()
                .get(field);
    }

    @Test
    void sourcesAndCampaignsStandWithWhatTheyCost() {
        leads(4, "fair", "spring");
        leads(2, "web", "autumn");
        Browser owner = owner(workspace);
        String month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).toString();
        owner.post(
                "/insight/spend",
                Map.of(
                        "csv",
                        "source,month,amount,campaign\nfair," + month + ",600,\nfair," + month + ",200,spring\n"));

        assertThat(row("sources?period=12m", "fair", "leads")).isEqualTo(4);
        assertThat(row("sources?period=12m", "fair", "spent")).isEqualTo(800.0);
        assertThat(row("sources?period=12m", "fair", "per_lead")).isEqualTo(200.0);
        assertThat(row("sources?period=12m", "web", "per_lead")).isNull();
        assertThat(row("sources?period=12m&by=campaign", "spring", "spent")).isEqualTo(200.0);
        assertThat(report("sources?period=12m&source=web")).containsEntry("leads", 2);
    }

    @Test
    void anAmountOfNothingTakesASpendAway() {
        leads(1, "fair", "spring");
        Browser owner = owner(workspace);
        String month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).toString();
        owner.post("/insight/spend", Map.of("source", "fair", "month", month, "amount", "1,200.50"));
        assertThat(row("sources?period=12m", "fair", "spent")).isEqualTo(1_200.5);

        owner.post("/insight/spend", Map.of("source", "fair", "month", month + "-17", "amount", "0"));
        assertThat(row("sources?period=12m", "fair", "spent")).isEqualTo(0.0);
    }

    @Test
    void aSpendThatCannotBeIsRefusedWithItsLine() {
        Browser owner = owner(workspace);
        Map<String, String> refusals = Map.of(
                "source,month,amount\n,2026-01,5\n", "Name the source as the table does",
                "source,month,amount\nfair,January,5\n", "Write a month like 2026-01.",
                "source,month,amount\nfair,2026-01,-5\n", "Write an amount as a number like 1200 or 1200.50.",
                "source,month,amount\nfair,2026-01,1000000000\n", "Write an amount as a number like 1200 or 1200.50.",
                "source,month,amount\n", "There is no line; the first names the columns");
        refusals.forEach((csv, sentence) -> {
            HttpResponse<String> answer = owner.post("/insight/spend", Map.of("csv", csv));
            assertThat(answer.statusCode()).as(csv).isEqualTo(422);
            assertThat(answer.body()).as(csv).contains(sentence);
        });
        assertThat(user(workspace, "member")
                        .post("/insight/spend", Map.of("source", "x", "month", "2026-01", "amount", "1"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void asOfADayNoOneHasComeWhoCameLater() {
        leads(3, "fair", "spring");
        String yesterday = clock.instant()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(2)
                .toString();

        assertThat(report("sources?period=all")).containsEntry("leads", 3);
        assertThat(report("sources?period=all&as_of=" + yesterday)).containsEntry("leads", 0);
    }
}
