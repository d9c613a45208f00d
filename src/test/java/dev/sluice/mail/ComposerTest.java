package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mail.messages.StoredMessage;
import dev.sluice.person.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that anybody writes anywhere becomes a header, a recipient or a script. */
class ComposerTest extends MailTest {
    private Sink sink;

    @BeforeEach
    void aSink() throws Exception {
        sink = Sink.of(asked -> null);
        server(sink.port());
    }

    @AfterEach
    void close() throws Exception {
        sink.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\0", "\u2028", "\u0085", "\r\n "})
    void aLineBreakInAnyFieldIsNoHeader(String cut) {
        String evil = "Ana" + cut + "Bcc: victim@example.com" + cut + cut + "body";
        set("UPDATE mail_setting SET from_name = E'"
                + evil.replace("\0", "").replace("\r", "\\r").replace("\n", "\\n") + "' WHERE workspace_id = "
                + workspace);
        String email = address();
        OutboundMail plain = draft(person(email), email, "inject");
        OutboundMail injected = new OutboundMail(
                plain.person(),
                email,
                "inject" + cut + "Bcc: victim@example.com",
                plain.kind(),
                evil.replace("\0", ""),
                null,
                evil,
                "<p>Hello</p>",
                "",
                "<a@b>" + cut + "Bcc: victim@example.com",
                plain.notBefore(),
                5,
                Map.of());
        assertThat(settled(outbox.plan(workspace, List.of(injected.key().contains("\0") ? plain : injected))
                                .values()
                                .iterator()
                                .next())
                        .state())
                .isEqualTo(MessageState.SENT);
        Sink.Taken taken = sink.taken().getFirst();
        assertThat(taken.header("Bcc")).isEmpty();
        assertThat(taken.recipient()).isEqualTo(email);
    }

    @Test
    void anAddressInUtf8GoesOnlyToAServerThatTakesIt() throws Exception {
        String email = EmailAddress.normal("jürgen@bücher.example");
        SentMessage refused = settled(planned(draft(person(email), email, "before")));
        assertThat(refused.state()).isEqualTo(MessageState.FAILED);
        assertThat(refused.why()).contains("does not offer SMTPUTF8");
        assertThat(sink.count()).isZero();

        try (Sink other = Sink.of(
                asked -> asked.phase().equals("EHLO") ? "250-sink.example\r\n250-8BITMIME\r\n250 SMTPUTF8" : null)) {
            server(other.port());
            assertThat(settled(planned(draft(person(email), email, "after"))).state())
                    .isEqualTo(MessageState.SENT);
            Sink.Taken taken = other.taken().getFirst();
            assertThat(taken.recipient()).isEqualTo("jürgen@xn--bcher-kva.example");
            assertThat(taken.header("To")).isEqualTo("jürgen@xn--bcher-kva.example");
            assertThat(StoredMessage.shown(StoredMessage.of(taken.text().getBytes(StandardCharsets.UTF_8))
                            .to()))
                    .isEqualTo("jürgen@xn--bcher-kva.example");

            String plain = address();
            assertThat(settled(planned(draft(person(plain), plain, "plain"))).state())
                    .isEqualTo(MessageState.SENT);
            assertThat(other.senders()).hasSize(2);
            assertThat(other.senders().getFirst()).contains("SMTPUTF8");
            assertThat(other.senders().getLast())
                    .as("mail that any server takes asks for nothing")
                    .doesNotContain("SMTPUTF8");
        }
    }

    @Test
    void whatIsNoPartOfAMailIsTakenOutAndDangerousLinksAreNotLinks() {
        String safe = MailHtml.safe("""
                <p onclick="x()">Hi <script>alert(1)</script><a href="javascript:alert(1)">one</a>
                <a href="//evil.example/x">two</a> <a href="https://good.example/?a=1&amp;b=2">three</a>
                <img src="http://insecure.example/x.png"><svg onload="x()"></svg><form><input></form></p>""");
        assertThat(safe)
                .doesNotContain("script")
                .doesNotContain("onclick")
                .doesNotContain("javascript")
                .doesNotContain("evil.example")
                .doesNotContain("svg")
                .doesNotContain("input")
                .doesNotContain("insecure");
        assertThat(MailHtml.links(safe, "")).containsExactly("https://good.example/?a=1&b=2");
        assertThat(MailHtml.relinked(safe, Map.of("https://good.example/?a=1&b=2", "https://ours.example/l/t")))
                .contains("href=\"https://ours.example/l/t\"");
    }

    @Test
    void theTextPartSaysWhatTheHtmlSays() {
        assertThat(MailHtml.text(MailHtml.safe("""
                        <h2>Guide</h2><p>Hello   <b>Ana</b>,<br>see <a href="https://a.example/x?y=1">the guide</a>.</p>
                        <ul><li>one</li><li>two &amp; three</li></ul>""")))
                .isEqualTo("Guide\n\nHello Ana,\nsee the guide (https://a.example/x?y=1).\n\n- one\n- two & three");
    }

    @Test
    void onlyWholeMessageIdsMakeAThread() {
        assertThat(HeaderText.messageIds("<a@b.example> junk <no-at> <c d@e> <x@y>"))
                .containsExactly("<a@b.example>", "<x@y>");
    }

    @Test
    void anInnerNetworkCannotBeReachedThroughTheSettings() throws Exception {
        for (String inner : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.1",
                "172.20.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "192.0.0.8",
                "198.18.0.1",
                "240.0.0.1",
                "::1",
                "fd00::1",
                "fe80::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::ffff:127.0.0.1")) {
            assertThat(EgressSocketFactory.outer(java.net.InetAddress.getByName(inner)))
                    .as(inner)
                    .isFalse();
        }
        assertThat(EgressSocketFactory.outer(java.net.InetAddress.getByName("93.184.215.14")))
                .isTrue();
        assertThat(EgressSocketFactory.outer(java.net.InetAddress.getByName("2606:2800:21f:cb07:6820:80da:af6b:8b2c")))
                .isTrue();
        set("UPDATE mail_setting SET host = '127.0.0.1' WHERE workspace_id = " + workspace);
        var browser = owner(workspace);
        browser.get("/settings/mail");
        assertThat(browser.post("/settings/mail/trial", Map.of()).body()).contains("not on the public internet");
        set("UPDATE mail_setting SET port = 1 WHERE workspace_id = " + workspace);
        assertThat(browser.post("/settings/mail/trial", Map.of()).body())
                .as("an open and a closed port look the same")
                .contains("not on the public internet");
    }
}
