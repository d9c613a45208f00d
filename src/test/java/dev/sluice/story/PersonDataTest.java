package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.Everywhere;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.sample.TestSample;
import dev.sluice.standing.Settled;
import dev.sluice.workspace.AuditFilter;
import dev.sluice.workspace.AuditKind;
import dev.sluice.workspace.AuditLog;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The file of all that is kept of a person has every row that names them, from whichever table. */
class PersonDataTest extends SluiceTest {
    /** Tables with people that are not in the file, each with its reason. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "person_word", "the words of the person's own row, for search",
            "evaluation_queue", "signals of the log that wait for the fold",
            "replay_touched", "who changed while history was evaluated",
            "standing_state", "the bytes from which the standing is derived",
            "link_message", "which links a message has; the message is in the file");

    @Autowired
    private TestSample sample;

    @Autowired
    private Settled settled;

    @Autowired
    private Everywhere everywhere;

    @Autowired
    private AuditLog audit;

    private Map<?, ?> records(Browser owner, long person) {
        var answer = owner.get("/people/" + person + "/data.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        return (Map<?, ?>) Json.object(answer.body()).get("records");
    }

    private List<String> naming() {
        return jdbc.sql("""
                        SELECT DISTINCT c.table_name FROM information_schema.columns c
                        JOIN information_schema.tables t USING (table_schema, table_name)
                        WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                          AND c.column_name = 'person_id' ORDER BY 1""").query(String.class).list();
    }

    @Test
    void everyTableThatNamesThePersonIsInTheFileWithAllItsRows() throws InterruptedException {
        int workspace = sample.workspace();
        settled.settled(workspace);
        Browser owner = browser().signIn(TestSample.EMAIL, TestSample.PASSWORD);
        List<Long> busiest = tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT person_id FROM deal WHERE workspace_id = ? AND person_id <> 0
                        GROUP BY person_id ORDER BY count(*) DESC, person_id LIMIT 6""").param(workspace).query(Long.class).list());
        Set<String> seen = new TreeSet<>();
        for (long person : busiest) {
            Map<?, ?> records = records(owner, person);
            assertThat((List<?>) records.get("person")).isNotEmpty();
            for (String table : naming()) {
                long rows = tenancy.read(
                        workspace,
                        () -> jdbc.sql("SELECT count(*) FROM " + table + " WHERE workspace_id = ? AND person_id = ?")
                                .params(workspace, person)
                                .query(Long.class)
                                .single());
                if (rows > 0 && !LEFT_OUT.containsKey(table)) {
                    seen.add(table);
                    assertThat((List<?>) records.get(table)).as(table).hasSizeGreaterThanOrEqualTo((int) rows);
                }
            }
            assertThat(records.keySet()).noneMatch(LEFT_OUT::containsKey);
        }
        assertThat(seen).contains("signal", "identity", "standing", "deal");
    }

    @Test
    void itHasWhatNamesOnlyTheirAddressAndNothingOfOthersAndIsRecorded() {
        int workspace = workspace();
        String email = address();
        String other = address();
        api(workspace).post("/api/v1/people", "{\"email\":\"" + email + "\",\"traits\":{\"role\":\"CFO\"}}");
        api(workspace).post("/api/v1/people", "{\"email\":\"" + other + "\"}");
        api(workspace).post("/api/v1/suppressions", "{\"addresses\":[\"" + email + "\"]}");
        settled.settled(workspace);
        long person = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT id FROM person WHERE workspace_id = ? AND email = ?")
                        .params(workspace, email)
                        .query(Long.class)
                        .single());
        Browser owner = owner(workspace);

        String file = owner.get("/people/" + person + "/data.json").body();

        assertThat(file).contains(email, "CFO", "suppressed_address").doesNotContain(other);
        assertThat(records(owner, person).keySet().stream().map(String::valueOf).toList())
                .containsAll(everywhere.tables(workspace, email).stream()
                        .filter(table -> !LEFT_OUT.containsKey(table))
                        .filter(table -> !table.equals("idempotency"))
                        .toList());
        assertThat(audit.before(workspace, Long.MAX_VALUE, 5, new AuditFilter(AuditKind.EXPORT, null, null, null)))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.amount()).isPositive());
    }

    @Test
    void onlyManagersAndKeysWithTheScopeGetIt() {
        int workspace = workspace();
        api(workspace).post("/api/v1/people", "{\"email\":\"" + address() + "\"}");
        long person = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT max(id) FROM person WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .single());
        assertThat(user(workspace, "member")
                        .get("/people/" + person + "/data.json")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api(workspace, "people:read", "people:write")
                        .get("/api/v1/people/" + person + "/data")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api(workspace, "people:erase")
                        .get("/api/v1/people/" + person + "/data")
                        .statusCode())
                .isEqualTo(200);
        assertThat(owner(workspace()).get("/people/" + person + "/data.json").statusCode())
                .isEqualTo(404);
    }
}
