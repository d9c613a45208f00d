package dev.sluice.form.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.TestClock;
import dev.sluice.form.FormDefinition.Remember;
import dev.sluice.form.FormReader;
import dev.sluice.form.Offer;
import dev.sluice.form.OfferReader;
import dev.sluice.form.SignedState;
import dev.sluice.platform.BadInput;
import dev.sluice.workspace.RequestLimits;
import jakarta.servlet.http.Cookie;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a form's page and its visitor's browser carry from one request to the next. */
class FormStatesTest {
    private static final SignedState SEAL = new SignedState(new byte[] {1, 2, 3});
    private static final Instant AT = Instant.parse("2026-05-01T12:00:00Z");
    private static final String KNOWN = "11111111-2222-3333-4444-555555555555";

    private final MockHttpServletRequest servlet = new MockHttpServletRequest("GET", "/f/audit");
    private final MockHttpServletResponse answer = new MockHttpServletResponse();
    private final HostedFormViews.Request request = new HostedFormViews.Request(servlet, answer);

    @Test
    void aPageCarriesWhatItRemembersForItsOwnForm() {
        FormPageState state = new FormPageState(UUID.randomUUID(), AT, "tab", Map.of("utm_source", "news"));
        String sealed = state.sealed(SEAL, "audit");
        assertThat(FormPageState.open(SEAL, "audit", sealed)).hasValue(state);
        assertThat(FormPageState.open(SEAL, "contact", sealed)).isEmpty();
        assertThat(FormPageState.open(new SignedState(new byte[] {9}), "audit", sealed))
                .isEmpty();
        assertThat(FormPageState.open(SEAL, "audit", null)).isEmpty();
    }

    @Test
    void aPageShownAnewKeepsItsVisitorAndBeginsItsTimeAgain() {
        FormPageState before = new FormPageState(UUID.randomUUID(), AT, "tab", Map.of("utm_source", "news"));
        UUID page = UUID.randomUUID();
        assertThat(before.renewed(page, AT.plusSeconds(60)))
                .isEqualTo(new FormPageState(page, AT.plusSeconds(60), "tab", Map.of("utm_source", "news")));
    }

    @Test
    void aLinkToAnOfferIsNoPageAndTheOtherWayRound() {
        DownloadToken download = new DownloadToken(UUID.randomUUID(), "tab", AT);
        String sealed = download.sealed(SEAL, "audit");
        assertThat(DownloadToken.open(SEAL, "audit", sealed)).hasValue(download);
        assertThat(DownloadToken.open(SEAL, "contact", sealed)).isEmpty();
        assertThat(FormPageState.open(SEAL, "audit", sealed)).isEmpty();
        String page = new FormPageState(UUID.randomUUID(), AT, "tab", Map.of()).sealed(SEAL, "audit");
        assertThat(DownloadToken.open(SEAL, "audit", page)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Remember.class)
    void aKnownBrowserIsRecognisedUnlessTheFormRemembersNoOne(Remember remember) {
        servlet.setCookies(new Cookie(VisitorTracker.COOKIE, KNOWN));
        assertThat(VisitorTracker.id(request, remember).equals(KNOWN)).isEqualTo(remember != Remember.NEVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "<script>", "has space in it", ""})
    void aCookieOfAnotherFormIsNotBelieved(String value) {
        servlet.setCookies(new Cookie(VisitorTracker.COOKIE, value));
        assertThat(VisitorTracker.id(request, Remember.ALWAYS))
                .isNotEqualTo(value)
                .hasSize(36);
    }

    @Test
    void aBrowserThatObjectsIsNewEachTimeAndKeepsNothing() {
        servlet.addHeader("Sec-GPC", "1");
        servlet.setCookies(new Cookie(VisitorTracker.COOKIE, KNOWN));
        String id = VisitorTracker.id(request, Remember.ALWAYS);
        assertThat(id).isNotEqualTo(KNOWN).isNotEqualTo(VisitorTracker.id(request, Remember.ALWAYS));
        VisitorTracker.remember(request, Remember.ALWAYS, true, id);
        assertThat(answer.getHeader("Set-Cookie")).isNull();
    }

    @Test
    void theSiteAroundAnEmbeddedFormSaysWhoTheVisitorIs() {
        servlet.setParameter("visitor", KNOWN);
        assertThat(VisitorTracker.id(request, Remember.ALWAYS)).isNotEqualTo(KNOWN);
        servlet.setParameter("embed", "1");
        assertThat(VisitorTracker.id(request, Remember.ALWAYS)).isEqualTo(KNOWN);
        servlet.setParameter("visitor", "<script>");
        assertThat(VisitorTracker.id(request, Remember.ALWAYS)).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource({
        "ALWAYS, false, true",
        "ALWAYS, true, true",
        "AFTER_CONSENT, false, false",
        "AFTER_CONSENT, true, true",
        "NEVER, true, false",
    })
    void aBrowserIsRememberedAsFarAsTheFormAndTheVisitorAllow(Remember remember, boolean consented, boolean kept) {
        VisitorTracker.remember(request, remember, consented, KNOWN);
        assertThat(answer.getHeader("Set-Cookie") != null).isEqualTo(kept);
    }

    @Test
    void theCookieIsForOurEyesAndForAYear() {
        VisitorTracker.remember(request, Remember.ALWAYS, false, KNOWN);
        assertThat(answer.getHeader("Set-Cookie"))
                .contains(KNOWN, "HttpOnly", "SameSite=Lax", "Max-Age=31536000", "Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void anEmbeddedFormAndABrowserThatKnowsTheIdGetNoCookie() {
        servlet.setCookies(new Cookie(VisitorTracker.COOKIE, KNOWN));
        VisitorTracker.remember(request, Remember.ALWAYS, true, KNOWN);
        assertThat(answer.getHeader("Set-Cookie")).isNull();
        servlet.setCookies();
        servlet.setParameter("embed", "1");
        VisitorTracker.remember(request, Remember.ALWAYS, true, KNOWN);
        assertThat(answer.getHeader("Set-Cookie")).isNull();
    }

    @Test
    void whereTheVisitorCameFromIsNoted() {
        servlet.setParameter("utm_source", " news\n");
        servlet.setParameter("utm_campaign", "");
        servlet.setParameter("other", "x");
        servlet.addHeader("Referer", "https://blog.example/post");
        assertThat(VisitorTracker.touch(request))
                .isEqualTo(Map.of(
                        "utm_source", "news",
                        "url", "http://localhost/f/audit",
                        "referrer", "https://blog.example/post"));
    }

    @Test
    void anEmbeddedFormNotesThePageThatItIsIn() {
        servlet.setParameter("embed", "1");
        servlet.setParameter("url", "https://shop.example/pricing");
        servlet.setParameter("referrer", "https://search.example/");
        servlet.addHeader("Referer", "https://shop.example/pricing");
        assertThat(VisitorTracker.touch(request))
                .isEqualTo(Map.of("url", "https://shop.example/pricing", "referrer", "https://search.example/"));
    }

    @Test
    void whatIsNotedIsNeverEndless() {
        servlet.setParameter("utm_source", "x".repeat(5_000));
        servlet.addHeader("Referer", "https://blog.example/" + "x".repeat(5_000));
        assertThat(VisitorTracker.touch(request).get("utm_source")).asString().hasSize(200);
        assertThat(VisitorTracker.touch(request).get("referrer")).asString().hasSize(500);
    }

    @Test
    void countriesAreInTheOrderOfTheirNames() {
        assertThat(List.copyOf(Countries.NAMES.values())).isSorted();
        assertThat(Countries.NAMES).containsEntry("GB", "United Kingdom").containsEntry("DE", "Germany");
    }

    @Test
    void anOfferIsReadWithWhatItIsFor() {
        assertThat(OfferReader.read(Map.of(
                        "slug", " Checklist ",
                        "name", "Security checklist",
                        "kind", "checklist",
                        "url", "https://files.example/a.pdf")))
                .isEqualTo(
                        new Offer("checklist", "Security checklist", "checklist", "https://files.example/a.pdf", ""));
    }

    @Test
    void everythingThatIsWrongWithAnOfferIsNamedAtOnce() {
        assertThatThrownBy(() -> OfferReader.read(Map.of("slug", "x", "kind", "car", "url", "http://files.example/a")))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(BadInput.FieldError::field)
                                .containsExactly("name", "kind", "url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-audit", "audit-", "a b", "ä", "a_b", "a/b"})
    void anAddressOfAnotherFormIsRefused(String slug) {
        assertThatThrownBy(() -> FormReader.slug(slug)).isInstanceOf(BadInput.class);
    }

    @ParameterizedTest
    @CsvSource({"audit, audit", "' Audit ', audit", "a, a", "15-point-audit, 15-point-audit", "a--b, a--b"})
    void anAddressIsSmallLettersDigitsAndHyphens(String text, String slug) {
        assertThat(FormReader.slug(text)).isEqualTo(slug);
    }

    @Test
    void anAddressHasAtMostSixtyCharacters() {
        assertThat(FormReader.slug("a".repeat(60))).hasSize(60);
        assertThatThrownBy(() -> FormReader.slug("a".repeat(61))).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> FormReader.slug(7)).isInstanceOf(BadInput.class);
    }

    @Test
    void viewsOfOneAddressAreRecordedUpToALimitOfTheirOwn() {
        FormRateLimits limits =
                new FormRateLimits(RequestLimits.ofThisNode(InstantSource.fixed(TestClock.now())), 1, 10, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(limits.counts("audit", "192.0.2.7")).isTrue();
        }
        assertThat(limits.counts("audit", "192.0.2.7")).isFalse();
        assertThat(limits.counts("audit", "192.0.2.8")).isTrue();
        assertThat(limits.maySend("audit", "192.0.2.7")).isTrue();
    }

    @Test
    void aFormTakesNoMoreThanItsShareFromAllTogether() {
        FormRateLimits limits =
                new FormRateLimits(RequestLimits.ofThisNode(InstantSource.fixed(TestClock.now())), 10, 3, 10);
        for (int i = 0; i < 3; i++) {
            assertThat(limits.maySend("audit", "192.0.2." + i)).isTrue();
        }
        assertThat(limits.maySend("audit", "192.0.2.9")).isFalse();
        assertThat(limits.maySend("contact", "192.0.2.9")).isTrue();
    }
}
