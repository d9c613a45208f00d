package dev.sluice.insight.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.TestClock;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SourceReportTest extends SluiceTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    @Test
    void aSourceIsSilentWhenNobodyCameForAWeekAndThreeTimesAsLongAsUsual() {
        Duration year = Duration.ofDays(365);
        // 100 leads a year come every 3.65 days
        assertThat(SourceReport.silent(100, year, NOW.minus(Duration.ofDays(12)), NOW))
                .isEqualTo(NOW.minus(Duration.ofDays(12)));
        assertThat(SourceReport.silent(100, year, NOW.minus(Duration.ofDays(10)), NOW))
                .isNull();
        assertThat(SourceReport.silent(5_000, year, NOW.minus(Duration.ofDays(6)), NOW))
                .isNull();
        assertThat(SourceReport.silent(19, year, NOW.minus(Duration.ofDays(300)), NOW))
                .isNull();
    }

    @Test
    void whatIsSpentOnASourceStandsBesideItsLeads() {
        int workspace = workspace();
        int door = sources.named(workspace, Sources.Kind.API, "list");
        List<NewSignal> told = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            told.add(new NewSignal(
                    IdentityKeys.email("lead" + i + "@spend.test"),
                    TestClock.now().minusSeconds(3_600),
                    "spend" + i,
                    "identified",
                    "",
                    true,
                    door,
                    Map.of(),
                    Map.of("origin", "fair"),
                    Trust.INTERNAL));
        }
        signals.record(workspace, told);
        driver.settled(workspace);
        Browser owner = owner(workspace);
        String month = YearMonth.from(TestClock.now().atZone(ZoneOffset.UTC)).toString();
        owner.post("/insight/spend", Map.of("source", "fair", "month", month, "amount", "800"));
        assertThat(owner.get("/insight/sources?period=12m").body()).contains("$200");
        owner.post("/insight/spend", Map.of("csv", "source,month,amount\nfair," + month + ",1600\n"));
        assertThat(owner.get("/insight/sources?period=12m").body()).contains("$400");
        assertThat(owner.post("/insight/spend", Map.of("csv", "source,month,amount\nfair,soon,1\n"))
                        .body())
                .contains("Write a month like 2026-01");
    }
}
