package dev.sluice.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.SluiceTest;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Callers that hold connections: each is cut off in a bounded time, and no one else waits for them. */
class SlowConnectionsTest extends SluiceTest {
    private static final String HEADERS = "Host: localhost\r\nContent-Type: application/json\r\n";

    /** How long the slowest kind may last: a body's time, one more read, and what a busy machine needs. */
    private static final Duration AT_MOST =
            ConnectionLimits.BODY.plus(ConnectionLimits.SILENCE).plusSeconds(20);

    @Test
    void slowHeadersBodiesAndSilenceEndInABoundedTime() throws Exception {
        String key = writeKey(workspace());
        List<Callable<Duration>> callers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            callers.add(() -> trickle("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Long: "));
            callers.add(() -> trickle("POST /v1/page HTTP/1.1\r\n" + HEADERS + "Content-Length: 1000\r\n\r\n"));
            callers.add(() ->
                    trickle("POST /v1/page HTTP/1.1\r\n" + HEADERS + "Transfer-Encoding: chunked\r\n\r\n3E8\r\n"));
            callers.add(() -> trickle("POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nemail="));
            callers.add(() -> trickle("POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000000\r\n\r\n--x\r\n"));
            callers.add(this::silence);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Duration>> lasting =
                    callers.stream().map(threads::submit).toList();
            for (int i = 0; i < 10; i++) {
                assertThat(browser().get("/sign-in").statusCode()).isEqualTo(200);
                assertThat(inPieces(key)).as("a body that pauses for a moment").startsWith("HTTP/1.1 200");
            }
            for (int i = 0; i < lasting.size(); i++) {
                assertThat(lasting.get(i).get()).as("caller of kind %d", i % 6).isLessThan(AT_MOST);
            }
        }
    }

    @Test
    void oneAddressHoldsSoManyConnectionsAndNoMore() throws Exception {
        Optional<InetAddress> address = addressOfThisMachine();
        assumeTrue(address.isPresent(), "this machine has no address but its loopback");
        workspace();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < ConnectionLimits.BY_ADDRESS; i++) {
                Socket socket = new Socket(address.get(), port);
                open.add(socket);
                assertThat(answer(socket)).startsWith("HTTP/1.1 ");
            }
            try (Socket oneMore = new Socket(address.get(), port)) {
                assertThat(answer(oneMore)).isEmpty();
            }
            assertThat(browser().get("/sign-in").statusCode())
                    .as("from elsewhere")
                    .isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** Sends the beginning, and then a byte every two seconds until the server ends it. */
    private Duration trickle(String beginning) throws Exception {
        long started = System.nanoTime();
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (elapsed(started).compareTo(AT_MOST) < 0) {
                try {
                    if (socket.getInputStream().readAllBytes() != null) {
                        return elapsed(started);
                    }
                } catch (SocketTimeoutException stillOpen) {
                    socket.getOutputStream().write('1');
                }
            }
        } catch (SocketException ended) {
            return elapsed(started);
        }
        return elapsed(started);
    }

    private Duration silence() throws Exception {
        long started = System.nanoTime();
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout((int) AT_MOST.toMillis());
            socket.getInputStream().readAllBytes();
        } catch (SocketException | SocketTimeoutException ended) {
            // the time says which
        }
        return elapsed(started);
    }

    private String inPieces(String key) throws Exception {
        String body = "{\"writeKey\":\"" + key + "\",\"anonymousId\":\"a\",\"properties\":{\"path\":\"/x\"}}";
        try (Socket socket = new Socket("localhost", port)) {
            var out = socket.getOutputStream();
            out.write(("POST /v1/page HTTP/1.1\r\n" + HEADERS + "Connection: close\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body.substring(0, 10))
                    .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(500); // what is tested is a pause
            out.write(body.substring(10).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The beginning of the answer of a connection that stays open; empty when the server has closed it. */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            socket.getOutputStream()
                    .write("GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        } catch (SocketException closed) {
            return "";
        }
    }

    private static Optional<InetAddress> addressOfThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress())
                .findFirst();
    }

    private static Duration elapsed(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
