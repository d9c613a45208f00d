package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server refuses before our code runs is said in our words too. */
class OversizedRequestTest extends SluiceTest {

    @ParameterizedTest
    @CsvSource({"/people, X-Long, 65536", "/api/v1/people, X-Long, 65536", "/people?q=, '', 65536", "/pe|ople{, '', 1"})
    void itIsRefusedByASentenceOfOurs(String path, String header, int length) throws IOException {
        String filler = "a".repeat(length);
        String request = header.isEmpty()
                ? "GET " + path + filler + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                : "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + ": " + filler
                        + "\r\nConnection: close\r\n\r\n";

        String answer = sent(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("The server cannot read this request")
                .doesNotContain("Tomcat", "HTTP Status", "<h3>");
    }

    private String sent(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
