package dev.sluice.insight.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.person.Persons;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class QualifiedByStandingTest extends SluiceTest {
    @Autowired
    private QualifiedByStanding qualified;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Settled settled;

    @Test
    void aLeadThatPassedAGateIsWorthHavingAndOneThatOnlyCameIsNot() throws IOException {
        int workspace = workspace();
        try (InputStream in = getClass().getResourceAsStream("/funnel/managed-it.yaml")) {
            settled.decides(workspace, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        int source = sources.named(workspace, Sources.Kind.API, "test");
        Map<String, Object> right = Map.of("company_size", 120, "role", "director", "country", "US");
        for (String[] told : new String[][] {{"ann@quay.test", "demo_requested"}, {"bob@quay.test", "identified"}}) {
            signals.record(
                    workspace,
                    List.of(new NewSignal(
                            IdentityKeys.email(told[0]),
                            clock.instant(),
                            null,
                            told[1],
                            "",
                            true,
                            source,
                            right,
                            Map.of(),
                            Trust.INTERNAL)));
        }
        settled.settled(workspace);
        long ann = persons.withKey(workspace, "e:ann@quay.test").orElseThrow().id();
        long bob = persons.withKey(workspace, "e:bob@quay.test").orElseThrow().id();
        assertThat(qualified.among(workspace, new long[] {ann, bob})).isEqualTo(1);
        assertThat(qualified.among(workspace, new long[] {bob})).isZero();
    }
}
