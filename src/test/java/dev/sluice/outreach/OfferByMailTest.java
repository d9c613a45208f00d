package dev.sluice.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.mail.Messages;
import dev.sluice.mail.SentMessage;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.kind.Trust;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The offer that was chosen for a form is in the first email, without a word about it in the definition. */
class OfferByMailTest extends SluiceTest {
    private static final String URL = "https://files.example/the-guide.pdf";

    @Autowired
    private Signals signals;

    @Autowired
    private Persons persons;

    @Autowired
    private Messages messages;

    private String form = "";

    private Messages.Body firstEmail(int workspace, String form) {
        String email = address();
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        "form_submitted",
                        form,
                        true,
                        1,
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL)));
        long person = persons.withKey(workspace, "e:" + email).orElseThrow().id();
        await().untilAsserted(() ->
                assertThat(messages.findByPerson(workspace, person)).hasSize(1));
        SentMessage first = messages.findByPerson(workspace, person).getFirst();
        return messages.body(workspace, first.id());
    }

    private int workspaceWithOffer() {
        int workspace = workspace();
        Api api = api(workspace);
        form = "guide-" + workspace;
        assertThat(api.post("/api/v1/offers", """
                        {"slug": "the-guide", "name": "The <guide>", "kind": "guide", "url": "%s",
                         "problem": "Nobody knows what to do first"}""".formatted(URL)).body()).contains("the-guide");
        assertThat(api.post("/api/v1/forms", """
                        {"name": "Guide", "slug": "%s", "headline": "Get the guide", "offer": "the-guide",
                         "fields": [{"trait": "email", "label": "Email", "required": true}]}""".formatted(form)).statusCode()).isEqualTo(201);
        return workspace;
    }

    @Test
    void itsNameAndItsLinkAreInBothPartsOfTheEmail() {
        Messages.Body email = firstEmail(workspaceWithOffer(), form);

        assertThat(email.html()).contains(URL).contains("The &lt;guide&gt;");
        assertThat(email.text()).contains(URL).contains("The <guide>");
    }

    @Test
    void itIsAddedWhereNoTemplateHasAPlaceForIt() {
        int workspace = workspaceWithOffer();
        tenancy.in(workspace, () -> {
            jdbc.sql("DELETE FROM mail_template WHERE workspace_id = ? AND name = 'your-checklist'")
                    .param(workspace)
                    .update();
        });
        Messages.Body email = firstEmail(workspace, form);

        assertThat(email.html()).contains(URL).contains("The &lt;guide&gt;");
        assertThat(email.text()).contains(URL);
    }

    @Test
    void aFormWithoutAnOfferIsAnsweredWithoutOne() {
        assertThat(firstEmail(workspaceWithOffer(), "other").text()).doesNotContain(URL);
    }
}
