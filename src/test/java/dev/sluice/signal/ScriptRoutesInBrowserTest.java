package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that change without being loaded, and visitors who move between the hosts of one site. */
class ScriptRoutesInBrowserTest extends ScriptCase {
    private List<String> views(Page page) {
        page.evaluate("sluice.track('last')");
        next(page, "last");
        List<String> views = new ArrayList<>();
        for (Map<String, Object> message : messages()) {
            if ("page".equals(message.get("type"))) {
                views.add(text(message, "properties", "path"));
            }
        }
        return views;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            location.hash = '#/pricing'                                         | / /pricing
            location.hash = '#!/pricing?plan=pro'                               | / /pricing
            location.hash = '#faq'                                              | /
            history.replaceState({}, '', '/b')                                  | / /b
            history.replaceState({step: 2}, '', location.href)                  | /
            history.pushState({}, '', '/?tab=2')                                | / /?tab=2
            history.pushState({}, '', '/?other=2')                              | /
            history.pushState({}, '', '/a?tab=2&x=1'); history.pushState({}, '', '/a?tab=3') | / /a?tab=2 /a?tab=3
            history.pushState({}, '', '/a'); history.pushState({}, '', '/b#/c') | / /a /b/c
            """)
    void eachRouteIsAPage(String script, String views) {
        Page page = open("data-query=\"tab\"", "https://shop.example/");
        next(page, "page");

        page.evaluate("() => { " + script + " }");
        page.waitForTimeout(100);

        assertThat(views(page)).containsExactly(views.split(" "));
    }

    @Test
    void withoutTheOptionTheQueryMakesNoPage() {
        Page page = open("", "https://shop.example/");
        page.evaluate("history.pushState({}, '', '/?tab=2')");

        assertThat(views(page)).containsExactly("/");
    }

    @Test
    void goingBackFromARouteIsAViewOfThePageBeforeAndEachReferrerIsRight() {
        Page page = open("", "https://shop.example/");
        page.evaluate("location.hash = '#/pricing'");
        page.waitForTimeout(100);
        page.goBack();
        page.waitForTimeout(100);

        assertThat(views(page)).containsExactly("/", "/pricing", "/");
        assertThat(messages().stream()
                        .filter(message -> "page".equals(message.get("type")))
                        .map(message -> text(message, "properties", "referrer"))
                        .toList())
                .containsExactly("", "https://shop.example/", "https://shop.example/#/pricing");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.shop.example/, https://blog.shop.example/post",
        "https://blog.shop.example/, https://shop.example/pricing",
        "https://www.shop.co.uk/, https://shop.co.uk/",
    })
    void twoHostsOfOneSiteHaveOneVisitorWithOneFirstTouch(String first, String then) {
        Page page = open("", first + "?utm_source=ad");
        Map<String, Object> landing = next(page, "page");
        sent.clear();

        page.navigate(then);

        Map<String, Object> next = next(page, "page");
        assertThat(text(next, "anonymousId")).isEqualTo(text(landing, "anonymousId"));
        assertThat(text(next, "context", "first", "campaign", "source")).isEqualTo("ad");
    }

    @ParameterizedTest
    @CsvSource({
        "'', https://www.shop.co.uk/, https://www.shop-two.co.uk/",
        "'data-domain=\"none\"', https://www.shop.example/, https://blog.shop.example/",
    })
    void twoSitesOrHostsThatShallNotShareHaveTwoVisitors(String attributes, String first, String then) {
        Page page = open(attributes, first);
        Map<String, Object> landing = next(page, "page");
        sent.clear();

        page.navigate(then);

        assertThat(text(next(page, "page"), "anonymousId")).isNotEqualTo(text(landing, "anonymousId"));
    }

    @Test
    void aVisitorOfBeforeTheSharedCookieStaysTheSame() {
        context.addInitScript("localStorage.setItem('sluice.visitor', 'old-1')");
        Page page = open("", "https://www.shop.example/");

        assertThat(text(next(page, "page"), "anonymousId")).isEqualTo("old-1");
        assertThat(context.cookies().toString()).isNotEmpty();
        assertThat(page.evaluate("document.cookie").toString()).contains("sluice_visitor=old-1");
    }

    @ParameterizedTest
    @CsvSource({"'data-consent=\"required\"'", "''"})
    void afterConsentIsRefusedNothingIsKeptForLater(String attributes) {
        Page page = open(attributes, "https://www.shop.example/");
        page.evaluate("sluice.consent(true)");
        next(page, "page");
        page.evaluate("sluice.consent(false); sluice.track('secret'); history.pushState({}, '', '/secret')");
        sent.clear();

        page.evaluate("sluice.consent(true); sluice.track('open')");

        next(page, "open");
        assertThat(sent.toString()).doesNotContain("'secret'").doesNotContain("event=secret");
        page.evaluate("sluice.consent(false)");
        assertThat(page.evaluate("document.cookie").toString())
                .doesNotContain("visitor")
                .doesNotContain("first");
        assertThat(page.evaluate("localStorage.getItem('sluice.visitor')")).isNull();
    }
}
