package dev.sluice.workspace.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.workspace.AuditFilter;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.AuditLog.AuditAction;
import dev.sluice.workspace.AuditLog.AuditEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the audit log lists, and how it is filtered and exported. */
class AuditPagesTest extends SluiceTest {
    @Autowired
    private AuditLog audit;

    private int workspace;
    private Browser owner = new Browser("");

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        owner = owner(workspace);
    }

    private List<AuditEntry> entries(AuditKind kind) {
        return audit.before(workspace, Long.MAX_VALUE, 100, new AuditFilter(kind, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/deals.csv",
                "/outreach/suppressions.csv",
                "/insight/metrics.csv",
                "/settings/audit.csv",
                "/settings/audit.json"
            })
    void everyFileThatLeavesIsRecordedWithItsSenderAndAddress(String path) {
        assertThat(owner.get(path).statusCode()).isEqualTo(200);
        assertThat(entries(AuditKind.EXPORT)).singleElement().satisfies(entry -> {
            assertThat(entry.about()).isEqualTo(path);
            assertThat(entry.user()).isEqualTo("Olga Owner");
            assertThat(entry.network()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        });
    }

    @Test
    void anExportSaysHowManyRowsItHad() {
        String lines = "one@list.example\ntwo@list.example\nthree@list.example";
        assertThat(owner.post("/outreach/suppressions", Map.of("addresses", lines, "note", ""))
                        .statusCode())
                .isLessThan(400);
        owner.get("/outreach/suppressions.csv");
        assertThat(entries(AuditKind.EXPORT).getFirst().amount()).isEqualTo(3);
    }

    @Test
    void readingTheMailboxIsRecorded() {
        owner.get("/mailbox");
        assertThat(entries(AuditKind.READ)).extracting(AuditEntry::what).containsExactly("mailbox listed");
    }

    @Test
    void theListIsFilteredByKindUserAndDay() {
        audit.note(workspace, null, AuditAction.of(AuditKind.MERGE, "people merged", "about-a-merge"));
        audit.note(workspace, null, AuditAction.of(AuditKind.CHANGE, "form changed", "about-a-form"));
        String today = clock.instant().toString().substring(0, 10);
        assertThat(owner.get("/settings/audit?kind=merge").body())
                .contains("about-a-merge")
                .doesNotContain("about-a-form");
        assertThat(owner.get("/settings/audit?kind=&user=&day=" + today).body())
                .contains("about-a-merge", "about-a-form");
        assertThat(owner.get("/settings/audit?day=2001-01-01").body()).doesNotContain("about-a-merge");
        assertThat(owner.get("/settings/audit?user=2147483647").body()).doesNotContain("about-a-merge");
        assertThat(owner.get("/settings/audit?day=yesterday").statusCode()).isIn(400, 422);
        assertThat(owner.get("/settings/audit?kind=none").statusCode()).isIn(400, 422);
    }

    @Test
    void theFilesHaveEveryEntryOnce() {
        for (int i = 0; i < 1_050; i++) {
            audit.note(workspace, null, AuditAction.of(AuditKind.CHANGE, "counted", "row " + i));
        }
        assertThat(owner.get("/settings/audit.csv?kind=change")
                        .body()
                        .lines()
                        .filter(line -> line.contains(",counted,")))
                .hasSize(1_050)
                .doesNotHaveDuplicates();
        assertThat(Json.array(owner.get("/settings/audit.json?kind=change").body()))
                .hasSizeGreaterThanOrEqualTo(1_050);
    }

    @Test
    void theCheckNamesTheEntryToWhichAllFit() {
        audit.note(workspace, null, AuditAction.of(AuditKind.CHANGE, "counted", "one"));
        assertThat(owner.post("/settings/audit/checks", Map.of()).body()).contains("Verified to entry");
    }

    @Test
    void onlyAdminsSeeIt() {
        Browser member = user(workspace, "manager");
        for (String path : List.of("/settings/audit", "/settings/audit.csv", "/settings/audit.json")) {
            assertThat(member.get(path).statusCode()).isEqualTo(403);
        }
    }
}
