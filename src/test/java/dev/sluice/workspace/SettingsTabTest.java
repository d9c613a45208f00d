package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tabs the settings show to whom. */
class SettingsTabTest extends SluiceTest {
    private static final Pattern NAVIGATION =
            Pattern.compile("<nav class=\"tabs\" aria-label=\"Settings\">(.*?)</nav>", Pattern.DOTALL);
    private static final Pattern TAB = Pattern.compile("<a href=\"([^\"]*)\"[^>]*>([^<]*)</a>");

    private static List<MatchResult> tabs(Browser browser) {
        String page = browser.get("/settings/profile").body();
        String navigation = NAVIGATION
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        return TAB.matcher(navigation).results().toList();
    }

    private static List<String> labels(Browser browser) {
        return tabs(browser).stream().map(tab -> tab.group(2)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin"})
    void adminsAndOwnersSeeAllTabsButTheAbsencesInOrder(String role) {
        assertThat(labels(user(workspace(), role)))
                .containsExactly(
                        "Workspace",
                        "Users",
                        "Teams and hours",
                        "Mail",
                        "Inbox",
                        "Consent",
                        "Keys",
                        "Audit log",
                        "Your profile");
    }

    @Test
    void aManagerSeesTheTeamsAndTheirProfile() {
        assertThat(labels(user(workspace(), "manager"))).containsExactly("Teams and hours", "Your profile");
    }

    @Test
    void aMemberSeesTheirAbsencesAndTheirProfile() {
        Browser member = user(workspace(), "member");
        assertThat(labels(member)).containsExactly("Your absences", "Your profile");
        assertThat(tabs(member).getFirst().group(1)).matches("/settings/users/\\d+/hours");
    }

    @Test
    void everyTabOpensAPageOnWhichItIsSelected() {
        Browser admin = user(workspace(), "admin");
        assertThat(tabs(admin)).allSatisfy(tab -> {
            String address = tab.group(1);
            assertThat(admin.get(address).body()).contains("<a href=\"" + address + "\" aria-current=\"page\">");
        });
    }
}
