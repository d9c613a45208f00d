package dev.sluice.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.person.Erasure;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LinkTest extends SluiceTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final String PRICES = "https://brightwater.example/prices?a=1&b=2";
    private static final String GUIDE = "https://files.brightwater.example/guide.pdf";
    private static final String NEWS = "https://brightwater.example/news";
    private static final String ANN = "ann@harbour.test";
    private static final AtomicLong MESSAGE = new AtomicLong(1_000);

    private record Told(String kind, String subject, boolean human, long person, Map<String, Object> data) {}

    @Autowired
    private Links links;

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Erasure erasure;

    private int workspace;
    private long ann;

    @BeforeEach
    void aRecipient() {
        workspace = workspace();
        ann = person(IdentityKeys.email(ANN));
    }

    private long person(IdentityKeys keys) {
        int source = sources.named(workspace, Sources.Kind.API, "test");
        signals.record(
                workspace,
                List.of(new NewSignal(
                        keys,
                        clock.instant(),
                        null,
                        "page_viewed",
                        "/",
                        true,
                        source,
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL)));
        String key = keys.email() == null ? "a:" + keys.visitor() : "e:" + keys.email();
        return persons.withKey(workspace, key).orElseThrow().id();
    }

    private Links.Signed mail(long person, String... urls) {
        return links.sign(
                        workspace,
                        List.of(new Links.ToSign(
                                MESSAGE.incrementAndGet(), person, "welcome", List.of(urls), Map.of(GUIDE, "guide"))))
                .getFirst();
    }

    private static String path(Links.Signed mail, String url) {
        return URI.create(mail.links().get(url)).getRawPath();
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    private HttpResponse<String> send(String method, String path, String... headers) {
        Browser browser = browser();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(browser.base() + path))
                .method(method, BodyPublishers.noBody())
                .header("User-Agent", FIREFOX);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return browser.send(request);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private List<Told> told() {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT kind, subject, human, person_id, data::text FROM signal
                        WHERE workspace_id = ? AND kind <> 'page_viewed' ORDER BY at, kind""")
                        .param(workspace)
                        .query((row, number) -> new Told(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getLong(4),
                                Json.object(row.getString(5))))
                        .list());
    }

    private List<Told> told(int expected) {
        Awaitility.await().until(() -> told().size() >= expected);
        return told();
    }

    @Test
    void a_link_leads_to_the_stored_address_and_the_click_of_a_person_is_told_when_it_has_had_its_time() {
        Links.Signed mail = mail(ann, PRICES, NEWS);
        clock.forward(Duration.ofHours(1));
        assertThat(location(get(path(mail, PRICES)))).isEqualTo(PRICES);
        assertThat(told()).isEmpty();
        clock.forward(Duration.ofSeconds(10));
        assertThat(told(1)).singleElement().satisfies(click -> {
            assertThat(click.kind()).isEqualTo("email_clicked");
            assertThat(click.subject()).isEqualTo(PRICES);
            assertThat(click.human()).isTrue();
            assertThat(click.person()).isEqualTo(ann);
            assertThat(click.data()).containsEntry("template", "welcome").containsKeys("grade", "rule", "message");
        });
    }

    @Test
    void ten_thousand_changed_links_lead_nowhere() {
        String token = path(mail(ann, PRICES, NEWS), PRICES).substring(3);
        Random random = new Random(22);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < 10_000; i++) {
            StringBuilder changed = new StringBuilder(token);
            int at = random.nextInt(token.length());
            char other = letters.charAt(random.nextInt(64));
            changed.setCharAt(at, other == changed.charAt(at) ? (other == 'A' ? 'B' : 'A') : other);
            assertThat(links.link(changed.toString())).as(changed.toString()).isEmpty();
        }
        for (String wrong : List.of(
                token.substring(1),
                token + "A",
                token.replaceAll(".{6}$", ""),
                "%2F%2Fevil.test",
                "https:%5C%5Cevil.test",
                "javascript:alert(1)",
                "x%0d%0aLocation:%20https:%2f%2fevil.test",
                token + "?url=https://evil.test")) {
            HttpResponse<String> answer = get("/l/" + wrong);
            assertThat(location(answer)).isIn("", PRICES).doesNotContain("evil");
        }
        assertThat(get("/l/" + token.substring(1)).statusCode()).isEqualTo(404);
    }

    @Test
    void only_web_addresses_without_a_user_are_signed() {
        Links.Signed mail = mail(
                ann,
                PRICES,
                "mailto:ann@harbour.test",
                "javascript:alert(1)",
                "https://safe.example@evil.test/",
                "//evil.test",
                "https://brightwater.example/a b");
        assertThat(mail.links()).containsOnlyKeys(PRICES);
    }

    @Test
    void a_pixel_of_another_purpose_or_workspace_is_a_picture_and_no_open() {
        Links.Signed mail = mail(ann, PRICES);
        String link = path(mail, PRICES).substring(3);
        String pixel = URI.create(mail.pixel()).getRawPath();
        for (String path : List.of("/o/" + link, "/o/forged", "/o/" + pixel.substring(4))) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        }
        assertThat(get("/l/" + pixel.substring(3)).statusCode()).isEqualTo(404);
        long hits = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM link_hit WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .single());
        assertThat(hits).isZero();
        clock.forward(Duration.ofHours(1));
        get(pixel);
        get(pixel, "User-Agent", "Mozilla/5.0 (Windows NT 5.1) Firefox/11.0 (via ggpht.com GoogleImageProxy)");
        clock.forward(Duration.ofSeconds(10));
        assertThat(told(2)).extracting(Told::kind).containsOnly("email_opened");
        assertThat(told()).extracting(Told::human).containsExactly(true, false);
    }

    @Test
    void what_gives_itself_away_is_led_on_and_told_at_once_as_a_machine() {
        Links.Signed mail = mail(ann, PRICES, NEWS);
        clock.forward(Duration.ofHours(1));
        assertThat(location(send("HEAD", path(mail, PRICES)))).isEqualTo(PRICES);
        assertThat(location(get(path(mail, PRICES), "Sec-Purpose", "prefetch"))).isEqualTo(PRICES);
        assertThat(location(get(path(mail, PRICES), "User-Agent", "Googlebot/2.1")))
                .isEqualTo(PRICES);
        assertThat(told(3)).extracting(Told::human).containsOnly(false);
    }

    @Test
    void a_gateway_that_follows_every_link_makes_no_human_click_and_the_reader_after_it_does() {
        Links.Signed mail = mail(ann, PRICES, NEWS, GUIDE);
        clock.forward(Duration.ofSeconds(20));
        for (String url : List.of(PRICES, NEWS, GUIDE)) {
            get(path(mail, url));
            clock.forward(Duration.ofSeconds(9));
        }
        clock.forward(Duration.ofMinutes(30));
        assertThat(told(4)).extracting(Told::human).containsOnly(false);
        get(path(mail, GUIDE));
        clock.forward(Duration.ofSeconds(10));
        assertThat(told(6).stream().filter(Told::human))
                .extracting(Told::kind)
                .containsExactly("asset_downloaded", "email_clicked");
        assertThat(told().stream().filter(one -> one.kind().equals("asset_downloaded")))
                .extracting(Told::subject)
                .containsOnly("guide");
    }

    @Test
    void a_nameless_browser_is_known_by_the_first_click_and_a_forwarded_link_names_nobody_else() {
        String anns = "aaaaaaaa-1111";
        String bobs = "bbbbbbbb-2222";
        String nobodys = "cccccccc-3333";
        person(IdentityKeys.visitor(anns));
        person(IdentityKeys.visitor(nobodys));
        long bob = person(new IdentityKeys("bob@harbour.test", null, bobs, List.of()));
        Links.Signed mail = mail(ann, PRICES, NEWS);
        List<String> followed = new ArrayList<>(List.of(anns, bobs, nobodys));
        for (String browser : followed) {
            clock.forward(Duration.ofHours(1));
            get(path(mail, PRICES), "Cookie", "sluice_visitor=" + browser);
        }
        clock.forward(Duration.ofSeconds(10));
        assertThat(told(3)).extracting(Told::person).containsOnly(ann);
        assertThat(persons.withKey(workspace, "a:" + anns).orElseThrow().id()).isEqualTo(ann);
        assertThat(persons.withKey(workspace, "a:" + bobs).orElseThrow().id()).isEqualTo(bob);
        assertThat(persons.withKey(workspace, "a:" + nobodys).orElseThrow().id())
                .isNotEqualTo(ann);
    }

    @Test
    void an_erased_person_leaves_no_link_behind() {
        Links.Signed mail = mail(ann, PRICES);
        get(path(mail, PRICES));
        erasure.erase(workspace, ann);
        assertThat(get(path(mail, PRICES)).statusCode()).isEqualTo(404);
        long left = tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM link_hit WHERE workspace_id = ?")
                        .param(workspace)
                        .query(Long.class)
                        .single());
        assertThat(left).isZero();
    }
}
