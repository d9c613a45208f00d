package dev.sluice.workspace.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Workspace;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

/** The log of changes, the workspace's own settings, and how many passwords may be tried. */
class AuditLogTest extends SluiceTest {
    @Autowired
    private AuditLog audit;

    @Autowired
    private SignInLimits limits;

    private int workspace;
    private Browser owner = new Browser("");

    @BeforeEach
    void aWorkspace() {
        workspace = workspace();
        owner = owner(workspace);
    }

    private List<AuditLog.AuditEntry> newest(int most) {
        return audit.before(workspace, Long.MAX_VALUE, most);
    }

    @Test
    void anEntryOfACallerNamesTheirKeyAndNoUser() {
        audit.note(new ApiCaller(workspace, 7, Set.of()), "form changed", "audit", Map.of("fields", 4));
        AuditLog.AuditEntry line = newest(1).getFirst();
        assertThat(line.user()).isNull();
        assertThat(line.what()).isEqualTo("form changed");
        assertThat(line.about()).isEqualTo("audit");
        assertThat(Json.object(line.details())).isEqualTo(Map.of("fields", 4, "api_key", 7));
    }

    @Test
    void anEntryIsRolledBackWithItsChange() {
        ApiCaller caller = new ApiCaller(workspace, 7, Set.of());
        assertThatThrownBy(() -> tenancy.in(workspace, () -> {
                    audit.note(caller, "form changed", "audit", Map.of());
                    throw new IllegalArgumentException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(newest(5)).extracting(AuditLog.AuditEntry::what).doesNotContain("form changed");
    }

    @Test
    void theLogComesPageByPageTheNewestFirst() {
        for (int i = 0; i < 60; i++) {
            audit.note(new ApiCaller(workspace, 7, Set.of()), "counted", "entry-" + i + ".", Map.of());
        }
        String first = owner.get("/settings/audit").body();
        assertThat(first).contains("entry-59.", "entry-10.").doesNotContain("entry-9.");
        Matcher next = Pattern.compile("before=([0-9]+)").matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(owner.get("/settings/audit?before=" + next.group(1)).body())
                .contains("entry-9.", "entry-0.")
                .doesNotContain("entry-10.");
    }

    @Test
    void theLogOfAnotherWorkspaceIsItsOwn() {
        audit.note(new ApiCaller(workspace, 7, Set.of()), "counted", "only here", Map.of());
        assertThat(owner(workspace()).get("/settings/audit").body()).doesNotContain("only here");
    }

    private static Map<String, String> settings(String name, String zone, String currency, String country) {
        return Map.of("name", name, "timeZone", zone, "currency", currency, "country", country);
    }

    @Test
    void theWorkspaceTakesItsNameZoneCurrencyAndCountry() {
        assertThat(owner.post("/settings/workspace", settings(" New name ", "Asia/Tokyo", "JPY", "JP"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(workspaces.get(workspace))
                .isEqualTo(new Workspace(workspace, "New name", ZoneId.of("Asia/Tokyo"), "JPY", "JP"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', Europe/London, GBP, GB",
        "New, Mars/Base, GBP, GB",
        "New, '', GBP, GB",
        "New, europe/london, GBP, GB",
        "New, Europe/London, XXY, GB",
        "New, Europe/London, gbp, GB",
        "New, Europe/London, GBP, UK",
        "New, Europe/London, GBP, ''",
    })
    void unknownZonesCurrenciesAndCountriesAreRefused(String name, String zone, String currency, String country) {
        Workspace before = workspaces.get(workspace);
        assertThat(owner.post("/settings/workspace", settings(name, zone, currency, country))
                        .statusCode())
                .isEqualTo(422);
        assertThat(workspaces.get(workspace)).isEqualTo(before);
    }

    @Test
    void aWorkspaceThatThereIsNotIsNotFound() {
        assertThatThrownBy(() -> workspaces.get(Integer.MAX_VALUE)).isInstanceOf(NotFound.class);
        assertThat(workspaces.ids()).contains(workspace).isSorted();
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/sign-in");
        request.setRemoteAddr(address);
        return request;
    }

    @Test
    void anAccountIsTriedTenTimesAndThenAgainAsTimePasses() {
        String email = address();
        for (int i = 0; i < 10; i++) {
            assertThat(limits.mayTry(from("192.0.2." + i), email)).isTrue();
        }
        assertThat(limits.mayTry(from("192.0.2.99"), email)).isFalse();
        clock.forward(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(limits.mayTry(from("192.0.2.99"), email)).isTrue();
        assertThat(limits.mayTry(from("192.0.2.99"), email)).isFalse();
    }

    @Test
    void oneNetworkTriesFiftyTimesWhateverTheAccounts() {
        String network = "2001:db8:" + Integer.toHexString(workspace) + ":1::";
        int tried = 0;
        for (int i = 0; i < 60; i++) {
            tried += limits.mayTry(from(network + i), address()) ? 1 : 0;
        }
        assertThat(tried).isBetween(50, 51); // one more when twelve seconds have passed
    }

    @Test
    void aRightPasswordCostsNothing() {
        String email = address();
        for (int i = 0; i < 30; i++) {
            MockHttpServletRequest request = from("198.51.100." + workspace % 200);
            assertThat(limits.mayTry(request, email)).isTrue();
            limits.wasRight(request, email);
        }
    }
}
