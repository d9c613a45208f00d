package dev.sluice.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Settled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Routing rules change while leads stream in: each lead is given by the rules of exactly one version. */
class RulesEditedTest extends SluiceTest {
    /** Whom the versions give to, in turn. */
    private static final List<String> TEAMS = List.of("inbound", "second");

    private static final int VERSIONS = 6;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Funnels funnels;

    @Autowired
    private Settled settled;

    private record Given(long person, int times, int version, String team, String rule) {}

    @Test
    void everyLeadIsGivenByExactlyOneVersion() throws Exception {
        int workspace = workspace();
        for (String team : TEAMS) {
            tenancy.in(workspace, () -> {
                jdbc.sql("INSERT INTO routing_team (workspace_id, name) VALUES (?, ?)")
                        .params(workspace, team)
                        .update();
                jdbc.sql("INSERT INTO routing_member (workspace_id, team, user_id)"
                                + " SELECT workspace_id, ?, user_id FROM membership WHERE workspace_id = ?")
                        .params(team, workspace)
                        .update();
            });
        }
        settled.decides(workspace, yaml(0));
        int first = funnels.active(workspace).getFirst().version();
        AtomicBoolean edited = new AtomicBoolean();
        CompletableFuture<Integer> leads = CompletableFuture.supplyAsync(() -> stream(workspace, edited));
        for (int edit = 1; edit < VERSIONS; edit++) {
            settled.decides(workspace, yaml(edit));
        }
        edited.set(true);
        int sent = leads.get();
        settled.settled(workspace);
        List<Given> given = tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT person_id, count(*), min(version), min(team), min(rule) FROM assignment
                        WHERE workspace_id = ? AND cause = 'routed' GROUP BY person_id""")
                        .param(workspace)
                        .query((row, number) -> new Given(
                                row.getLong(1), row.getInt(2), row.getInt(3), row.getString(4), row.getString(5)))
                        .list());
        assertThat(given).hasSize(sent).allSatisfy(one -> {
            assertThat(one.times()).isEqualTo(1);
            assertThat(one.team()).isEqualTo(team(one.version() - first));
            assertThat(one.rule()).isEqualTo("otherwise → team/" + team(one.version() - first));
        });
        assertThat(given.stream().map(Given::version).distinct().count()).isGreaterThan(2);
    }

    private int stream(int workspace, AtomicBoolean edited) {
        int source = sources.named(workspace, Sources.Kind.API, "test");
        int sent = 0;
        while (!edited.get()) {
            signals.record(
                    workspace,
                    List.of(new NewSignal(
                            IdentityKeys.email("lead" + sent + "@firm" + sent + ".test"),
                            clock.instant(),
                            null,
                            "demo_requested",
                            "",
                            true,
                            source,
                            Map.of("company_size", 120, "role", "director", "country", "US"),
                            Map.of(),
                            Trust.INTERNAL)));
            sent++;
        }
        return sent;
    }

    private static String team(int edit) {
        return TEAMS.get(edit % TEAMS.size());
    }

    private static String yaml(int edit) throws IOException {
        try (InputStream in = RulesEditedTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("team/inbound, by: least_busy", "team/" + team(edit) + ", by: round_robin");
        }
    }
}
