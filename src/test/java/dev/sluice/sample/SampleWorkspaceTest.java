package dev.sluice.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.funnel.Standing.StandingOutcome;
import dev.sluice.standing.Standings;
import dev.sluice.standing.Standings.StagePlacement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The firm's history, told to the real intake and decided by the real funnel. */
class SampleWorkspaceTest extends SluiceTest {
    @Autowired
    TestSample sample;

    @Autowired
    Standings standings;

    private int workspace;

    @BeforeEach
    void firm() throws InterruptedException {
        workspace = sample.workspace();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> standings.backlog(workspace) == 0);
    }

    @Test
    void rosalindIsACustomer() {
        assertThat(of("rosalind.achebe@corbin-paper.example").standing().outcome())
                .isEqualTo(StandingOutcome.WON);
    }

    @Test
    void ingridIsQualifiedAndWaits() {
        assertThat(of("ingrid.solheim@tidewater-clinics.example").standing().stage())
                .isEqualTo("mql");
    }

    @Test
    void desmondAndPriyankaAreHeldAtTheGate() {
        assertThat(of("desmond.clarke@halyard-freight.example").standing().stage())
                .isEqualTo("lead");
        assertThat(of("priyanka.rao@rao-partners.example").standing().stage()).isEqualTo("lead");
    }

    @Test
    void walterAndStefanAreDisqualified() {
        assertThat(of("walter_finch_88@gmail.com").standing().outcome()).isEqualTo(StandingOutcome.DISQUALIFIED);
        assertThat(of("stefan.lund@norrland-steel.example").standing().outcome())
                .isEqualTo(StandingOutcome.DISQUALIFIED);
    }

    @Test
    void luciaAndGrahamCameBack() {
        assertThat(of("lucia.ferrante@pell-amory.example").standing().stage()).isEqualTo("sql");
        assertThat(of("graham.whitty@halyard-freight.example").standing().stage())
                .isEqualTo("opportunity");
    }

    private StagePlacement of(String email) {
        Long person = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT person_id FROM identity WHERE workspace_id = ? AND key = ?")
                        .params(workspace, "e:" + email)
                        .query(Long.class)
                        .single());
        return standings.of(workspace, person).getFirst();
    }
}
