package dev.sluice.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the sample shows at first sight: a firm at work with a few problems, not one that has given up. */
class SampleFiguresTest extends SluiceTest {
    @Autowired
    private TestSample sample;

    @Autowired
    private Members members;

    private int workspace;

    @BeforeEach
    void begin() throws InterruptedException {
        workspace = sample.workspace();
    }

    @Test
    void everyOwnerOfADealIsAUser() {
        List<String> users = members.all(workspace).stream().map(Member::name).toList();
        assertThat(users).contains("Maya Harbour", "Ines Duarte", "Tom Okafor");
        assertThat(texts("SELECT DISTINCT owner FROM deal WHERE workspace_id = ? AND owner <> ''"))
                .isSubsetOf(users);
    }

    @Test
    void fewOpenLeadsAreOverdue() {
        Map<String, Object> open = one("""
                SELECT count(*) AS all_open,
                       count(*) FILTER (WHERE entered_at < now() - interval '90 days') AS overdue
                FROM standing WHERE workspace_id = ? AND stage = 0 AND outcome = 0""");
        assertThat(number(open, "all_open")).isGreaterThan(50);
        assertThat(number(open, "overdue")).isLessThan(number(open, "all_open") / 3);
    }

    @Test
    void offersHaveVisitorsWhoTookThem() {
        assertThat(texts("SELECT DISTINCT offer FROM form_visitor WHERE workspace_id = ? AND offer <> ''"))
                .contains("audit-checklist", "it-budget");
    }

    @Test
    void theTeamsThatTheFunnelNamesExist() {
        assertThat(texts("SELECT name FROM routing_team WHERE workspace_id = ?"))
                .contains("inbound", "london");
    }

    private List<String> texts(String sql) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(sql).param(workspace).query(String.class).list());
    }

    private Map<String, Object> one(String sql) {
        return tenancy.read(
                workspace, () -> jdbc.sql(sql).param(workspace).query().singleRow());
    }

    private static long number(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).longValue();
    }
}
