package dev.sluice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People who have opened the hosted form, each in a network of their own, and took their time to fill it. */
final class Visitors {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final Pattern PAGE = Pattern.compile("name=\"page\" value=\"([^\"]+)\"");
    private static final long READING = 2_500; // whoever is quicker is taken for a machine

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI form;
    private final String series;
    private final List<String> pages = new ArrayList<>();

    private Visitors(String address, String series) {
        this.form = URI.create(address + "/f/contact");
        this.series = series;
    }

    static Visitors open(String address, String series, int many) throws IOException, InterruptedException {
        Visitors visitors = new Visitors(address, series);
        for (int i = 0; i < many; i++) {
            String shown = visitors.client
                    .send(visitors.request(i).build(), BodyHandlers.ofString())
                    .body();
            Matcher page = PAGE.matcher(shown);
            if (!page.find()) {
                throw new IOException("no form to fill: " + shown);
            }
            visitors.pages.add(page.group(1));
        }
        Thread.sleep(READING);
        return visitors;
    }

    String email(int i) {
        return series + i + "@" + series + "-firm" + i + ".example";
    }

    String name(int i) {
        return "Ada " + series + i;
    }

    /** Sends the form; returns the status of the answer. */
    int post(int i) throws IOException, InterruptedException {
        String body = "page=" + encoded(pages.get(i)) + "&email=" + encoded(email(i)) + "&name=" + encoded(name(i))
                + "&company_size=120&question=An+outage";
        HttpRequest request = request(i)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(int i) {
        return HttpRequest.newBuilder(form)
                .header("User-Agent", FIREFOX)
                .header("X-Forwarded-For", "198.18." + i / 250 + "." + (1 + i % 250));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
