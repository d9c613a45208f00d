package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuppressionPagesTest extends ConsentCase {
    private static final String PAGE = "/outreach/suppressions";

    /** Sends the page's form as a browser does, with a file. */
    private HttpResponse<String> add(Browser owner, String addresses, String file) {
        owner.get(PAGE);
        String body = part("_csrf", owner.token()) + part("addresses", addresses) + part("note", "told us so")
                + "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n" + file
                + "\r\n--cut--\r\n";
        return owner.send(HttpRequest.newBuilder(URI.create(owner.base() + PAGE))
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String part(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @Test
    void addresses_domains_and_files_are_added_and_what_is_neither_is_named() {
        Browser owner = owner(workspace);
        HttpResponse<String> added =
                add(owner, "Ann@Harbour.test\n@rival.test", "email;name\r\nbob@harbour.test;Bob\r\nnonsense;x\r\n");
        assertThat(added.statusCode()).isEqualTo(200);
        assertThat(added.body())
                .contains("3 added", "<code>nonsense</code>", "ann@harbour.test", "@rival.test", "bob@harbour.test")
                .contains("told us so", "by Olga Owner");
        assertThat(oneToOne(0, "bob@harbour.test")).isEqualTo(SuppressionReason.SUPPRESSED);
        assertThat(owner.get(PAGE + "?q=RIVAL").body()).contains("@rival.test").doesNotContain("bob@");
        assertThat(owner.get(PAGE + "?reason=bounced").body()).contains("Nothing on the list matches");
        assertThat(owner.get(PAGE + ".csv").body()).contains("'@rival.test,suppressed");
        assertThat(add(owner, "not an address", "").statusCode()).isEqualTo(422);
    }

    @Test
    void a_removal_is_audited_without_the_address_and_only_managers_change_the_list() {
        suppressions.suppress(workspace, java.util.List.of("ann@harbour.test"), SuppressionReason.SUPPRESSED, "");
        Map<String, String> ann = Map.of("address", "ann@harbour.test", "reason", "SUPPRESSED");
        assertThat(user(workspace, "member").post(PAGE + "/removal", ann).statusCode())
                .isEqualTo(403);
        assertThat(oneToOne(0, "ann@harbour.test")).isEqualTo(SuppressionReason.SUPPRESSED);
        Browser owner = owner(workspace);
        assertThat(owner.post(PAGE + "/removal", ann).statusCode()).isEqualTo(303);
        assertThat(oneToOne(0, "ann@harbour.test")).isNull();
        assertThat(owner.get("/settings/audit").body())
                .contains("suppression removed", "a…@harbour.test")
                .doesNotContain("ann@harbour.test");
    }

    @Test
    void the_api_lists_adds_and_removes() {
        var api = api(workspace, "people:read", "people:write");
        assertThat(api.post("/api/v1/suppressions", "{\"addresses\":[\"ann@harbour.test\",\"x\"],\"note\":\"asked\"}")
                        .body())
                .contains("\"fresh\":1", "\"refused\":[\"x\"]");
        assertThat(api.get("/api/v1/suppressions?q=harbour").body())
                .contains("\"address\":\"ann@harbour.test\"", "\"reason\":\"suppressed\"", "asked");
        assertThat(api.delete("/api/v1/suppressions?address=ann@harbour.test&reason=suppressed")
                        .body())
                .contains("true");
        assertThat(api.get("/api/v1/suppressions?reason=silly").statusCode()).isEqualTo(422);
        assertThat(api(workspace, "people:read")
                        .post("/api/v1/suppressions", "{\"addresses\":[\"bob@harbour.test\"]}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_a_person_said_elsewhere_is_recorded_with_its_proof() {
        rule(LegalBasis.ASK);
        long ann = tell("ann@harbour.test", "page_viewed", "/", Map.of());
        Browser member = user(workspace, "member");
        assertThat(member.get("/people/" + ann + "/consent").body()).contains("no consent", "Record what they said");
        Map<String, String> said = Map.of(
                "said", "given", "purpose", "marketing", "means", "on the phone", "wording", "Please write to me.");
        assertThat(member.post("/people/" + ann + "/consents", said).statusCode())
                .isEqualTo(303);
        assertThat(marketing(ann, "ann@harbour.test")).isNull();
        assertThat(member.get("/people/" + ann + "/consent").body()).contains("given", "“Please write to me.”");

        post(link(ann, "ann@harbour.test"), "");
        assertThat(member.get("/people/" + ann + "/consent").body()).contains("Wants no more marketing mail");
        member.post("/people/" + ann + "/consents", said);
        assertThat(marketing(ann, "ann@harbour.test")).isNull();
        assertThat(member.post("/people/" + ann + "/consents", Map.of("said", "given"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void the_rule_is_the_countrys_until_an_admin_chooses() {
        Browser owner = owner(workspace);
        assertThat(owner.get("/settings/consent").body())
                .containsPattern("value=\"until_they_say_no\" checked")
                .contains("usual in United States");
        long ann = tell("ann@harbour.test", "page_viewed", "/", Map.of());
        assertThat(marketing(ann, "ann@harbour.test")).isNull();
        assertThat(owner.post(
                                "/settings/consent",
                                Map.of("rule", "ask", "code", "marketing", "words", "News, and more"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(marketing(ann, "ann@harbour.test")).isEqualTo(SuppressionReason.NO_CONSENT);
        assertThat(owner.post("/settings/consent", Map.of("rule", "ask", "code", "Events!", "words", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(user(workspace, "manager").get("/settings/consent").statusCode())
                .isEqualTo(403);
    }
}
