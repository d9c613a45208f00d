package dev.sluice.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.SluiceTest;
import dev.sluice.funnel.Standing;
import dev.sluice.platform.Time;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The live driver against the real database. */
class EvaluationWorkerTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Funnels funnels;

    @Autowired
    private Standings standings;

    @Autowired
    private StandingRows rows;

    @Autowired
    private HistoryRows histories;

    private int workspace;
    private int source;

    @BeforeEach
    void aWorkspaceWithAFunnel() throws IOException {
        workspace = workspace();
        source = sources.named(workspace, Sources.Kind.API, "test");
        sources.named(workspace, Sources.Kind.SCRIPT, "Website");
        activate(text("managed-it.yaml"));
    }

    @Test
    void aSignalIsFoldedSoonAfterItIsRecorded() {
        record(identified("ann@harbour.test", Map.of("company_size", 120, "role", "director"), minutesAgo(60)));
        settled();
        assertThat(placed("ann@harbour.test").standing().stage()).isEqualTo("lead");
        record(
                signal("ann@harbour.test", "demo_requested", "", minutesAgo(50)),
                signal("ann@harbour.test", "page_viewed", "/pricing", minutesAgo(49)),
                signal("ann@harbour.test", "page_viewed", "/pricing", minutesAgo(48)),
                signal("ann@harbour.test", "page_viewed", "/pricing/teams", minutesAgo(47)));
        settled();
        assertThat(placed("ann@harbour.test").standing().fit()).isPositive();
        assertThat(ledger("ann@harbour.test")).contains("entered lead");
    }

    @Test
    void aRepeatedMessageIsRecordedAndCountedOnce() {
        NewSignal once = new NewSignal(
                IdentityKeys.email("ann@harbour.test"),
                minutesAgo(5),
                "message-1",
                "page_viewed",
                "/",
                true,
                source,
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
        record(once);
        record(once, once);
        settled();
        assertThat(count("signal")).isEqualTo(1);
        assertThat(placed("ann@harbour.test").standing().count()).isEqualTo(1);
    }

    @Test
    void aMachineLeavesSignalsButNoStanding() {
        record(new NewSignal(
                IdentityKeys.visitor("crawler"),
                minutesAgo(5),
                null,
                "page_viewed",
                "/",
                false,
                source,
                Map.of(),
                Map.of(),
                Trust.INTERNAL));
        settled();
        assertThat(count("signal")).isEqualTo(1);
        assertThat(count("standing")).isZero();
    }

    @Test
    void aVisitorWhoSaysTheirNameBringsTheirHistoryAlong() {
        record(new NewSignal(
                IdentityKeys.visitor("tab"),
                minutesAgo(90),
                null,
                "page_viewed",
                "/pricing",
                true,
                source,
                Map.of(),
                Map.of(),
                Trust.INTERNAL));
        record(identified("ann@harbour.test", Map.of(), minutesAgo(80)));
        settled();
        record(new NewSignal(
                new IdentityKeys("ann@harbour.test", null, "tab", List.of()),
                minutesAgo(70),
                null,
                "form_submitted",
                "audit",
                true,
                source,
                Map.of(),
                Map.of(),
                Trust.INTERNAL));
        settled();
        assertThat(placed("ann@harbour.test").standing().count()).isEqualTo(3);
        assertThat(count("standing")).isEqualTo(1);
    }

    @RepeatedTest(6)
    void inWhateverOrderAndHoweverOftenSignalsArriveTheStandingIsThatOfAReplay(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<NewSignal> history = new ArrayList<>();
        String[] people = {"ann@harbour.test", "bob@mill.test", "eve@gmail.com"};
        String[] kinds = {
            "page_viewed",
            "asset_downloaded",
            "demo_requested",
            "email_opened",
            "identified",
            "rejected_by_sales",
            "accepted_by_sales",
            "form_submitted"
        };
        for (int i = 0; i < 120; i++) {
            String kind = kinds[random.nextInt(kinds.length)];
            String who = people[random.nextInt(people.length)];
            boolean named = random.nextInt(3) > 0;
            history.add(new NewSignal(
                    new IdentityKeys(named ? who : null, null, "tab-" + who.charAt(0), List.of()),
                    minutesAgo(random.nextInt(60 * 24 * 40)),
                    "m" + i,
                    kind,
                    kind.equals("page_viewed") ? "/pricing" : "guide",
                    random.nextInt(10) > 0,
                    source,
                    kind.equals("identified")
                            ? Map.of("company_size", random.nextInt(600), "role", "director", "country", "GB")
                            : Map.of(),
                    Map.of(),
                    Trust.INTERNAL));
        }
        List<NewSignal> arriving = new ArrayList<>(history);
        arriving.addAll(history.subList(0, 40));
        Collections.shuffle(arriving, random);
        for (int i = 0; i < arriving.size(); i += 7) {
            record(arriving.subList(i, Math.min(arriving.size(), i + 7)).toArray(NewSignal[]::new));
        }
        settled();
        assertThat(count("signal")).isEqualTo(120);
        DefinitionRun run = funnels.active(workspace).getFirst();
        tenancy.in(workspace, () -> {
            List<Long> everybody = jdbc.sql("SELECT id FROM person WHERE workspace_id = ? AND merged_into IS NULL")
                    .param(workspace)
                    .query(Long.class)
                    .list();
            histories.histories(workspace, everybody).forEach((person, signals) -> {
                Standing replayed = PersonFold.whole(run.definition(), signals, Time.micros(clock.instant()))
                        .standing();
                byte[] live = rows.states(workspace, run.id(), List.of(person)).get(person);
                if (replayed.count() > 0) {
                    assertThat(live).isNotNull();
                    assertThat(Standing.fromBytes(live).toString()).isEqualTo(replayed.toString());
                }
            });
        });
    }

    @Test
    void anotherDefinitionIsReplayedBesideTheDecidingOneAndThenDecides() throws IOException {
        record(identified("ann@harbour.test", Map.of("company_size", 120), minutesAgo(60)));
        settled();
        DefinitionRun before = funnels.active(workspace).getFirst();
        activate(text("managed-it.yaml").replace("points: 20", "points: 21"));
        DefinitionRun after = funnels.active(workspace).getFirst();
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(placed("ann@harbour.test").run().id()).isEqualTo(after.id());
        assertThat(placed("ann@harbour.test").standing().fit()).isEqualTo(21);
        // what the run before left is removed after the switch
        await().untilAsserted(() -> assertThat(count("standing")).isEqualTo(1));
    }

    private void activate(String yaml) {
        Funnels.Version version = funnels.save(workspace, null, yaml, "", null);
        assertThat(version.state()).isEqualTo(Funnels.VersionState.CHECKED);
        funnels.activate(workspace, version.funnel(), version.version());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> funnels.version(workspace, version.funnel(), version.version())
                                .state()
                        == Funnels.VersionState.ACTIVE);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = EvaluationWorkerTest.class.getResourceAsStream("/funnel/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void record(NewSignal... all) {
        signals.record(workspace, List.of(all));
    }

    private void settled() {
        await().atMost(Duration.ofMinutes(1)).until(() -> standings.backlog(workspace) == 0);
    }

    private Standings.StagePlacement placed(String email) {
        return standings.of(workspace, person(email)).getFirst();
    }

    private long person(String email) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT coalesce(p.merged_into, p.id) FROM identity i
                        JOIN person p ON p.workspace_id = i.workspace_id AND p.id = i.person_id
                        WHERE i.workspace_id = ? AND i.key = ?""")
                        .params(workspace, "e:" + email)
                        .query(Long.class)
                        .single());
    }

    private List<String> ledger(String email) {
        long person = person(email);
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT kind || ' ' || coalesce(stage, '') FROM transition WHERE workspace_id = ? AND person_id = ?")
                        .params(workspace, person)
                        .query(String.class)
                        .list());
    }

    private long count(String table) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM " + table + " WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .single());
    }

    private NewSignal signal(String email, String kind, String subject, Instant at) {
        return new NewSignal(
                IdentityKeys.email(email), at, null, kind, subject, true, source, Map.of(), Map.of(), Trust.INTERNAL);
    }

    private NewSignal identified(String email, Map<String, Object> traits, Instant at) {
        return new NewSignal(
                IdentityKeys.email(email), at, null, "identified", "", true, source, traits, Map.of(), Trust.INTERNAL);
    }

    private Instant minutesAgo(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }
}
