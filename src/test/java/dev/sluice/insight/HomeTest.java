package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class HomeTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Settled driver;

    @Test
    void beforeAnybodyCameItTeachesTheNextSteps() {
        String page = owner(workspace()).get("/").body();
        assertThat(page)
                .contains("The first lead will appear here while you watch")
                .contains("Import a file");
    }

    @Test
    void theFirstLeadAppearsWhileOneWatchesAndSaysWhy() {
        int workspace = workspace();
        Browser owner = owner(workspace);
        String seen = mark(owner.get("/").body());
        tell(workspace, new IdentityKeys("ann@harbour.test", null, null, List.of()), "identified", true);
        driver.settled(workspace);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> now(owner, seen).body().contains("became Lead"));
        String shown = now(owner, seen).body();
        assertThat(shown).contains("ann@harbour.test").contains("because identified");
        assertThat(now(owner, mark(shown)).statusCode()).isEqualTo(204);
    }

    @Test
    void visitorsStandApartFromLeadsAndMachinesAreLeftOut() {
        int workspace = workspace();
        tell(workspace, new IdentityKeys("ann@harbour.test", null, null, List.of()), "identified", true);
        tell(workspace, IdentityKeys.visitor("passer-by"), "page_viewed", true);
        tell(workspace, IdentityKeys.visitor("crawler"), "page_viewed", false);
        driver.settled(workspace);
        assertThat(owner(workspace).get("/?period=30d").body())
                .contains("2 Visitors: show them")
                .contains("1 Lead: show them")
                .contains("1 of 2 became leads");
    }

    @Test
    void everyNumberOpensOntoItsPeople() {
        int workspace = workspace();
        tell(workspace, new IdentityKeys("ann@harbour.test", null, null, List.of()), "identified", true);
        tell(workspace, IdentityKeys.visitor("passer-by"), "page_viewed", true);
        driver.settled(workspace);
        Browser owner = owner(workspace);
        Matcher links = Pattern.compile("href=\"(/(?:insight/)?people\\?[^\"]+)\"")
                .matcher(owner.get("/?period=30d").body());
        int opened = 0;
        while (links.find()) {
            String link = links.group(1).replace("&amp;", "&");
            assertThat(owner.get(link).statusCode()).as(link).isEqualTo(200);
            opened++;
        }
        assertThat(opened).isGreaterThan(6);
        assertThat(owner.get("/people?funnel=managed-it&stage=any&reached=lead").body())
                .contains("ann@harbour.test");
        assertThat(owner.get("/people?funnel=managed-it&stage=any&reached=mql").body())
                .doesNotContain("ann@harbour.test");
    }

    @Test
    void theTrendCarriesItsFiguresAsATableToo() {
        int workspace = workspace();
        tell(workspace, new IdentityKeys("ann@harbour.test", null, null, List.of()), "identified", true);
        driver.settled(workspace);
        for (String period : List.of("30d", "90d", "12m", "all")) {
            HttpResponse<String> trend = owner(workspace).get("/home/trend?funnel=managed-it&period=" + period);
            assertThat(trend.statusCode()).isEqualTo(200);
            assertThat(trend.body()).contains("\"name\":\"New leads\"").contains("Of them won so far");
        }
    }

    private void tell(int workspace, IdentityKeys keys, String kind, boolean human) {
        int source = sources.named(workspace, Sources.Kind.SCRIPT, "Website");
        signals.record(
                workspace,
                List.of(new NewSignal(
                        keys,
                        clock.instant().minusSeconds(60),
                        null,
                        kind,
                        "/",
                        human,
                        source,
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL)));
    }

    private static HttpResponse<String> now(Browser browser, String seen) {
        return browser.get("/home/now?funnel=managed-it&seen=" + seen);
    }

    private static String mark(String page) {
        Matcher mark = Pattern.compile("seen=([0-9a-f]+)").matcher(page);
        assertThat(mark.find()).isTrue();
        return mark.group(1);
    }
}
