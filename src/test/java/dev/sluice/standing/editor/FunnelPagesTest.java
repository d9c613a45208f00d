package dev.sluice.standing.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class FunnelPagesTest extends SluiceTest {
    private static final String BASE = "/funnels/managed-it";

    @Test
    void everyMemberReadsTheStagesInWords() {
        HttpResponse<String> page = user(workspace(), "member").get("/funnel");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Fits the profile AND has shown interest more than once.")
                .contains("fit at least 20")
                .contains("owned by sales")
                .contains("/people?funnel=managed-it&stage=mql");
    }

    @Test
    void theEditorNamesTheLineOfEachError() {
        String wrong = FunnelTemplate.MANAGED_IT.yaml().replace("owner: success", "owner: nobody");
        int line = (int) wrong.substring(0, wrong.indexOf("nobody")).lines().count();
        HttpResponse<String> verdict = owner(workspace()).post("/funnels/check", Map.of("yaml", wrong));
        assertThat(verdict.statusCode()).isEqualTo(200);
        assertThat(verdict.body()).contains("data-line=\"" + line + "\"").contains("1 error");
    }

    @Test
    void aTextWithErrorsIsKeptAsADraftThatCannotDecide() {
        int workspace = workspace();
        Browser owner = owner(workspace);
        HttpResponse<String> saved =
                owner.post(BASE + "/versions", Map.of("yaml", "funnel: managed-it\n", "note", "half"));
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(owner.get(BASE + "/versions").body())
                .contains("draft, has errors")
                .contains("half");
        HttpResponse<String> refused = owner.post(BASE + "/versions/2/activation", Map.of());
        assertThat(refused.statusCode()).isEqualTo(422);
    }

    @Test
    void twoVersionsAreComparedLineByLine() {
        int workspace = workspace();
        Browser owner = owner(workspace);
        String changed = FunnelTemplate.MANAGED_IT.yaml().replace("half_life: 14d", "half_life: 7d");
        owner.post(BASE + "/versions", Map.of("yaml", changed, "note", "faster"));
        String page = owner.get(BASE + "/versions").body();
        assertThat(page)
                .containsPattern("class=\"removed\">.*half_life: 14d")
                .containsPattern("class=\"added\">.*half_life: 7d")
                .contains("lines are the same");
    }

    @Test
    void activatingIsForAdminsAndShowsItsProgressUntilItDecides() {
        int workspace = workspace();
        Browser manager = user(workspace, "manager");
        String changed = FunnelTemplate.MANAGED_IT.yaml().replace("half_life: 14d", "half_life: 7d");
        manager.post(BASE + "/versions", Map.of("yaml", changed, "note", ""));
        assertThat(manager.post(BASE + "/versions/2/activation", Map.of()).statusCode())
                .isEqualTo(403);
        Browser owner = owner(workspace);
        assertThat(owner.post(BASE + "/versions/2/activation", Map.of()).statusCode())
                .isEqualTo(303);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> owner.get(BASE + "/versions/2/progress").body().contains("Version 2 decides now"));
        assertThat(audit(workspace)).isEqualTo(1);
    }

    @Test
    void whatATextWouldHaveDoneIsAnsweredWithoutChangingAnything() {
        int workspace = workspace();
        HttpResponse<String> answer =
                owner(workspace).post("/funnels/what-if", Map.of("yaml", FunnelTemplate.MANAGED_IT.yaml()));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("reached mql").contains("are disqualified now");
    }

    @Test
    void aNewFunnelBeginsFromAReadyMadeOne() {
        int workspace = workspace();
        Browser owner = owner(workspace);
        assertThat(owner.get("/funnels/new?from=history").body()).contains("funnel: history");
        HttpResponse<String> saved =
                owner.post("/funnels/new", Map.of("yaml", FunnelTemplate.HISTORY.yaml(), "note", ""));
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(owner.get("/funnels/history").body()).contains("not active yet");
    }

    @Test
    void aMemberMayNotWrite() {
        int workspace = workspace();
        Browser member = user(workspace, "member");
        assertThat(member.post(BASE + "/versions", Map.of("yaml", "x")).statusCode())
                .isEqualTo(403);
        assertThat(member.get(BASE + "/definition").body()).contains("readonly").doesNotContain("Save as new version");
    }

    @Test
    void theDefinitionTabOpensTheActiveVersionAndLinksTheDraft() {
        Browser owner = owner(workspace());
        String active = owner.get(BASE + "/definition").body();
        String yaml = Jsoup.parse(active).selectFirst("#yaml").wholeText().stripLeading();
        String draft = yaml.replaceFirst("(?s)\\nstages:.*", "\nstages: lost\n");
        assertThat(owner.post(BASE + "/versions", Map.of("yaml", draft, "note", "half"))
                        .statusCode())
                .isEqualTo(303);

        Document page = Jsoup.parse(owner.get(BASE + "/definition").body());
        assertThat(page.selectFirst("#yaml").wholeText().stripLeading()).isEqualTo(yaml);
        String link = page.select("a[href*=version=]").attr("href");
        assertThat(Jsoup.parse(owner.get(link).body())
                        .selectFirst("#yaml")
                        .wholeText()
                        .stripLeading())
                .isEqualTo(draft);
    }

    private long audit(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT count(*) FROM audit_entry WHERE workspace_id = ? AND what = 'funnel version activated'")
                        .param(workspace)
                        .query(Long.class)
                        .single());
    }
}
