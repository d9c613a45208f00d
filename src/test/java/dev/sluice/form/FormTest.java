package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What tests of forms share: a form made through the API, and a visitor who fills it. */
public abstract class FormTest extends SluiceTest {
    static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern PAGE = Pattern.compile("name=\"page\" value=\"([^\"]+)\"");

    /** One row of the log. */
    record Row(
            String kind,
            String subject,
            boolean human,
            long person,
            Map<String, Object> traits,
            Map<String, Object> data) {}

    /** A form of the four usual questions; {@code more} overrides or adds to its JSON. */
    String form(int workspace, Map<String, Object> more) {
        String slug = "audit-" + NUMBER.incrementAndGet();
        Map<String, Object> json = new LinkedHashMap<>(Map.of(
                "slug",
                slug,
                "name",
                "Audit " + slug,
                "headline",
                "15-point security audit",
                "fields",
                List.of(
                        field("email", "Work e-mail", true),
                        field("role", "Your role", false),
                        field("company_size", "How many people?", false),
                        field("question", "What brought you here?", false))));
        json.putAll(more);
        HttpResponse<String> made = api(workspace).post("/api/v1/forms", Json.write(json));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return String.valueOf(json.get("slug"));
    }

    public static Map<String, Object> field(String trait, String label, boolean required) {
        return Map.of("trait", trait, "label", label, "required", required);
    }

    String offer(int workspace) {
        String slug = "checklist-" + NUMBER.incrementAndGet();
        Api api = api(workspace);
        HttpResponse<String> made = api.post(
                "/api/v1/offers",
                Json.write(Map.of(
                        "slug", slug,
                        "name", "Security checklist",
                        "kind", "checklist",
                        "url", "https://files.example/checklist.pdf?v=2",
                        "problem", "an audit finding that nobody owns")));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return slug;
    }

    HttpResponse<String> open(Browser visitor, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(visitor.base() + path)).header("User-Agent", FIREFOX);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return visitor.send(request);
    }

    /** The hidden state of a shown page. */
    static String page(HttpResponse<String> shown) {
        Matcher found = PAGE.matcher(shown.body());
        assertThat(found.find()).as(shown.body()).isTrue();
        return found.group(1);
    }

    /** Opens the form, takes time to read it, and sends the answers. */
    HttpResponse<String> fill(Browser visitor, String slug, Map<String, String> answers) {
        String page = page(open(visitor, "/f/" + slug));
        clock.forward(Duration.ofSeconds(20));
        return send(visitor, slug, page, answers);
    }

    HttpResponse<String> send(Browser visitor, String slug, String page, Map<String, String> answers) {
        Map<String, String> all = new LinkedHashMap<>(answers);
        all.put("page", page);
        String body = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return visitor.send(HttpRequest.newBuilder(URI.create(visitor.base() + "/f/" + slug))
                .header("User-Agent", FIREFOX)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The log of a workspace, oldest first. */
    List<Row> log(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT kind, subject, human, person_id, traits::text, data::text FROM signal
                        WHERE workspace_id = ? ORDER BY at, kind""")
                        .param(workspace)
                        .query((row, number) -> new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getLong(4),
                                Json.object(row.getString(5)),
                                Json.object(row.getString(6))))
                        .list());
    }

    /** What the form's doors told, in order; the mail that answers a form is outreach's. */
    List<String> kinds(int workspace) {
        return log(workspace).stream()
                .map(Row::kind)
                .filter(kind -> !kind.equals("email_sent"))
                .toList();
    }

    Row only(int workspace, String kind) {
        List<Row> found =
                log(workspace).stream().filter(row -> row.kind().equals(kind)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
