package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;

/** What a hand can reach: a control inside the window with nothing above it. */
final class Visible {
    private static final String CONTROLS =
            "input:not([type=hidden]):visible, select:visible, textarea:visible, button:visible, a:visible";

    private Visible() {}

    /** Every control of this form or menu lies inside the window, and the pointer would meet it. */
    static void everyControlCanBeClicked(Page page, Locator within, String what) {
        List<String> faults = new ArrayList<>();
        List<Locator> controls = within.locator(CONTROLS).all();
        assertThat(controls).as(what + " has controls").isNotEmpty();
        for (Locator control : controls) {
            control.scrollIntoViewIfNeeded();
            BoundingBox box = control.boundingBox();
            if (box.x < 0
                    || box.y < 0
                    || box.x + box.width > page.viewportSize().width
                    || box.y + box.height > page.viewportSize().height) {
                faults.add("outside of the window: " + control.evaluate("element => element.outerHTML"));
            } else if (!isMet(control)) {
                faults.add("covered: " + control.evaluate("element => element.outerHTML"));
            }
        }
        assertThat(faults).as(what).isEmpty();
    }

    private static boolean isMet(Locator control) {
        return (Boolean) control.evaluate("""
                element => {
                  const box = element.getBoundingClientRect();
                  const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                  return element === met || element.contains(met);
                }""");
    }
}
