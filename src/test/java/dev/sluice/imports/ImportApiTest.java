package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.standing.Settled;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ImportApiTest extends SluiceTest {
    /** Two pipelines: the first of a definition is where a deal goes of which nobody says more. */
    private static final String OTHER_STAGES = """
            funnel: managed-it
            sources: [api, import]
            stages:
              - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
            disqualify: [{reason: student, when: {role: student}}]
            routing: [{otherwise: true, to: team/inbound}]
            pipelines:
              - id: sales
                stages:
                  - {id: prospecting, probability: 10, limit: 30d}
                  - {id: engaging, probability: 30, limit: 30d}
                  - {id: assessment, probability: 30, limit: 30d}
                  - {id: offer_sent, probability: 60, limit: 30d}
              - id: renewals
                stages:
                  - {id: due, probability: 80, limit: 30d}
            """;

    @Autowired
    private Settled settled;

    @Test
    void aFileOfLeadsBecomesPeopleWithTheirTraitsAndDates() {
        int workspace = workspace();
        Map<String, Object> done = imported(workspace, "leads.csv", """
                Email,First Name,Last Name,Company,Number of Employees,Create Date,Lead Source,Won Date,Amount
                Ann@Example.com,Ann,Archer,Archer Ltd,120,2026-01-05,Referral,2026-03-01,"1,250.50"
                bob@example.com,Bob,Baker,,51-200,2026-02-01 09:30,,,
                """, Map.of());
        assertThat(done).containsEntry("state", "done").containsEntry("signals", 3);
        assertThat(done.get("people")).isEqualTo(Map.of("new", 2, "known", 0));
        assertThat(signals(workspace))
                .containsExactly(
                        "2026-01-05T00:00:00Z imported ann@example.com",
                        "2026-02-01T09:30:00Z imported bob@example.com",
                        "2026-03-01T00:00:00Z deal_won ann@example.com");
        Map<String, Object> ann = traits(workspace, "ann@example.com");
        assertThat(ann).containsEntry("first_name", "Ann").containsEntry("company_size", 120.0);
        assertThat(traits(workspace, "bob@example.com")).containsEntry("company_size", 51.0);
        assertThat(origins(workspace)).containsExactly("ann@example.com=referral", "bob@example.com=null");
    }

    @Test
    void theSameFileImportedAgainMakesNobodyTwice() {
        int workspace = workspace();
        String file = "Email,Name\nann@example.com,Ann\nANN@example.com ,Ann A.\n";
        imported(workspace, "a.csv", file, Map.of());
        Map<String, Object> again = imported(workspace, "a.csv", file, Map.of());
        assertThat(again.get("people")).isEqualTo(Map.of("new", 0, "known", 1));
        assertThat(people(workspace)).isEqualTo(1);
    }

    @Test
    void twoFilesOfOneSystemAreJoinedByItsIdWithoutAnyAddress() {
        int workspace = workspace();
        imported(
                workspace,
                "leads.csv",
                "mql_id,first_contact_date,origin\na1,2018-02-01,social\nb2,2018-02-02,\n",
                Map.of(
                        "mapping",
                        "{\"columns\": {\"mql_id\": \"external:olist\", \"first_contact_date\": \"reached:mql\"}}"));
        imported(
                workspace,
                "deals.csv",
                "mql_id,seller_id,won_date\na1,s1,2018-02-26 19:58:00\n",
                Map.of("mapping", "{\"columns\": {\"mql_id\": \"external:olist\"}}"));
        assertThat(people(workspace)).isEqualTo(2);
        assertThat(jdbcIn(workspace, "SELECT kind || ' ' || subject FROM signal ORDER BY at, kind"))
                .containsExactly(
                        "imported ", "stage_recorded mql", "imported ", "stage_recorded mql", "deal_won ", "imported ");
    }

    @Test
    void aFileOfDealsBecomesDealsWithTheirDaysAndAmounts() {
        int workspace = workspace();
        imported(workspace, "sales_pipeline.csv", """
                opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
                1C1I7A6R,Moses Frase,GTX Plus Basic,Cancity,Won,2016-10-20,2017-03-01,1054
                Z063OYW0,Darcel Schlecht,GTXPro,Isdom,Lost,2016-10-25,2017-03-11,0
                EC4QE1BX,Darcel Schlecht,MG Special,,Engaging,2016-11-20,,
                FOO12345,Olga Owner,MG Special,Isdom,Prospecting,,,
                """, Map.of());
        assertThat(jdbcIn(workspace, """
                        SELECT key || ' ' || state || ' ' || coalesce(stage, '') || ' ' || coalesce(amount::text, '-')
                            || ' ' || (opened_at AT TIME ZONE 'UTC')::date || ' '
                            || coalesce((closed_at AT TIME ZONE 'UTC')::date::text, '-')
                        FROM deal ORDER BY key COLLATE "C"
                        """).stream()
                        .map(line -> line.replaceAll(" 20[2-9]\\S+ -$", " today -"))
                        .toList())
                .containsExactly(
                        "1C1I7A6R won discovery 1054.00 2016-10-20 2017-03-01",
                        "EC4QE1BX open engaging - 2016-11-20 -",
                        "FOO12345 open prospecting - today -",
                        "Z063OYW0 lost discovery 0.00 2016-10-25 2017-03-11");
        assertThat(jdbcIn(workspace, "SELECT name FROM company ORDER BY name")).containsExactly("Cancity", "Isdom");
    }

    @Test
    void aFileOfStepsBecomesTheWayOfEachDealWithItsLoops() {
        int workspace = workspace();
        settled.decides(workspace, OTHER_STAGES);
        imported(workspace, "steps.csv", """
                deal_id,deal_stage,stage_date
                7,Assessment,2025-01-10 09:00
                7,2. Offer - sent,2025-01-20 09:00
                7,Assessment,2025-02-01 09:00
                8,Offer Sent,2025-02-01 09:00
                7,Offer Sent,2025-02-11 09:00
                7,Closed Won,2025-03-01 09:00
                8,Closed Lost,2025-04-02 09:00
                """, Map.of());
        assertThat(jdbcIn(workspace, """
                        SELECT d.key || ' ' || s.stage || ' ' || extract(day FROM s.left_at - s.entered_at)
                        FROM report_deal_stage s JOIN deal d ON d.workspace_id = s.workspace_id AND d.id = s.deal_id
                        ORDER BY d.key, s.entered_at"""))
                .containsExactly(
                        "7 assessment 10", "7 offer_sent 12", "7 assessment 10", "7 offer_sent 18", "8 offer_sent 60");
        assertThat(jdbcIn(workspace, "SELECT key || ' ' || state FROM deal ORDER BY key"))
                .containsExactly("7 won", "8 lost");
    }

    @Test
    void namesOfStagesAreShownWithWhatTheyMeanAndDealsElsewhereStandInAColumnOfTheirOwn() {
        int workspace = workspace();
        settled.decides(workspace, OTHER_STAGES);
        String file = """
                deal_id,deal_stage,stage_date
                7,Engaging,2025-01-10 09:00
                7,Legal check,2025-01-20 09:00
                8,Legal check,2025-01-21 09:00
                9,Due,2025-01-22 09:00
                7,Closed - Won,2025-02-01 09:00
                """;
        HttpResponse<String> preview = Upload.post(
                api(workspace),
                "/api/v1/imports/preview",
                "steps.csv",
                file.getBytes(StandardCharsets.UTF_8),
                Map.of());
        assertThat(Json.object(preview.body()).get("deal_stages"))
                .isEqualTo(Map.of(
                        "pipeline",
                        "sales",
                        "rows_looked_at",
                        5,
                        "names",
                        List.of(
                                Map.of("name", "Legal check", "rows", 2),
                                Map.of("name", "Due", "rows", 1),
                                Map.of("name", "Engaging", "rows", 1, "means", "engaging"),
                                Map.of("name", "Closed - Won", "rows", 1, "means", "won"))));

        Map<String, Object> done = imported(workspace, "steps.csv", file, Map.of());

        assertThat(done.get("rows"))
                .isEqualTo(Map.of("taken", 5, "refused", 0, "blank", 0, "with_something_left_out", 0));
        assertThat(jdbcIn(workspace, "SELECT key || ' ' || state || ' ' || stage FROM deal ORDER BY key"))
                .containsExactly("7 won legal_check", "8 open legal_check", "9 open due");
    }

    @Test
    void aRowWithoutAnyKeyIsALeadAllTheSame() {
        int workspace = workspace();
        imported(workspace, "visitors.csv", "Name,Company\nAnn,Archer\nBob,Baker\n", Map.of());
        assertThat(people(workspace)).isEqualTo(2);
    }

    @Test
    void refusedRowsComeBackAsAFileThatCanBeMendedAndHandedInAgain() {
        int workspace = workspace();
        Map<String, Object> done = imported(workspace, "leads.csv", """
                Email,Name,Create Date
                ann@example.com,Ann,2026-01-05
                nonsense,"=HYPERLINK(""x"")",2026-01-06
                cleo@example.com,Cleo,2026-02-31
                dora@example.com,"Dora,2026-01-07
                emil@example.com,Emil,2026-01-08,one,too,many
                fred@example.com,Fred,2026-01-09
                """, Map.of());
        assertThat(done.get("rows"))
                .isEqualTo(Map.of("taken", 2, "refused", 4, "blank", 0, "with_something_left_out", 0));
        HttpResponse<String> refused = api(workspace).get(String.valueOf(done.get("refused")));
        assertThat(refused.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(refused.body())
                .contains("\"'=HYPERLINK(\"\"x\"\")\"")
                .contains("\"\"\"nonsense\"\" in Email is no e-mail address.\"")
                .contains("\"\"\"2026-02-31\"\" in Create Date is no date of the form year-month-day, 2026-03-04.\"")
                .contains("A quotation mark in column 2 is never closed.")
                .contains(
                        "The row has 6 columns, the header 3; a separator or a quotation mark may be missing or too many.");
        String mended = refused.body().replace("nonsense", "hugo@example.com").replace("2026-02-31", "2026-02-28");
        Map<String, Object> second = imported(workspace, "mended.csv", mended, Map.of());
        assertThat(second.get("rows"))
                .isEqualTo(Map.of("taken", 2, "refused", 2, "blank", 0, "with_something_left_out", 0));
        assertThat(traits(workspace, "hugo@example.com"))
                .containsEntry("name", "=HYPERLINK(\"x\")")
                .doesNotContainKey("sluice_reason");
    }

    @Test
    void datesThatCanBeReadInTwoWaysAreNotGuessed() {
        int workspace = workspace();
        String file = "Email,Create Date\nann@example.com,03/04/2025\nbob@example.com,05/06/2025\n";
        HttpResponse<String> asked = Upload.post(
                api(workspace), "/api/v1/imports", "a.csv", file.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(asked.statusCode()).isBetween(400, 422);
        assertThat(asked.body()).contains("day first or month first");
        assertThat(people(workspace)).isZero();
        imported(
                workspace,
                "a.csv",
                file,
                Map.of("mapping", "{\"columns\": {\"Create Date\": {\"to\": \"created\", \"format\": \"d/m/y\"}}}"));
        assertThat(signals(workspace)).contains("2025-04-03T00:00:00Z imported ann@example.com");
    }

    @Test
    void everyEncodingASpreadsheetSavesIsRead() {
        int workspace = workspace();
        String file = "Email;Name;Ort\nj@example.com;Jürgen Müßig;Köln\nr@example.com;René Faÿ;Besançon\n";
        int n = 0;
        for (String encoding : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "x-MacRoman")) {
            imported(workspace, n++ + ".csv", file.getBytes(Charset.forName(encoding)), Map.of());
            assertThat(traits(workspace, "j@example.com")).as(encoding).containsEntry("name", "Jürgen Müßig");
            assertThat(traits(workspace, "r@example.com")).as(encoding).containsEntry("ort", "Besançon");
        }
        assertThat(people(workspace)).isEqualTo(2);
    }

    @Test
    void whatIsNoTableIsRefusedWithTheRemedy() {
        Api api = api(workspace());
        Map<String, byte[]> files = Map.of(
                "empty", new byte[0],
                "no rows", "\n\n".getBytes(StandardCharsets.UTF_8),
                "workbook", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0},
                "compressed", new byte[] {0x1F, (byte) 0x8B, 8, 0},
                "10000 columns", ("a" + ",b".repeat(9_999) + "\n").getBytes(StandardCharsets.UTF_8));
        files.forEach((name, content) -> {
            HttpResponse<String> answer = Upload.post(api, "/api/v1/imports", "a.csv", content, Map.of());
            assertThat(answer.statusCode()).as(name + answer.body()).isBetween(400, 422);
        });
    }

    @Test
    void aPreviewShowsWhatTheColumnsSeemToTellAndKeepsNothing() {
        int workspace = workspace();
        HttpResponse<String> preview = Upload.post(
                api(workspace),
                "/api/v1/imports/preview",
                "a.csv",
                "E-Mail;Betrag;Gewonnen\nann@example.com;1.234,56;x\n".getBytes(StandardCharsets.UTF_8),
                Map.of());
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(Json.object(preview.body())).containsEntry("separator", ";").containsEntry("encoding", "UTF-8");
        assertThat(api(workspace).get("/api/v1/imports").body()).isEqualTo("{\"imports\":[]}");
    }

    @Test
    void anotherWorkspacesImportIsNotThere() {
        int workspace = workspace();
        Object id = imported(workspace, "a.csv", "Email\nann@example.com\n", Map.of())
                .get("id");
        Api stranger = api(workspace());
        assertThat(stranger.get("/api/v1/imports/" + id).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/api/v1/imports/" + id + "/refused").statusCode())
                .isEqualTo(404);
        assertThat(stranger.post("/api/v1/imports/" + id + "/cancellation", "").statusCode())
                .isEqualTo(404);
        assertThat(stranger.post("/api/v1/imports/" + id + "/pause", "").statusCode())
                .isEqualTo(404);
        assertThat(stranger.delete("/api/v1/imports/" + id + "/pause").statusCode())
                .isEqualTo(404);
    }

    private Map<String, Object> imported(int workspace, String file, String content, Map<String, String> fields) {
        return imported(workspace, file, content.getBytes(StandardCharsets.UTF_8), fields);
    }

    private Map<String, Object> imported(int workspace, String file, byte[] content, Map<String, String> fields) {
        Api api = api(workspace);
        HttpResponse<String> begun = Upload.post(api, "/api/v1/imports", file, content, fields);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        return await().atMost(Duration.ofMinutes(1))
                .until(() -> Json.object(api.get(location).body()), json -> !"running".equals(json.get("state")));
    }

    private List<String> signals(int workspace) {
        return jdbcIn(workspace, """
                SELECT to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' ' || s.kind || ' ' || p.email
                FROM signal s JOIN person p ON p.workspace_id = s.workspace_id AND p.id = s.person_id
                ORDER BY s.at""");
    }

    private List<String> origins(int workspace) {
        return jdbcIn(workspace, "SELECT email || '=' || coalesce(origin, 'null') FROM person ORDER BY email");
    }

    private int people(int workspace) {
        return Integer.parseInt(
                jdbcIn(workspace, "SELECT count(*)::text FROM person").getFirst());
    }

    private Map<String, Object> traits(int workspace, String email) {
        return Json.object(jdbcIn(workspace, "SELECT traits::text FROM person WHERE email = '" + email + "'")
                .getFirst());
    }

    private List<String> jdbcIn(int workspace, String sql) {
        return tenancy.read(workspace, () -> jdbc.sql(sql).query(String.class).list());
    }
}
