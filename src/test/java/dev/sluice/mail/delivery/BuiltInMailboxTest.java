package dev.sluice.mail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.mail.MailSetup;
import dev.sluice.mail.MailTest;
import dev.sluice.mail.MessageState;
import dev.sluice.mail.SentMessage;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Without a mail server a newcomer reads, follows and answers what a lead would have got. */
class BuiltInMailboxTest extends MailTest {
    @Autowired
    private BuiltInMailbox mailbox;

    @Test
    void aMailIsReadWithItsHeadersAndAnswered() {
        String email = address();
        SentMessage sent = settled(planned(draft(person(email), email, "asset/7")));
        assertThat(sent.state()).isEqualTo(MessageState.SENT);
        Browser browser = owner(workspace);
        String list = browser.get("/mailbox").body();
        Matcher link = Pattern.compile("/mailbox/(\\d+)").matcher(list);
        assertThat(link.find()).isTrue();
        String page = browser.get(link.group()).body();
        assertThat(page)
                .contains("Your guide")
                .contains(sent.messageId().substring(1, 20))
                .contains("Auto-Submitted");
        var frame = browser.get(link.group() + "/body");
        assertThat(frame.body())
                .contains("here it is")
                .contains("/l/")
                .as("a user who reads it is not the recipient who opens it")
                .doesNotContain("/o/");
        assertThat(frame.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        assertThat(frame.headers().allValues("Content-Security-Policy"))
                .as("one policy, which lets our own page show it and nothing in it run")
                .hasSize(1);
        assertThat(browser.get(link.group() + "/source").body()).contains("Message-ID: " + sent.messageId());
        assertThat(browser.post(link.group() + "/replies", Map.of("text", "")).statusCode())
                .isEqualTo(422);
        assertThat(browser.post(link.group() + "/replies", Map.of("text", "Yes, call me"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/mailbox").body()).contains("Re: Your guide").contains("answer");
        assertThat(browser.get("/outreach/messages").body())
                .contains("Your guide")
                .contains("planned");
        assertThat(browser.get("/outreach/messages/" + sent.id() + "/body").body())
                .contains("here it is");
        assertThat(browser().get("/mailbox").statusCode()).isNotEqualTo(200);
    }

    @Test
    void itLetsGoOfWhatIsOldAndOfTheOldestWhenThereIsTooMuch() {
        kept(Duration.ofDays(31));
        long young = kept(Duration.ofDays(29));
        mailbox.prune(workspace);
        assertThat(ids()).containsExactly(young);
        assertThat(owner(workspace).get("/mailbox").body()).contains("kept for 30 days", "10,000");

        tenancy.in(workspace, () -> {
            jdbc.sql("""
                            INSERT INTO mailbox_mail (workspace_id, message_id, person_id, at, answer, mime)
                            SELECT ?, 1, 1, ?, false, '' FROM generate_series(1, ?)""")
                    .params(workspace, Timestamp.from(clock.instant()), BuiltInMailbox.MAX_MAILS)
                    .update();
        });
        mailbox.prune(workspace);
        assertThat(ids()).hasSize(BuiltInMailbox.MAX_MAILS).doesNotContain(young);
    }

    private long kept(Duration ago) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("""
                                INSERT INTO mailbox_mail (workspace_id, message_id, person_id, at, answer, mime)
                                VALUES (?, 1, 1, ?, false, 'Subject: Hello') RETURNING id""")
                        .params(workspace, Timestamp.from(clock.instant().minus(ago)))
                        .query(Long.class)
                        .single());
    }

    private List<Long> ids() {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT id FROM mailbox_mail WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .list());
    }

    @Test
    void theSettingsAreKeptAndThePasswordNeverComesBack() {
        Browser browser = owner(workspace);
        browser.get("/settings/mail");
        Map<String, String> typed = new java.util.HashMap<>(Map.of(
                "host",
                "smtp.example.com",
                "port",
                "587",
                "tls",
                "starttls",
                "user",
                "us",
                "password",
                "a secret word",
                "fromAddress",
                "sales@harbour.example",
                "fromName",
                "Harbour",
                "hour",
                "500",
                "domains",
                "gmail.com 50"));
        assertThat(browser.post("/settings/mail", typed).statusCode()).isEqualTo(303);
        String page = browser.get("/settings/mail").body();
        assertThat(page).contains("smtp.example.com").contains("gmail.com 50").doesNotContain("a secret word");
        MailSetup setup = settings.of(workspace);
        assertThat(setup.server().password()).isEqualTo("a secret word");
        assertThat(setup.limits().domains()).containsEntry("gmail.com", 50);
        typed.remove("password");
        typed.put("host", "mail.attacker.example");
        assertThat(browser.post("/settings/mail", typed).body())
                .as("a password is not shown to another server")
                .contains("Write the password");
        typed.put("tls", "none");
        assertThat(browser.post("/settings/mail", typed).body()).contains("protected connection");
        assertThat(browser.post(
                                "/settings/mail/identities",
                                Map.of("whose", "SALES", "name", "Sales", "address", "s@harbour.example"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/settings/mail").body()).contains("s@harbour.example");
    }
}
