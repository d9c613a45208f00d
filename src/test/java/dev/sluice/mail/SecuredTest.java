package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mail.delivery.SmtpTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where TLS is asked for, a server that cannot prove who it is gets neither the password nor the mail. */
@Tag("soak")
class SecuredTest {
    private static final String STORE_PASSWORD = "changeit";
    private static final String MAIL_PASSWORD = "harbour-lights";

    @TempDir
    static Path folder;

    /** Tries the way out as the application does, in a process that trusts only what it is told to trust. */
    static final class Probe {
        public static void main(String[] arguments) {
            MailSetup.SmtpServer server =
                    server(Integer.parseInt(arguments[0]), MailSetup.SmtpTls.valueOf(arguments[1]));
            try {
                SmtpTransport.open(server, "harbour-it.example").close();
                System.out.println("open");
            } catch (SmtpTransport.Unreachable unreachable) {
                System.out.println(unreachable.getMessage());
            }
        }
    }

    @BeforeAll
    static void certificates() throws Exception {
        for (String[] made : new String[][] {
            {"right", "localhost", "-0d", "30"},
            {"expired", "localhost", "-20d", "10"},
            {"other", "mail.example", "-0d", "30"}
        }) {
            keytool(made[0], "-genkeypair", "-alias", "issuer", "-keyalg", "EC", "-dname", "CN=issuer", "-ext", "bc:c");
            keytool(
                    made[0],
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-signer",
                    "issuer",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + made[1],
                    "-ext",
                    "SAN=dns:" + made[1],
                    "-startdate",
                    made[2],
                    "-validity",
                    made[3]);
            String issuer = folder.resolve(made[0] + ".cer").toString();
            keytool(made[0], "-exportcert", "-alias", "issuer", "-file", issuer);
            keytool(made[0], "-delete", "-alias", "issuer");
            keytool("trusted", "-importcert", "-noprompt", "-alias", made[0], "-file", issuer);
        }
        keytool("stranger", "-genkeypair", "-alias", "stranger", "-keyalg", "EC", "-dname", "CN=stranger");
    }

    private static void keytool(String store, String... arguments) throws IOException, InterruptedException {
        tool(
                "keytool",
                Stream.concat(
                                Arrays.stream(arguments),
                                Stream.of("-keystore", store(store), "-storepass", STORE_PASSWORD))
                        .toArray(String[]::new));
    }

    @Test
    void aServerThatHidesItsStarttlsIsToldNothing() throws IOException {
        try (Server plain = Server.plain()) {
            assertThatThrownBy(() ->
                            SmtpTransport.open(server(plain.port(), MailSetup.SmtpTls.STARTTLS), "harbour-it.example"))
                    .isInstanceOf(SmtpTransport.Unreachable.class)
                    .hasMessage("localhost offers no STARTTLS, and nothing is sent without it.");
            assertThat(plain.heard).isNotEmpty().allMatch(line -> line.startsWith("EHLO") || line.equals("QUIT"));
        }
    }

    @Test
    void aServerThatProvesItsNameIsSignedInTo() throws Exception {
        try (Server good = Server.secured("right")) {
            assertThat(probe(good, "trusted")).isEqualTo("open");
            assertThat(good.heard).anyMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        refused("right", "stranger", "PKIX path");
    }

    @Test
    void aCertificateThatHasRunOutIsRefused() throws Exception {
        refused("expired", "trusted", "expired");
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        refused("other", "trusted", "localhost");
    }

    private static void refused(String certificate, String trusted, String because) throws Exception {
        try (Server server = Server.secured(certificate)) {
            assertThat(probe(server, trusted))
                    .startsWith("The connection to localhost could not be secured: ")
                    .contains(because);
            assertThat(server.heard).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    private static MailSetup.SmtpServer server(int port, MailSetup.SmtpTls tls) {
        return new MailSetup.SmtpServer("localhost", port, tls, "maya", MAIL_PASSWORD, false, Duration.ofSeconds(10));
    }

    private static String probe(Server server, String trusted) throws IOException, InterruptedException {
        return tool(
                "java",
                "-Djavax.net.ssl.trustStore=" + store(trusted),
                "-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                Probe.class.getName(),
                Integer.toString(server.port()),
                "TLS");
    }

    /** Runs a tool of this JDK and returns the last line that it printed. */
    private static String tool(String name, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(Path.of(System.getProperty("java.home"), "bin", name)
                                        .toString()),
                                Arrays.stream(arguments))
                        .toList())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> printed = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(name + ": " + printed).isZero();
        return printed.isEmpty() ? "" : printed.getLast();
    }

    private static String store(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    /** A mail server that offers a way to sign in, and remembers what it was told. */
    private record Server(ServerSocket socket, List<String> heard) implements AutoCloseable {
        static Server plain() throws IOException {
            return started(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
        }

        static Server secured(String certificate) throws IOException, GeneralSecurityException {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(Path.of(store(certificate)))) {
                keys.load(in, STORE_PASSWORD.toCharArray());
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(keys, STORE_PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return started(
                    context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()));
        }

        private static Server started(ServerSocket socket) {
            Server server = new Server(socket, new CopyOnWriteArrayList<>());
            Thread.ofVirtual().start(server::serve);
            return server;
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket caller = socket.accept();
                        BufferedReader in = new BufferedReader(
                                new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                        OutputStream out = caller.getOutputStream()) {
                    answer(out, "220 localhost ESMTP");
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        heard.add(line);
                        answer(
                                out,
                                line.startsWith("EHLO")
                                        ? "250-localhost\r\n250 AUTH PLAIN"
                                        : line.startsWith("AUTH") ? "235 welcome" : "250 ok");
                    }
                } catch (IOException hungUp) {
                    // the next one
                }
            }
        }

        private static void answer(OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
