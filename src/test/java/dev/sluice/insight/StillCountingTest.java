package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.standing.Settled;
import dev.sluice.standing.Standings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** While signals wait to be counted, every report says how many, and none does once they are. */
class StillCountingTest extends SluiceTest {
    private static final List<String> PAGES = List.of(
            "/",
            "/insight",
            "/insight/leaks",
            "/insight/response",
            "/insight/threshold",
            "/insight/sources",
            "/insight/review",
            "/insight/people?stage=any",
            "/insight/deals",
            "/hand-off",
            "/hand-off/response-times",
            "/hand-off/answers",
            "/hand-off/capacity");
    private static final List<String> ANSWERS = List.of("metrics", "funnel", "leaks", "sources", "ledger", "answers");

    @Autowired
    private Standings standings;

    @Autowired
    private Settled driver;

    @Test
    void everyReportSaysHowMany() {
        int workspace = workspace();
        driver.settled(workspace);
        Browser owner = owner(workspace);
        Api api = api(workspace);
        PAGES.forEach(page -> assertThat(owner.get(page).body()).as(page).doesNotContain("Still counting"));
        boolean held = false;
        for (int tries = 0; tries < 100 && !held; tries++) {
            tenancy.in(
                    workspace,
                    () -> jdbc.sql(
                                    "INSERT INTO evaluation_queue (workspace_id, person_id) SELECT ?, 0 FROM generate_series(1, 3)")
                            .param(workspace)
                            .update());
            held = tenancy.in(workspace, () -> {
                // nobody folds what is in the queue while this lasts
                List<Long> waiting = jdbc.sql(
                                "SELECT id FROM evaluation_queue WHERE workspace_id = ? FOR UPDATE SKIP LOCKED")
                        .param(workspace)
                        .query(Long.class)
                        .list();
                if (waiting.size() != 3 || standings.backlog(workspace) != 3) {
                    return false;
                }
                for (String page : PAGES) {
                    assertThat(owner.get(page).body()).as(page).contains("Still counting, 3 signals to go");
                }
                for (String report : ANSWERS) {
                    assertThat(api.get("/api/v1/reports/" + report).headers().firstValue("Sluice-Note"))
                            .as(report)
                            .hasValueSatisfying(note -> assertThat(note).contains("3 signals to go"));
                }
                jdbc.sql("DELETE FROM evaluation_queue WHERE workspace_id = ?")
                        .param(workspace)
                        .update();
                return true;
            });
        }
        assertThat(held).isTrue();
        assertThat(owner.get("/insight/counting").body()).isBlank();
        assertThat(api.get("/api/v1/reports/metrics").headers().firstValue("Sluice-Note"))
                .isEmpty();
    }
}
