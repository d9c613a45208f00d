package dev.sluice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Opens the first pages once, so that the class cache recorded in this run covers a first response. */
final class WarmUp {
    private static final List<String> PAGES = List.of("/", "/start", "/sign-in", "/sluice.js", "/css/sluice.css");

    private WarmUp() {}

    static void on(String address) {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            for (String page : PAGES) {
                client.send(HttpRequest.newBuilder(URI.create(address + page)).build(), BodyHandlers.discarding());
            }
        } catch (IOException failure) {
            LoggerFactory.getLogger(WarmUp.class).warn("The warm-up ended early: {}", failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
