package dev.sluice.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server beside the load that takes everything and notes when it took it. */
final class MailServer implements AutoCloseable {
    private static final Pattern ONE_CLICK =
            Pattern.compile("^List-Unsubscribe:\\s*<([^>]*)>", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    /** When the server had read a mail to its end, by {@link System#nanoTime}, and the path of its one-click link. */
    record Taken(long nanos, String oneClick) {}

    private final Map<String, Taken> taken = new ConcurrentHashMap<>();
    private final SMTPServer server;
    private volatile byte[] latest = new byte[0];

    MailServer() {
        ((Logger) LoggerFactory.getLogger("org.subethamail")).setLevel(Level.WARN);
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Handler())
                .build();
        server.start();
    }

    private final class Handler implements MessageHandler {
        private String recipient = "";

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String to) {
            recipient = to;
        }

        @Override
        public String data(InputStream data) throws IOException {
            latest = data.readAllBytes();
            String head = new String(latest, StandardCharsets.ISO_8859_1).replaceAll("\r\n[ \t]+", "");
            Matcher link = ONE_CLICK.matcher(head);
            taken.putIfAbsent(
                    recipient,
                    new Taken(System.nanoTime(), link.find() ? link.group(1).replaceAll("^https?://[^/]*", "") : ""));
            return "taken";
        }

        @Override
        public void done() {}
    }

    int port() {
        return server.getPortAllocated();
    }

    /** The first mail to each address. */
    Map<String, Taken> taken() {
        return taken;
    }

    /** Messages a second that the server takes from a client that only writes, each as long as the latest mail. */
    double raw(int connections, Duration span) throws InterruptedException {
        byte[] message =
                (new String(latest, StandardCharsets.ISO_8859_1) + "\r\n.\r\n").getBytes(StandardCharsets.ISO_8859_1);
        AtomicLong sent = new AtomicLong();
        long begin = System.nanoTime();
        try (ExecutorService senders = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                String recipient = "raw" + i + "@raw.example";
                senders.submit(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
                        socket.setTcpNoDelay(true);
                        Client client = new Client(socket);
                        client.answer();
                        client.say("HELO bench.example");
                        while (System.nanoTime() - begin < span.toNanos()) {
                            client.say("MAIL FROM:<bench@raw.example>");
                            client.say("RCPT TO:<" + recipient + ">");
                            client.say("DATA");
                            client.write(message);
                            sent.incrementAndGet();
                        }
                    }
                    return sent;
                });
            }
            senders.shutdown();
            senders.awaitTermination(span.toSeconds() + 30, TimeUnit.SECONDS);
        }
        return sent.get() / ((System.nanoTime() - begin) / 1e9);
    }

    private static final class Client {
        private final BufferedReader in;
        private final OutputStream out;

        Client(Socket socket) throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
        }

        void say(String line) throws IOException {
            write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            out.write(bytes);
            answer();
        }

        void answer() throws IOException {
            String line = in.readLine();
            if (line == null || line.charAt(0) > '3') {
                throw new IOException("the mail server says " + line);
            }
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
