package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.standing.Settled;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Files as they are proposed, from the upload to the figures: nobody says a word more than the file does. */
class ProposedImportTest extends SluiceTest {
    @Autowired
    private Settled settled;

    @ParameterizedTest
    @ValueSource(strings = {"Lead ID", "mql_id", "Case", "Kundennummer", "Record ID", "Id", "Application"})
    void whoeverIsImportedByAnIdIsALeadFromTheFirstContactOn(String column) throws IOException {
        int workspace = workspace();
        settled.decides(workspace, readyMade());
        Random random = new Random(column.hashCode());
        StringBuilder file = new StringBuilder(column + ",Lead Source,First Contact Date,Won Date\n");
        int[] byMonth = new int[3];
        int won = 0;
        for (int i = 0; i < 40; i++) {
            int month = random.nextInt(3);
            boolean wins = random.nextInt(5) == 0;
            byMonth[month]++;
            won += wins ? 1 : 0;
            file.append("L-%d,ads,2026-0%d-05,%s%n".formatted(1_000 + i, month + 1, wins ? "2026-05-09" : ""));
        }
        imported(workspace, "list.csv", file.toString(), Map.of());
        settled.settled(workspace);

        Map<String, Object> report = Json.object(
                api(workspace).get("/api/v1/reports/funnel?by=month").body());
        assertThat(map(report.get("total"))).containsEntry("people", 40).containsEntry("won", won);
        List<Integer> people = ((List<?>) report.get("rows"))
                .stream().map(row -> (Integer) map(row).get("people")).limit(3).toList();
        assertThat(people).containsExactly(byMonth[0], byMonth[1], byMonth[2]);
    }

    @Test
    void theSameIdsInTwoFilesAreTheSamePeople() {
        int workspace = workspace();
        imported(workspace, "list_march.csv", "Prospect ID,First Name\np-1,Ann\np-2,Ben\n", Map.of());
        Map<String, Object> second =
                imported(workspace, "april_list.csv", "Prospect ID,First Name\np-1,Ann\np-2,Ben\n", Map.of());

        assertThat(second.get("people")).isEqualTo(Map.of("new", 0, "known", 2));
        assertThat(query(workspace, "SELECT count(*)::text FROM person")).containsExactly("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Opportunity Name,Account Name,Stage,Amount,Close Date,Probability (%),Email | Alpha,Acme,Closed Won,"5,000.00",3/31/2026,100,ann@example.com | Gamma,Acme,Closed Lost,100,4/30/2026,0,cid@example.com | Delta,Acme,Proposal,900,12/31/2027,50,dan@example.com | 2026-03-31 | 2026-04-30
            Deal - Title,Deal - Status,Deal - Value,Deal - Won time,Deal - Lost time,Person - Email | Alpha,Won,5000,2026-03-31 10:00:00,,ann@example.com | Gamma,Lost,100,,2026-04-30 09:00:00,cid@example.com | Delta,Open,900,,,dan@example.com | 2026-03-31 | 2026-04-30
            Deal - Title,Deal - Status,Deal - Value,Deal - Closed on,Person - Email | Alpha,Won,5000,2026-03-31,ann@example.com | Gamma,Lost,100,2026-04-30,cid@example.com | Delta,Open,900,,dan@example.com | 2026-03-31 | 2026-04-30
            Name,StageName,Amount,CloseDate,IsWon,IsClosed | Alpha,Closed Won,5000,2026-03-31,true,true | Gamma,Closed Lost,100,2026-04-30,false,true | Delta,Proposal,900,2027-12-31,false,false | 2026-03-31 | 2026-04-30
            Verkaufschance;Dealphase;Betrag;Abschlussdatum;E-Mail | Alpha;Gewonnen;5.000,00;31.03.2026;ann@example.com | Gamma;Verloren;100,00;30.04.2026;cid@example.com | Delta;Proposal;900,00;31.12.2027;dan@example.com | 2026-03-31 | 2026-04-30
            Nom de la transaction;Statut;Montant;Date de clôture;Adresse e-mail | Alpha;Gagné;5 000,00;31/03/2026;ann@example.com | Gamma;Perdu;100,00;30/04/2026;cid@example.com | Delta;En cours;900,00;;dan@example.com | 2026-03-31 | 2026-04-30
            Deal Name,Status,Amount,Closing Date,Email | Alpha,won,5000,2026-03-31,ann@example.com | Gamma,lost,100,2026-04-30,cid@example.com | Delta,open,900,,dan@example.com | 2026-03-31 | 2026-04-30
            """)
    void theStateOfADealIsTakenFromWhicheverColumnTellsIt(
            String header, String won, String lost, String open, String wonOn, String lostOn) {
        int workspace = workspace();
        imported(workspace, "deals.csv", String.join("\n", header, won, lost, open) + "\n", Map.of());

        assertThat(query(workspace, """
                        SELECT title || ' ' || state || ' ' || amount::int || ' '
                            || coalesce((closed_at AT TIME ZONE 'UTC')::date::text, '-')
                        FROM deal ORDER BY title"""))
                .containsExactly("Alpha won 5000 " + wonOn, "Delta open 900 -", "Gamma lost 100 " + lostOn);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Converted       | 1         | 0
            Converted       | Yes       | No
            Status          | Won       | Lost
            Result          | converted | open
            Outcome         | closed won | pending
            """)
    void aListWithOutcomesAndNoDatesHasAConversion(String column, String yes, String no) throws IOException {
        int workspace = workspace();
        settled.decides(workspace, readyMade());
        StringBuilder file = new StringBuilder("Email,Submitted," + column + "\n");
        for (int i = 0; i < 20; i++) {
            file.append("p%d@example.com,2026-02-%02dT08:00:00Z,%s%n".formatted(i, 1 + i, i % 4 == 0 ? yes : no));
        }
        imported(workspace, "list.csv", file.toString(), Map.of());
        settled.settled(workspace);

        Map<String, Object> total = map(Json.object(
                        api(workspace).get("/api/v1/reports/funnel?by=month").body())
                .get("total"));
        assertThat(total).containsEntry("people", 20).containsEntry("won", 5).containsEntry("conversion", 0.25);
    }

    @ParameterizedTest
    @CsvSource({"windows-1250, Zbyněk Šťastný, Český Krumlov", "windows-1254, Şahin Yıldız, İstanbul"})
    void anEncodingThatIsNotCertainIsAskedForAndNeverGuessed(String encoding, String name, String city) {
        int workspace = workspace();
        byte[] file =
                ("Email;Name;City\na@example.com;" + name + ";" + city + "\n").getBytes(Charset.forName(encoding));
        HttpResponse<String> asked = Upload.post(api(workspace), "/api/v1/imports", "a.csv", file, Map.of());

        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("say which").contains(encoding).contains("\"field\":\"encoding\"");
        assertThat(Json.object(Upload.post(api(workspace), "/api/v1/imports/preview", "a.csv", file, Map.of())
                                .body())
                        .get("possible_encodings"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains(encoding);
        assertThat(api(workspace).get("/api/v1/imports").body()).isEqualTo("{\"imports\":[]}");
        imported(workspace, "a.csv", file, Map.of("encoding", encoding));
        assertThat(query(workspace, "SELECT traits->>'name' || ' ' || (traits->>'city') FROM person"))
                .containsExactly(name + " " + city);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Email,Stage                | a@example.com,Warm        | mapping.columns.Stage      | trait:stage
            Email,Create Date          | a@example.com,03/04/2025  | mapping.columns.Create Date | {"to": "created", "format": "d/m/y"}
            Email,Employees            | a@example.com,1.250       | mapping.columns.Employees  | {"to": "company_size", "format": "number_comma"}
            """)
    void whatTheFileLeavesOpenIsAskedForAndTakenAsItIsSaid(String header, String row, String field, String said) {
        int workspace = workspace();
        String file = header + "\n" + row + "\n";
        HttpResponse<String> asked = Upload.post(
                api(workspace), "/api/v1/imports", "a.csv", file.getBytes(StandardCharsets.UTF_8), Map.of());

        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("say which").contains(field);
        String column = field.substring("mapping.columns.".length());
        String value = said.startsWith("{") ? said : "\"" + said + "\"";
        Map<String, Object> done = imported(
                workspace, "a.csv", file, Map.of("mapping", "{\"columns\": {\"" + column + "\": " + value + "}}"));
        assertThat(map(done.get("rows"))).containsEntry("taken", 1).containsEntry("with_something_left_out", 0);
    }

    @Test
    void emptyPartsOfAFileAreRemarkedOn() {
        int workspace = workspace();
        assertThat(imported(workspace, "a.csv", "Email,Name\n", Map.of()).get("remarks"))
                .isEqualTo(List.of("Beneath its header the file holds no row."));
        Map<String, Object> column = imported(workspace, "b.csv", "Email,Name,Phone,\na@example.com,Ann,,\n", Map.of());
        assertThat(column.get("remarks"))
                .isEqualTo(List.of("Column 4: It has no values in the first rows, so it is left out."));
        assertThat(query(workspace, "SELECT jsonb_object_keys(traits) FROM person ORDER BY 1"))
                .doesNotContain("column_4");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Company,Industry,Employees                  | Acme,Retail,50         | This looks like a list of companies
            sku,price,colour                            | S-1,5.00,red           | does not look like a list of people
            Deal Name,Deal Stage,Amount                 | Alpha,Won,5            | each deal gets a person without a name
            Opportunity ID,Deal Stage                   | 77,Won                 | No column names the deals
            Opportunity ID,Amount                       | 77,5                   | No column tells the state of the deals
            Email,First Name                            | ,Ann                   | neither an address nor an id
            """)
    void aFileThatIsNoListOfPeopleIsRemarkedOn(String header, String row, String remark) {
        HttpResponse<String> preview = Upload.post(
                api(workspace()),
                "/api/v1/imports/preview",
                "a.csv",
                (header + "\n" + row + "\n").getBytes(StandardCharsets.UTF_8),
                Map.of());

        assertThat(String.valueOf(Json.object(preview.body()).get("remarks"))).contains(remark);
    }

    @Test
    void countriesAsNamesAreUnderstoodAndDisqualifyNobody() throws IOException {
        int workspace = workspace();
        settled.decides(workspace, readyMade());
        Map<String, Object> done = imported(workspace, "a.csv", """
                Email,Name,Country,Job title,Employees
                kay@example.com,Kay One,United Kingdom,Director,120
                kim@example.com,Kim Two,U.S.,Director,120
                kit@example.com,Kit Three,gb,Director,120
                kat@example.com,Kat Four,Reino Unido,Director,120
                ken@example.com,Ken Five,Kongo,Director,120
                kai@example.com,Kai Six,Atlantis,Director,120
                """, Map.of());
        settled.settled(workspace);

        assertThat(query(workspace, "SELECT coalesce(traits->>'country', '-') FROM person ORDER BY email"))
                .containsExactly("-", "GB", "GB", "-", "US", "GB");
        assertThat(query(workspace, "SELECT reason FROM standing WHERE reason IS NOT NULL"))
                .isEmpty();
        assertThat(map(done.get("rows"))).containsEntry("with_something_left_out", 2);
    }

    @Test
    void anOriginIsOneHoweverItIsSpelledInAFileOrALink() throws IOException {
        int workspace = workspace();
        imported(workspace, "a.csv", """
                Email,Lead Source
                a@example.com,Google
                b@example.com,google
                c@example.com,GOOGLE
                """, Map.of());
        assertThat(query(workspace, "SELECT DISTINCT origin FROM person")).containsExactly("google");
        assertThat(Json.object(api(workspace)
                                .get("/api/v1/people?source=Google")
                                .body())
                        .get("items"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(3);
    }

    private static String readyMade() throws IOException {
        try (var in = ProposedImportTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
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

    private List<@Nullable String> query(int workspace, String sql) {
        return new ArrayList<>(
                tenancy.read(workspace, () -> jdbc.sql(sql).query(String.class).list()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }
}
