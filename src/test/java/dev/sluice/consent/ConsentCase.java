package dev.sluice.consent;

import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/** What tests of consent share: a workspace whose people say yes and no. */
abstract class ConsentCase extends SluiceTest {
    @Autowired
    SendPermissions permission;

    @Autowired
    Suppressions suppressions;

    @Autowired
    UnsubscribeLinks links;

    @Autowired
    Persons persons;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private ConfigurableApplicationContext context;

    private final List<Object> published = new CopyOnWriteArrayList<>();
    private final ApplicationListener<PayloadApplicationEvent<?>> ear = event -> published.add(event.getPayload());

    int workspace;

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        context.addApplicationListener(ear);
    }

    @AfterEach
    void listenNoMore() {
        context.removeApplicationListener(ear);
    }

    /** What of that kind was published since the test began. */
    <T> List<T> heard(Class<T> kind) {
        return published.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Records a signal of whoever has the address; gives back who that is. */
    long tell(String email, String kind, String subject, Map<String, Object> data) {
        int source = sources.named(workspace, Sources.Kind.API, "test");
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        kind,
                        subject,
                        true,
                        source,
                        Map.of(),
                        data,
                        Trust.INTERNAL)));
        return persons.withKey(workspace, "e:" + email).orElseThrow().id();
    }

    long agreed(String email) {
        return tell(email, "consent_given", "marketing", Map.of("wording", "You may write to me."));
    }

    SuppressionReason marketing(long person, String address) {
        return permission.refused(workspace, new SendPermissions.PermissionQuery(person, address, true));
    }

    SuppressionReason oneToOne(long person, String address) {
        return permission.refused(workspace, new SendPermissions.PermissionQuery(person, address, false));
    }

    /** The path of a link of a mail to them. */
    String link(long person, String address) {
        return path(links.of(workspace, person, address, 7).page());
    }

    static String path(String url) {
        return URI.create(url).getRawPath();
    }

    HttpResponse<String> get(String path) {
        return browser().get(path);
    }

    /** A POST without cookie, session or token, as mail readers make it. */
    HttpResponse<String> post(String path, String body) {
        return browser()
                .send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    List<String> kinds(long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT kind FROM signal WHERE workspace_id = ? AND person_id = ? ORDER BY at, kind")
                        .params(workspace, person)
                        .query(String.class)
                        .list());
    }

    void rule(LegalBasis rule) {
        tenancy.in(
                workspace,
                () -> jdbc.sql("""
                        INSERT INTO consent_setting (workspace_id, rule, purposes) VALUES (?, ?, ?::jsonb)
                        ON CONFLICT (workspace_id) DO UPDATE SET rule = excluded.rule""").params(workspace, rule.code(), """
                        [{"code": "marketing", "words": "News"}, {"code": "events", "words": "Invitations to events"}]""").update());
    }
}
