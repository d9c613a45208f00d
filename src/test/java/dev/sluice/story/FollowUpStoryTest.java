package dev.sluice.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Without a mail server of one's own: a form, its first touch, an answer, and what follows from the answer. */
class FollowUpStoryTest extends InBrowser {
    private static final String NAME = "Ines Halloran";
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    @Test
    void anAnswerToTheFirstTouchEndsTheSequenceAndIsOnTodayByItself() throws InterruptedException {
        sample.workspace();
        try (BrowserContext rep = chromium.newContext(desk(ColorScheme.LIGHT));
                BrowserContext visitor =
                        chromium.newContext(desk(ColorScheme.LIGHT).setUserAgent(ORDINARY))) {
            Page today = rep.newPage();
            signIn(today);
            today.navigate(address("/today?whose=all")); // whose turn it is depends on the day
            today.waitForSelector("#queue");
            send(visitor.newPage());
            Locator lead = today.locator("[data-lead]", new Page.LocatorOptions().setHasText(NAME));
            lead.waitFor();

            Page mailbox = rep.newPage();
            Locator firstTouch = firstTouch(mailbox);
            firstTouch.click();
            assertThat(mailbox.frameLocator(".mail-frame").locator("body")).containsText("Hello Ines,");
            String person = mailbox.getByText("Open the person").getAttribute("href");

            Page page = rep.newPage();
            page.navigate(address(person));
            seeAll(page);
            Locator outreach = page.locator(".outreach-panel");
            assertThat(outreach).containsText("Fast start, three mails");
            assertThat(outreach).containsText("Skip the next step");

            mailbox.getByLabel("Your answer").fill("We would need it before the audit in March. Can you call me?");
            mailbox.getByText("Send answer").click();
            mailbox.waitForURL("**/mailbox");

            assertThat(lead).containsText("They answered: Your message to Harbour IT Services", SOON);
            lead.click();
            assertThat(today.locator("#lead .tasks")).containsText("They answered: Your message to", SOON);

            page.reload();
            seeAll(page);
            assertThat(outreach).containsText("In no sequence now.");
            outreach.getByText("Sequences before").click();
            assertThat(outreach).containsText("They answer,");
        }
    }

    private void send(Page form) {
        form.navigate(address("/f/contact"));
        form.locator("[name=email]").fill("ines.halloran@tallow-foundry.example");
        form.locator("[name=name]").fill(NAME);
        form.locator("[name=role]").fill("director");
        form.locator("[name=company_size]").fill("140");
        form.waitForTimeout(2_500); // whoever is quicker is taken for a machine
        form.getByText("Send").click();
        form.waitForURL("**/thanks**");
    }

    private Locator firstTouch(Page mailbox) {
        Locator mail = mailbox.locator("tr", new Page.LocatorOptions().setHasText("ines.halloran@"))
                .locator("a", new Locator.LocatorOptions().setHasText("Your message to Harbour IT Services"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            mailbox.navigate(address("/mailbox"));
            return mail.count() == 1;
        });
        return mail;
    }
}
