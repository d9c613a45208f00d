package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mail.delivery.SmtpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who tests a mail server learns nothing of the other ports of a host: open, closed and silent ones read alike. */
class ClosedPortsTest {
    private static final byte[] NOTHING = new byte[0];

    private static String message(int port, MailSetup.SmtpTls tls) {
        MailSetup.SmtpServer server =
                new MailSetup.SmtpServer("localhost", port, tls, null, null, false, Duration.ofSeconds(2));
        try (SmtpTransport line = SmtpTransport.open(server, "harbour-it.example")) {
            throw new AssertionError("there is no mail server, but " + line + " opened");
        } catch (SmtpTransport.Unreachable refused) {
            return String.valueOf(refused.getMessage()).replace(Integer.toString(port), "PORT");
        }
    }

    /** A port whose service says that and hangs up, or says nothing and waits. */
    private static ServerSocket service(byte[] greeting) throws IOException {
        ServerSocket service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!service.isClosed()) {
                try (Socket caller = service.accept()) {
                    if (greeting.length == 0) {
                        caller.getInputStream().readAllBytes();
                    }
                    caller.getOutputStream().write(greeting);
                } catch (IOException closed) {
                    if (!service.isClosed()) {
                        throw new UncheckedIOException(closed);
                    }
                }
            }
        });
        return service;
    }

    @ParameterizedTest
    @EnumSource(MailSetup.SmtpTls.class)
    void everyPortWithoutAMailServerGetsTheSameSentence(MailSetup.SmtpTls tls) throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0)) {
            closed = free.getLocalPort();
        }
        String sentence = message(closed, tls);
        assertThat(sentence).contains("does not answer as a mail server on port PORT", "Check the host");
        for (String greeting : new String[] {
            "SSH-2.0-OpenSSH_9.9\r\n",
            "HTTP/1.1 400 Bad Request\r\n\r\n",
            "-ERR unknown command\r\n",
            "\u0000\u0001\u0002"
        }) {
            try (ServerSocket open = service(greeting.getBytes(StandardCharsets.ISO_8859_1))) {
                assertThat(message(open.getLocalPort(), tls)).as(greeting).isEqualTo(sentence);
            }
        }
        try (ServerSocket silent = service(NOTHING)) {
            assertThat(message(silent.getLocalPort(), tls)).as("silence").isEqualTo(sentence);
        }
    }
}
