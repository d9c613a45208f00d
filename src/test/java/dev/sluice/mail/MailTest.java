package dev.sluice.mail;

import static org.awaitility.Awaitility.await;

import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A workspace with people to write to, and ways to write to them. */
public abstract class MailTest extends SluiceTest {
    @Autowired
    protected Outbox outbox;

    @Autowired
    protected Messages messages;

    @Autowired
    protected Signals signals;

    @Autowired
    protected Sources sources;

    @Autowired
    protected Persons persons;

    @Autowired
    protected MailSettings settings;

    protected int workspace;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
    }

    /** Sends what this workspace plans to a server on this machine. */
    protected void server(int port) {
        server(port, "none");
    }

    protected void server(int port, String tls) {
        set("""
                INSERT INTO mail_setting (workspace_id, host, port, tls, from_address)
                VALUES (%d, 'localhost', %d, '%s', 'hello@harbour.example')
                ON CONFLICT (workspace_id) DO UPDATE SET host = excluded.host, port = excluded.port, tls = excluded.tls
                """.formatted(workspace, port, tls));
    }

    protected void set(String sql) {
        tenancy.in(workspace, () -> {
            jdbc.sql(sql).update();
        });
        settings.evict(workspace);
    }

    protected long person(String email) {
        int source = sources.named(workspace, Sources.Kind.API, "test");
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        "identified",
                        "",
                        true,
                        source,
                        Map.of("name", "Ana"),
                        Map.of(),
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    protected OutboundMail draft(long person, String email, String key) {
        return new OutboundMail(
                person,
                email,
                key,
                OutboundMail.Kind.ANSWER,
                "thanks",
                null,
                "Your guide",
                "<p>Hello Ana, <a href=\"https://www.harbour.example/guide?a=1&amp;b=2\">here it is</a>.</p>",
                "",
                null,
                clock.instant(),
                5,
                Map.of());
    }

    protected long planned(OutboundMail draft) {
        return outbox.plan(workspace, List.of(draft)).get(draft.key());
    }

    protected SentMessage settled(long message) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !List.of(MessageState.READY, MessageState.CLAIMED, MessageState.DATA_STARTED)
                        .contains(messages.get(workspace, message).state()));
        return messages.get(workspace, message);
    }

    protected long signals(String kind) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM signal WHERE workspace_id = ? AND kind = ?")
                        .params(workspace, kind)
                        .query(Long.class)
                        .single());
    }
}
