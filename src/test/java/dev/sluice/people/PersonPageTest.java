package dev.sluice.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.funnel.Life;
import dev.sluice.person.PersonCase;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.standing.Settled;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a salesperson reads on the page of a person and in the lists: words, answers, who works on it, what is next. */
class PersonPageTest extends PersonCase {
    @Autowired
    private Settled settled;

    private Browser member = new Browser("");
    private long ann;

    @BeforeEach
    void aPerson() {
        settled.decides(workspace, Life.readyMade("managed-it"));
        member = user(workspace, "member");
        ann = identify("ann@harbour.test", Map.of("name", "Ann Harbour", "role", "coo", "company", "Harbour"));
    }

    private void sql(String statement) {
        tenancy.in(
                workspace,
                () -> jdbc.sql(statement).param("w", workspace).param("p", ann).update());
    }

    private void signal(String kind, String subject, Map<String, Object> data) {
        record(IdentityKeys.email("ann@harbour.test"), 10, kind, subject, Map.of(), data);
    }

    @Test
    void everyAnswerAndEveryPropertyIsReadable() {
        signal(
                "form_submitted",
                "contact",
                Map.of(
                        "question",
                        "Insurer wants proof by March",
                        "utm_medium",
                        "paid-social",
                        "favourite_tea",
                        "Assam",
                        "visitor",
                        "v-123"));
        signal("trial_started", "", Map.of("properties", Map.of("plan", "Gold", "seats", 12)));
        String page = member.get("/people/" + ann).body();
        assertThat(page)
                .contains("Insurer wants proof by March", "paid-social", "Favourite tea", "Assam", "Gold", "12")
                .doesNotContain("v-123");
    }

    @ParameterizedTest
    @CsvSource({
        "form_submitted, contact, Talk to us, contact",
        "form_viewed, tea-tasting, Tea tasting, tea-tasting",
        "email_sent, thanks, Thanks and next step, 'mail thanks'",
        "email_sent, some-old-one, Some old one, some-old-one",
        "stage_set, mql, MQL, 'to mql'",
        "deal_opened, new-business, New business, new-business",
    })
    void titlesStandForTheNamesOfPrograms(String kind, String subject, String shown, String hidden) {
        sql("""
                INSERT INTO form (workspace_id, slug, name, definition, created_at, updated_at)
                SELECT :w, 'contact', 'Talk to us', '{}', now(), now() WHERE :p > 0
                ON CONFLICT (workspace_id, slug) DO UPDATE SET name = excluded.name""");
        sql("""
                INSERT INTO mail_template (workspace_id, name, title, format, subject, body, changed_at)
                SELECT :w, 'thanks', 'Thanks and next step', 'text', 'Hi', 'Hi', now() WHERE :p > 0""");
        signal(kind, subject, Map.of());
        String page = member.get("/people/" + ann).body();
        assertThat(page).contains(shown);
        assertThat(page.substring(page.indexOf("class=\"timeline\""), page.indexOf("<aside>"))
                        .replaceAll("<[^>]*>", " "))
                .doesNotContain(hidden);
        assertThat(member.get("/people?stage=any").body()).contains(shown);
    }

    @Test
    void aRoleIsShownAsPeopleWriteIt() {
        assertThat(member.get("/people/" + ann).body()).contains("<span>COO</span>");
    }

    @Test
    void whoWorksOnThemAndWhatComesNextIsInTheHeaderAndInTheLists() {
        assertThat(member.get("/people/" + ann).body()).contains("Owner: no one", "nothing planned");
        sql("""
                INSERT INTO lead_assignment (workspace_id, person_id, funnel_id, owner_id, team, stage, state, since,
                    limit_at, next_at, next_what)
                SELECT :w, :p, (SELECT min(id) FROM funnel WHERE workspace_id = :w),
                       (SELECT min(user_id) FROM membership WHERE workspace_id = :w), 'inbound', 'mql', 'accepted', now(),
                       now(), now(), 'x'""");
        sql("""
                INSERT INTO next_step (workspace_id, person_id, team, kind, what, due_at, created_at)
                VALUES (:w, :p, 'inbound', 'other', 'Ring about the audit', now() + interval '3 days', now())""");
        sql("""
                INSERT INTO company_owner (workspace_id, company_id, user_id, since)
                SELECT :w, company_id, (SELECT min(user_id) FROM membership WHERE workspace_id = :w), now()
                FROM person WHERE workspace_id = :w AND id = :p""");
        long company = person(ann).company();
        assertThat(member.get("/people/" + ann).body()).contains("Owner: Olga Owner", "Ring about the audit");
        assertThat(member.get("/people?stage=any").body())
                .contains("Next action", "Olga Owner", "Ring about the audit");
        assertThat(member.get("/companies").body()).contains("Next action", "Olga Owner", "Ring about the audit");
        assertThat(member.get("/companies/" + company).body()).contains("Owner: Olga Owner", "Ring about the audit");
    }

    @Test
    void afterAMoveHeaderAndPanelSayTheSame() {
        settled.settled(workspace);
        member.post("/people/" + ann + "/stage", Map.of("funnel", "managed-it", "stage", "opportunity"));
        assertThat(places(member.get("/people/" + ann).body())).contains("Opportunity");
        String panel = member.get("/people/" + ann + "/standing").body();
        assertThat(panel).contains("<strong>Opportunity</strong>", "hx-swap-oob=\"true\"");
        assertThat(places(panel)).contains("Opportunity");
    }

    private static String places(String page) {
        int from = page.indexOf("id=\"places\"");
        return page.substring(from, Math.min(page.length(), from + 700));
    }
}
