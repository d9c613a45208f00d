package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.Cookie;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.servlet.view.RedirectView;

/** The frame around a page. */
class PageShellTest {
    private static final PageShell.Who OLGA =
            new PageShell.Who("Olga Owner", "o@example.com", "Acme", "Owner", List.of(), List.of());

    @ParameterizedTest
    @CsvSource({
        "Olga Owner, OO",
        "olga, O",
        "Ann Marie van Dyk, AD",
        "'  Ann   Lee  ', AL",
        "ölaf ångström, ÖÅ",
        "'', ''",
    })
    void aUsersPictureIsTheFirstLettersOfTheFirstAndTheLastName(String name, String letters) {
        assertThat(new PageShell.Who(name, "", "", "", List.of(), List.of()).initials())
                .isEqualTo(letters);
    }

    @Test
    void aLetterBeyondTheBasicPlaneIsNotCutInTwo() {
        String letter = "\uD83D\uDE00";
        assertThat(new PageShell.Who(letter + "x y", "", "", "", List.of(), List.of()).initials())
                .isEqualTo(letter + "Y");
    }

    @ParameterizedTest
    @CsvSource({"dark, dark", "light, light", "system, system", "purple, system", "'', system"})
    void theThemeIsOneThatWeKnow(String cookie, String theme) {
        assertThat(frame(OLGA).around(request("theme", cookie)).theme()).isEqualTo(theme);
    }

    @Test
    void withoutCookiesTheThemeIsTheMachinesAndTheRailIsWide() {
        PageShell shell = frame(OLGA).around(new MockHttpServletRequest("GET", "/people"));
        assertThat(shell.theme()).isEqualTo("system");
        assertThat(shell.narrow()).isFalse();
        assertThat(shell.path()).isEqualTo("/people");
    }

    @ParameterizedTest
    @CsvSource({"narrow, true", "wide, false", "NARROW, false"})
    void theRailIsNarrowWhereTheBrowserKeepsItSo(String cookie, boolean narrow) {
        assertThat(frame(OLGA).around(request("rail", cookie)).narrow()).isEqualTo(narrow);
    }

    @Test
    void theRailIsInTheOrderThatItsEntriesGive() {
        assertThat(frame(null).around(new MockHttpServletRequest()).rail())
                .extracting(NavEntry::order)
                .containsExactly(1, 2, 3);
    }

    @Test
    void aPageThatMustNotAskTheDatabaseKnowsNoUser() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        assertThat(frame(OLGA).around(request).who()).isEqualTo(OLGA);
        request.setAttribute(PageShells.PLAIN, true);
        assertThat(frame(OLGA).around(request).who()).isNull();
    }

    @Test
    void aPageCanBeDrawnBeforeUsersAreKnown() {
        PageShells frame = new PageShells(
                new StaticListableBeanFactory().getBeanProvider(PageShells.SignedIn.class),
                new StaticListableBeanFactory().getBeanProvider(PageNote.class),
                List.of());
        assertThat(frame.around(new MockHttpServletRequest()).who()).isNull();
    }

    @Test
    void formsCarryTheTokenOfTheRequest() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        PageShell shell = frame(null).around(request);
        assertThat(shell.csrfParameter()).isNull();
        assertThat(shell.csrfToken()).isNull();
        request.setAttribute(CsrfToken.class.getName(), new DefaultCsrfToken("X-CSRF", "_csrf", "secret"));
        assertThat(shell.csrfParameter()).isEqualTo("_csrf");
        assertThat(shell.csrfToken()).isEqualTo("secret");
    }

    @Test
    void aStaticFileIsNamedByItsContent() {
        PageShell shell = frame(null).around(new MockHttpServletRequest());
        assertThat(shell.asset("/css/forms.css")).matches("/css/forms\\.css\\?v=[0-9a-f]{12}");
        assertThat(shell.asset("/css/forms.css")).isEqualTo(shell.asset("/css/forms.css"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/css/none.css", "/nowhere/forms.css", "forms.css"})
    void aStaticFileThatIsNotThereIsAFaultOfThePage(String path) {
        assertThatThrownBy(() -> StaticFiles.named(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRedirectIsFetchedWithGetAndKeepsItsAddressAsItIs() throws Exception {
        var answer = new org.springframework.mock.web.MockHttpServletResponse();
        ((RedirectView) Redirect.to("/people?q={x}&r=%7B"))
                .render(java.util.Map.of("x", "y"), new MockHttpServletRequest(), answer);
        assertThat(answer.getStatus()).isEqualTo(303);
        assertThat(answer.getHeader("Location")).isEqualTo("/people?q={x}&r=%7B");
    }

    private static MockHttpServletRequest request(String cookie, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setCookies(new Cookie(cookie, value));
        return request;
    }

    private static NavEntry entry(int order) {
        return new NavEntry(order, "section" + order, "Entry " + order, "/" + order, "home");
    }

    private static PageShells frame(PageShell.@Nullable Who who) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("users", (PageShells.SignedIn) request -> who);
        return new PageShells(
                beans.getBeanProvider(PageShells.SignedIn.class),
                beans.getBeanProvider(PageNote.class),
                List.of(entry(2), entry(3), entry(1)));
    }
}
