package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.Browser;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * No page, file or answer of the API prints NaN, Infinity or null, and none makes a figure of what was never recorded: not in
 * an empty workspace, not with one person, and not with an imported history that says nothing of answers.
 */
class NothingUnknownIsPrintedTest extends SluiceTest {
    private static final Pattern UNREADABLE = Pattern.compile("\\b(NaN|Infinity|null|undefined)\\b|∞");
    private static final Pattern UNREADABLE_JSON = Pattern.compile("\\b(NaN|Infinity)\\b|\"(null|undefined)\"");

    /** What reports with a required parameter are asked, and reports whose parts are told apart by a parameter. */
    private static final List<String> MORE = List.of(
            "/insight/people?stage=any&period=all",
            "/insight/people?stage=lead&period=all",
            "/insight/people?stage=any&fate=seen&period=all",
            "/insight/people?stage=mql&fate=waiting&period=all",
            "/insight/people.csv?stage=mql&fate=answered&period=all",
            "/insight/deals?state=open&period=all",
            "/insight?period=all",
            "/insight?by=source&period=all",
            "/insight?by=trait&trait=industry&period=all",
            "/insight?by=owner&as_of=2020-01-01",
            "/insight/leaks?period=all",
            "/insight/leaks.csv?period=all",
            "/insight/response?period=all",
            "/insight/threshold.csv?period=all",
            "/insight/sources?by=campaign&period=all",
            "/insight/metrics.csv?table=stages&period=all",
            "/insight/metrics.csv?table=cohorts&period=all",
            "/insight/metrics.csv?table=curves&period=all",
            "/insight/review.csv?table=leaks",
            "/home/trend?funnel=managed-it&period=all",
            "/hand-off?period=all",
            "/hand-off/people?funnel=managed-it&fate=open&period=all",
            "/hand-off/response-times?period=all",
            "/hand-off/answers?period=all",
            "/api/v1/reports/metrics?period=all",
            "/api/v1/reports/metrics?by=month&period=all",
            "/api/v1/reports/leaks?period=all",
            "/api/v1/reports/response?period=all",
            "/api/v1/reports/threshold?period=all",
            "/api/v1/reports/funnel?by=month",
            "/api/v1/reports/response-times?by=user&period=all");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    @Test
    void inAnEmptyWorkspace() {
        nothingUnreadable(workspace());
    }

    @Test
    void withOnePerson() {
        int workspace = workspace();
        int source = sources.named(workspace, Sources.Kind.API, "one");
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email("only@one.test"),
                        clock.instant().minus(Duration.ofHours(2)),
                        null,
                        "identified",
                        "",
                        true,
                        source,
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL)));
        driver.settled(workspace);
        nothingUnreadable(workspace);
        ReportReader reader = new ReportReader(owner(workspace), api(workspace));
        assertThat(reader.page("/insight?period=all")).doesNotContain("100.0 %").doesNotContain("0.0 %");
        assertThat(reader.page("/?period=all")).doesNotContain("100.0 %").doesNotContain("0.0 %");
    }

    @Test
    void withAnImportedHistoryThatSaysNothingOfAnswers() {
        int workspace = workspace();
        StringBuilder file =
                new StringBuilder("Email,Became a lead on,Became an MQL on,Became an SQL on,Won on,Amount\n");
        for (int i = 0; i < 240; i++) {
            LocalDate day = LocalDate.of(2025, 1, 1).plusDays(i / 4);
            boolean sql = i % 3 == 1 && (i < 120 || i % 12 == 1);
            file.append("h" + i + "@history.test," + day + "," + (i % 3 > 0 ? day.plusDays(1) : "") + ","
                    + (sql ? day.plusDays(2) : "") + "," + (sql && i % 6 == 1 ? day.plusDays(30) : "") + ","
                    + (i == 1 ? "900" : "") + "\n");
        }
        imported(workspace, file.toString());
        nothingUnreadable(workspace);
        ReportReader reader = new ReportReader(owner(workspace), api(workspace));
        Map<String, Object> total =
                ReportReader.map(reader.json("metrics?period=all").get("total"));
        assertThat(ReportReader.map(total.get("response")))
                .as("nothing is known of answers")
                .containsEntry("n", 0)
                .containsEntry("waiting", 0)
                .containsEntry("never", 0);
        assertThat(reader.page("/insight/leaks?period=all"))
                .contains("MQL to SQL")
                .contains("Not known")
                .doesNotContain("Broken hand-off")
                .doesNotContain("never answered")
                .doesNotContain("answered in time")
                .doesNotContain("– of 0")
                .contains("by the amount of one won deal")
                .doesNotContain("95 % between");
    }

    private void nothingUnreadable(int workspace) {
        Browser owner = owner(workspace);
        Api api = api(workspace);
        List<String> paths = new ArrayList<>(MORE);
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            if (mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)
                    && handler.getMethod().getReturnType() != SseEmitter.class
                    && handler.getBeanType().getName().startsWith("dev.sluice.")) {
                mapping.getPatternValues().stream()
                        .filter(path -> !path.contains("{"))
                        .forEach(paths::add);
            }
        });
        List<String> bad = new ArrayList<>();
        int read = 0;
        for (String path : paths) {
            HttpResponse<String> answer = path.startsWith("/api/") ? api.get(path) : owner.get(path);
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (answer.statusCode() >= 500) {
                bad.add(path + " answers " + answer.statusCode());
            }
            if (answer.statusCode() != 200
                    || !(type.contains("html") || type.contains("json") || type.contains("csv"))) {
                continue;
            }
            read++;
            String text = type.contains("html") ? visible(answer.body()) : answer.body();
            Pattern unreadable = type.contains("json") ? UNREADABLE_JSON : UNREADABLE;
            unreadable
                    .matcher(text)
                    .results()
                    .limit(1)
                    .forEach(found -> bad.add(path + ": …"
                            + text.substring(
                                    Math.max(0, found.start() - 60), Math.min(text.length(), found.end() + 20))));
        }
        assertThat(bad).isEmpty();
        assertThat(read).isGreaterThan(100);
    }

    /** What a reader sees, and the addresses that a page opens. */
    private static String visible(String html) {
        return html.replaceAll("(?s)<(script|style|textarea|pre|code)\\b.*?</\\1>", " ")
                .replaceAll("(?s)<!--.*?-->", " ");
    }

    private void imported(int workspace, String file) {
        HttpResponse<String> begun = Upload.post(
                api(workspace),
                "/api/v1/imports",
                "history.csv",
                file.getBytes(StandardCharsets.UTF_8),
                Map.of("mapping", """
                        {"columns": {"Email": "email", "Became a lead on": "reached:lead", "Became an MQL on": "reached:mql",
                         "Became an SQL on": "reached:sql", "Won on": "won", "Amount": "amount"}}"""));
        assertThat(begun.statusCode()).as(begun.body()).isLessThan(300);
        Object id = Json.object(begun.body()).get("id");
        await().until(() -> api(workspace).get("/api/v1/imports/" + id).body().contains("\"done\""));
        driver.settled(workspace);
    }
}
