package dev.sluice.insight;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sluice.Api;
import dev.sluice.Browser;
import dev.sluice.platform.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the reports of a workspace as pages, files and answers of the API. */
record ReportReader(Browser browser, Api api) {
    private static final Pattern NEXT = Pattern.compile("<a class=\"btn\" href=\"([^\"]*[?&;]after=[^\"]+)\"");

    /** A report of the API, {@code metrics?period=all}. */
    Map<String, Object> json(String path) {
        HttpResponse<String> answer = api.get("/api/v1/reports/" + path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Json.object(answer.body());
    }

    /** The rows of a report of the API by the name of their group. */
    Map<String, Map<String, Object>> groups(String path) {
        Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
        for (Object row : list(json(path).get("rows"))) {
            groups.put(String.valueOf(map(row).get("group")), map(row));
        }
        return groups;
    }

    List<NamedCsvRecord> csv(String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return CsvReader.builder().ofNamedCsvRecord(answer.body().replace("\uFEFF", "")).stream()
                .toList();
    }

    String page(String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** The ids that a list of people or deals links to, over all of its pages, in their order. */
    List<Long> opened(String path, String kind) {
        Pattern links = Pattern.compile("href=\"/" + kind + "/([0-9]+)\"");
        List<Long> ids = new ArrayList<>();
        String next = path;
        for (int pages = 0; !next.isEmpty(); pages++) {
            assertThat(pages).as(path + " comes to an end").isLessThan(100);
            String body = page(next);
            links.matcher(body)
                    .results()
                    .map(link -> Long.valueOf(link.group(1)))
                    .forEach(ids::add);
            Matcher more = NEXT.matcher(body);
            next = more.find() ? plain(more.group(1)) : "";
        }
        return ids;
    }

    /** The addresses that a page links to and that begin like this. */
    static List<String> links(String page, String start) {
        return Pattern.compile("href=\"(" + Pattern.quote(start) + "[^\"]*)\"")
                .matcher(page)
                .results()
                .map(link -> plain(link.group(1)))
                .distinct()
                .toList();
    }

    static String plain(String attribute) {
        return attribute.replace("&amp;", "&").replace("&#34;", "\"").replace("&#39;", "'");
    }

    static List<?> list(@Nullable Object value) {
        return (List<?>) value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) value;
    }
}
