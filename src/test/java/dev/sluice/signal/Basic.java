package dev.sluice.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls the tracking API as the SDKs do: the key as the user name of Basic authentication. */
public final class Basic {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Basic() {}

    public static int post(int port, String key, String json) {
        String pair = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/track"))
                                    .header("Authorization", "Basic " + pair)
                                    .POST(BodyPublishers.ofString(json))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
