package dev.sluice.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A lead without an answer in time is escalated to the manager of its team. */
class EscalationTest extends SluiceTest {
    @Autowired
    private Settled settled;

    @Autowired
    private Members members;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private ResponseClockMonitor watch;

    private int workspace;
    private Api api;
    private Browser owner;
    private Member manager;

    @BeforeEach
    void aFunnelThatEscalates() throws IOException {
        workspace = workspace();
        api = api(workspace);
        owner = owner(workspace);
        try (InputStream in = EscalationTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(
                    workspace,
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                            .replace("hours: working, then: [remind, reassign]", "hours: always, then: [escalate]"));
        }
        user(workspace, "manager");
        manager = members.all(workspace).stream()
                .filter(member -> member.role() == Role.MANAGER)
                .findFirst()
                .orElseThrow();
    }

    private void team(String manager) {
        assertThat(owner.post("/settings/teams", Map.of("name", "inbound", "manager", manager))
                        .statusCode())
                .isEqualTo(303);
        owner.post("/settings/teams/inbound/members", Map.of("user", Integer.toString(this.manager.user())));
    }

    /** A lead that asked for a demo and is handed over. */
    private long lead() {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email("ann@quay.test"),
                        clock.instant(),
                        null,
                        "demo_requested",
                        "",
                        true,
                        sources.named(workspace, Sources.Kind.API, "test"),
                        Map.of("company_size", 120, "role", "director", "country", "US"),
                        Map.of(),
                        Trust.INTERNAL)));
        settled.settled(workspace);
        return persons.withKey(workspace, "e:ann@quay.test").orElseThrow().id();
    }

    private List<?> rows(String path) {
        return (List<?>) Objects.requireNonNull(
                Json.object(api.get("/api/v1" + path).body()).get("rows"));
    }

    private Map<?, ?> onlyTask(long person) {
        await().until(() -> watch.fire(workspace) == 0
                && !rows("/people/" + person + "/tasks").isEmpty());
        List<?> tasks = rows("/people/" + person + "/tasks");
        assertThat(tasks).hasSize(1);
        return (Map<?, ?>) tasks.getFirst();
    }

    @Test
    void theManagerOfTheTeamIsAskedToLookAtIt() {
        team(Integer.toString(manager.user()));
        long person = lead();
        assertThat(rows("/people/" + person + "/response-clocks"))
                .as("a clock runs")
                .hasSize(1);
        assertThat(rows("/people/" + person + "/tasks")).isEmpty();

        clock.forward(Duration.ofMinutes(31));

        assertThat(onlyTask(person).get("kind")).isEqualTo("review");
        assertThat(onlyTask(person).get("owner")).isEqualTo(manager.user());
        assertThat(((Map<?, ?>) rows("/people/" + person + "/response-clocks").getFirst()).get("breached_at"))
                .isNotNull();
    }

    @Test
    void withoutAManagerOfTheTeamTheWorkspacesManagerGetsTheTask() {
        team("");
        long person = lead();
        clock.forward(Duration.ofMinutes(31));

        assertThat(onlyTask(person).get("owner")).isEqualTo(manager.user());
    }

    @Test
    void aLeadThatWasAnsweredIsNotEscalated() {
        team(Integer.toString(manager.user()));
        long person = lead();
        owner.post("/today/" + person + "/call", Map.of("outcome", "connected"));
        settled.settled(workspace);
        clock.forward(Duration.ofMinutes(31));
        watch.fire(workspace);

        assertThat(rows("/people/" + person + "/tasks")).isEmpty();
        assertThat(((Map<?, ?>) rows("/people/" + person + "/response-clocks").getFirst()).get("met_at"))
                .isNotNull();
    }
}
