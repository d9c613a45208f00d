package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.signal.Sources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A lead's whole way: from a form to a deal on the board, dragged, asked, undone, moved by key, won; then a customer. */
class DealStoryTest extends InBrowser {
    private static final String ADDRESS = "petra.vance@larkspur-foundry.example";

    @Autowired
    private ManualSignals hand;

    @Autowired
    private Persons persons;

    private int workspace;

    @Test
    void aLeadBecomesADealThatIsWonOnTheBoard() throws InterruptedException {
        workspace = sample.workspace();
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT));
                BrowserContext visitor =
                        chromium.newContext(desk(ColorScheme.LIGHT).setUserAgent(ORDINARY))) {
            fillsTheForm(visitor.newPage());
            Page board = rep.newPage();
            signIn(board);
            board.navigate(address("/pipeline"));
            meetingIsBooked();

            Locator card = board.locator(".deal-card", new Page.LocatorOptions().setHasText("Petra Vance"));
            in(board, "discovery").waitFor(); // by itself, in a window that stood open
            drag(board, card, board.locator("[data-stage=proposal]"));
            board.locator("#moving [name=amount]").fill("48000");
            board.locator("#moving [name=expected_close]").fill("2027-03-31");
            board.locator("#moving [name=decision_maker]").selectOption(new String[] {Long.toString(petra().id())});
            board.locator("#moving button.btn-primary").click();
            in(board, "proposal").waitFor();
            assertThat(card.textContent()).contains("$48,000");

            board.locator(".undo button").click();
            in(board, "discovery").waitFor();
            card.locator("a").focus();
            board.keyboard().press("]");
            in(board, "proposal").waitFor();

            card.locator("a").focus();
            board.keyboard().press("w");
            board.locator("#moving button.btn-primary").click();
            card.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(stages()).contains("opportunity", "customer"));
    }

    /** As a hand does it: the browser is given the time to see that the card is lifted. */
    private static void drag(Page board, Locator card, Locator stage) {
        card.hover();
        board.mouse().down();
        stage.hover();
        stage.hover();
        board.locator(".deal-card.is-moving").waitFor();
        stage.hover();
        board.locator(".is-over[data-stage]").waitFor();
        board.mouse().up();
    }

    private static Locator in(Page board, String stage) {
        return board.locator(
                "[data-stage=" + stage + "] .deal-card", new Page.LocatorOptions().setHasText("Petra Vance"));
    }

    private void fillsTheForm(Page form) {
        form.navigate(address("/f/contact"));
        form.locator("[name=email]").fill(ADDRESS);
        form.locator("[name=name]").fill("Petra Vance");
        form.locator("[name=role]").fill("director");
        form.locator("[name=company_size]").fill("140");
        form.waitForTimeout(2_500); // whoever is quicker is taken for a machine
        form.getByText("Send").click();
        form.waitForURL("**/thanks**");
    }

    private void meetingIsBooked() {
        ManualSignals.Teller maya = new ManualSignals.Teller(workspace, Sources.Kind.HAND, "By hand", "Maya Harbour");
        hand.tell(maya, petra(), dev.sluice.handoff.HandoffSignals.ACCEPTED, "", Map.of(), Map.of());
        hand.tell(maya, petra(), dev.sluice.meeting.MeetingSignals.BOOKED, "discovery", Map.of(), Map.of());
    }

    private Person petra() {
        return persons.withKey(workspace, "e:" + ADDRESS).orElseThrow();
    }

    private List<String> stages() {
        return tenancy.read(
                workspace,
                () -> jdbc.sql(
                                "SELECT stage FROM transition WHERE workspace_id = ? AND person_id = ? AND stage IS NOT NULL")
                        .params(workspace, petra().id())
                        .query(String.class)
                        .list());
    }
}
