package dev.sluice.signal.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Api;
import dev.sluice.SluiceTest;
import dev.sluice.platform.BadInput;
import dev.sluice.signal.Basic;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.Sources;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/** What Sluice knows of kinds of signals is declared once, and intake lets nobody record more than is declared. */
class SignalKindsTest extends SluiceTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/sluice");

    /** Whom each kind is for; every kind that is not named here takes an API key. */
    private static final Set<String> BROWSER = Set.of(
            "page_viewed",
            "page_left",
            "page_time",
            "identified",
            "company_joined",
            "aliased",
            "asset_downloaded",
            "demo_requested",
            "information_requested",
            "form_viewed",
            "form_started",
            "form_submitted");

    private static final Set<String> FORM = Set.of("consent_given", "consent_declined");
    private static final Set<String> IMPORT = Set.of("imported");
    private static final Set<String> INTERNAL = Set.of("person_merged", "email_opt_out_asked");

    /** Words that mean something else than the kind of that name, where they stand. */
    private static final Set<String> OTHER_WORDS = Set.of(
            "funnel/Criterion.java identified",
            "funnel/CriterionExplainer.java identified",
            "funnel/text/CriterionReader.java identified",
            "funnel/text/Keywords.java identified",
            "form/FormFieldReader.java identified",
            "form/builder/FormStatsJson.java qualified",
            "imports/mapping/ColumnTarget.java identified",
            "imports/mapping/KnownHeaders.java identified",
            "imports/csv/ColumnFormat.java unsubscribed",
            "insight/sources/SourceReport.java qualified",
            "consent/SuppressionReason.java unsubscribed",
            "outreach/outcome/StepStats.java unsubscribed");

    @Autowired
    private SignalKinds kinds;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private ApplicationContext application;

    @Test
    void everyKindHasASentenceAnIconAndAHelp() {
        assertThat(kinds.all()).hasSizeGreaterThan(45).allSatisfy(kind -> {
            assertThat(kind.sentence()).as(kind.name()).isNotBlank();
            assertThat(kind.help()).as(kind.name()).endsWith(".");
            assertThat(kind.icon()).as(kind.name()).isNotEqualTo(SignalKind.Icon.DOT);
            assertThat(kind.groups()).as(kind.name()).isNotEmpty();
            if (kind.subject().isEmpty()) {
                assertThat(kind.sentence()).as(kind.name()).doesNotContain("{}");
            }
        });
    }

    @Test
    void whatNoSpringFindsIsDeclaredToo() {
        assertThat(AllSignals.kinds().all()).containsExactlyElementsOf(kinds.all());
    }

    @Test
    void twoDeclarationsOfOneNameAreRefused() {
        SignalKind one = SignalKind.named("door_opened").declare();
        SignalKind other = SignalKind.named("door_opened").says("The door").declare();
        assertThatThrownBy(() -> new SignalKinds(List.of(DeclaredSignals.of(one), DeclaredSignals.of(other))))
                .hasMessageContaining("door_opened");
    }

    @Test
    void noKindIsSpelledOutsideItsDeclaration() throws IOException {
        Pattern literal = Pattern.compile(
                "[\"'](" + kinds.all().stream().map(SignalKind::name).collect(Collectors.joining("|")) + ")[\"']");
        List<String> spelled = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().endsWith("Signals.java"))
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher found = literal.matcher(line);
                    while (found.find() && !line.strip().startsWith("*")) {
                        spelled.add(SOURCES.relativize(file) + " " + found.group(1));
                    }
                }
            }
        }
        assertThat(spelled)
                .as("name the constant of the kind's declaration instead of its string")
                .isSubsetOf(OTHER_WORDS);
    }

    @Test
    void viewsAndIndexesOfFirstResponsesMeanTheDeclaredKinds() {
        String view = jdbc.sql("SELECT pg_get_viewdef('report_response'::regclass)")
                .query(String.class)
                .single();
        String index = jdbc.sql("SELECT pg_get_indexdef('signal_response'::regclass)")
                .query(String.class)
                .single();
        assertThat(literals(view)).containsExactlyInAnyOrderElementsOf(kinds.meaning(Meaning.RESPONSE));
        assertThat(literals(index)).containsExactlyInAnyOrderElementsOf(kinds.meaning(Meaning.RESPONSE));
    }

    @Test
    void theDescriptionOfTheApiListsTheKinds() {
        assertThat(new Api("http://localhost:" + port, "").get("/openapi.json").body())
                .contains("\"SignalKind\"", "`deal_won` (a server with an API key)");
    }

    @Test
    void everyRecipientOfSignalsHasItsPlaceInTheOrder() throws IllegalAccessException {
        Set<Integer> places = new HashSet<>();
        for (Field field : RecipientOrder.class.getDeclaredFields()) {
            places.add(field.getInt(null));
        }
        Set<Integer> taken = new HashSet<>();
        for (String name : application.getBeanDefinitionNames()) {
            Class<?> type = application.getType(name);
            if (type == null || !type.getName().startsWith("dev.sluice.")) {
                continue;
            }
            for (Method method :
                    AopUtils.getTargetClass(application.getBean(name)).getDeclaredMethods()) {
                boolean hears = method.isAnnotationPresent(EventListener.class)
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == SignalsRecorded.class;
                if (hears && !type.getName().contains("Test")) {
                    Order order = method.getAnnotation(Order.class);
                    assertThat(order)
                            .as(method + " needs @Order(RecipientOrder...)")
                            .isNotNull();
                    assertThat(places).contains(order.value());
                    assertThat(taken.add(order.value()))
                            .as(method + " has a place of its own")
                            .isTrue();
                }
            }
        }
        assertThat(taken).isEqualTo(places);
    }

    @Test
    void theWriteKeyRecordsWhatABrowserMayTellAndNothingElse() {
        int workspace = workspace();
        Api browser = new Api("http://localhost:" + port, writeKey(workspace));
        for (SignalKind kind : kinds.all()) {
            int status = track(browser, kind.name()).statusCode();
            assertThat(status).as(kind.name()).isEqualTo(BROWSER.contains(kind.name()) ? 200 : 422);
        }
        assertThat(recorded(workspace)).containsExactlyInAnyOrderElementsOf(BROWSER);
    }

    @Test
    void anApiKeyWithTheScopeRecordsWhatAServerMayTell() {
        int workspace = workspace();
        Api server = api(workspace, "signals:write");
        for (SignalKind kind : kinds.all()) {
            boolean refused = IMPORT.contains(kind.name()) || INTERNAL.contains(kind.name());
            assertThat(track(server, kind.name()).statusCode()).as(kind.name()).isEqualTo(refused ? 422 : 200);
        }
    }

    @Test
    void anApiKeyWithoutTheScopeRecordsNothing() {
        int workspace = workspace();
        Api server = api(workspace, "people:write", "deals:write");
        for (SignalKind kind : kinds.all()) {
            assertThat(track(server, kind.name()).statusCode()).as(kind.name()).isEqualTo(403);
        }
        assertThat(recorded(workspace)).isEmpty();
    }

    @Test
    void anImportRecordsAllButWhatSluiceAloneDoes() {
        int workspace = workspace();
        for (SignalKind kind : kinds.all()) {
            assertThat(takes(workspace, Trust.IMPORT, kind)).as(kind.name()).isEqualTo(!INTERNAL.contains(kind.name()));
        }
    }

    @Test
    void aHostedFormRecordsWhatVisitorsDoAndTheirConsent() {
        int workspace = workspace();
        for (SignalKind kind : kinds.all()) {
            assertThat(takes(workspace, Trust.FORM, kind))
                    .as(kind.name())
                    .isEqualTo(BROWSER.contains(kind.name()) || FORM.contains(kind.name()));
        }
    }

    @Test
    void aRefusalNamesTheKindAndTheRemedy() {
        int workspace = workspace();
        Api browser = new Api("http://localhost:" + port, writeKey(workspace));
        assertThat(track(browser, "Consent Given").body()).contains("consent_given", "API key", "signals:write");
        assertThat(browser.post("/v1/batch", """
                {"batch":[{"type":"page","anonymousId":"a"},{"type":"track","anonymousId":"a","event":"Deal Won"}]}""").body()).contains("batch[1].event", "deal_won");
        assertThat(recorded(workspace)).isEmpty();
    }

    @Test
    void eventsOfAWebsitesOwnAreRecordedAsBefore() {
        int workspace = workspace();
        Api browser = new Api("http://localhost:" + port, writeKey(workspace));
        assertThat(track(browser, "Trial Started").statusCode()).isEqualTo(200);
        assertThat(recorded(workspace)).containsExactly("trial_started");
    }

    @Test
    void anApiKeyMayComeAsTheUserNameOfBasicAuthenticationAsSdksSendIt() {
        int workspace = workspace();
        String key = api(workspace, "signals:write").key();
        Api nobody = new Api("http://localhost:" + port, "unknown");
        assertThat(nobody.post("/v1/track", "{\"anonymousId\":\"a\",\"event\":\"deal_won\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(Basic.post(port, key, "{\"anonymousId\":\"a\",\"event\":\"deal_won\"}"))
                .isEqualTo(200);
        assertThat(recorded(workspace)).containsExactly("deal_won");
    }

    private boolean takes(int workspace, Trust caller, SignalKind kind) {
        NewSignal signal = new NewSignal(
                IdentityKeys.visitor("v"),
                clock.instant(),
                null,
                kind.name(),
                "",
                true,
                sources.named(workspace, Sources.Kind.API, "test"),
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
        try {
            signals.record(workspace, List.of(signal.from(caller)));
            return true;
        } catch (BadInput refused) {
            assertThat(refused).hasMessageContaining(kind.name());
            return false;
        }
    }

    private static java.net.http.HttpResponse<String> track(Api caller, String event) {
        return caller.post("/v1/track", "{\"anonymousId\":\"a-1\",\"event\":\"" + event + "\"}");
    }

    private List<String> recorded(int workspace) {
        return tenancy.in(
                workspace,
                () -> jdbc.sql("SELECT kind FROM signal WHERE workspace_id = ?")
                        .param(workspace)
                        .query(String.class)
                        .list());
    }

    private static Set<String> literals(String sql) {
        Set<String> found = new HashSet<>();
        Matcher literal = Pattern.compile("'([a-z_]+)'").matcher(sql);
        while (literal.find()) {
            found.add(literal.group(1));
        }
        return found;
    }
}
