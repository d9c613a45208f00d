package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import dev.sluice.platform.web.LiveUpdates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What open pages learn of changes; watched on the board of deals. */
class LiveUpdatesTest extends SluiceTest {
    private static final String BOARD = "deals";

    @Autowired
    private LiveUpdates live;

    private final List<Stream> streams = new CopyOnWriteArrayList<>();

    /** The events that one browser has received so far. */
    private static final class Stream implements AutoCloseable {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private final InputStream body;

        Stream(InputStream body) {
            this.body = body;
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> line.startsWith("event:")).forEach(line -> events.add(line.substring(6)));
            } catch (IOException | UncheckedIOException closed) {
                // the test has ended
            }
        }

        long changes() {
            return events.stream().filter("changed"::equals).count();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Stream stream : streams) {
            stream.close();
        }
    }

    /** Opens the board's stream and waits until it is heard. */
    private Stream watch(int workspace) throws IOException, InterruptedException {
        Browser owner = owner(workspace);
        HttpClient client = HttpClient.newBuilder()
                .cookieHandler(owner.cookies())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(owner.base() + "/pipeline/live"))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        Stream stream = new Stream(answer.body());
        streams.add(stream);
        Awaitility.await().until(() -> stream.events.contains("open"));
        return stream;
    }

    private void tell(int workspace, String topic) {
        tenancy.in(workspace, () -> live.tell(workspace, topic));
    }

    @Test
    void aChangeReachesEveryOpenPage() throws Exception {
        int workspace = workspace();
        Stream one = watch(workspace);
        Stream two = watch(workspace);
        tell(workspace, BOARD);
        Awaitility.await().until(() -> one.changes() == 1 && two.changes() == 1);
    }

    @Test
    void otherTopicsAndOtherWorkspacesAreNotHeard() throws Exception {
        int workspace = workspace();
        Stream stream = watch(workspace);
        tell(workspace(), BOARD);
        tell(workspace, "another topic");
        tell(workspace, BOARD);
        Awaitility.await().until(() -> stream.changes() >= 1);
        assertThat(stream.changes()).isEqualTo(1);
    }

    @Test
    void manyChangesOfOneTransactionAreOne() throws Exception {
        int workspace = workspace();
        Stream stream = watch(workspace);
        tenancy.in(workspace, () -> {
            for (int i = 0; i < 10; i++) {
                live.tell(workspace, BOARD);
            }
        });
        tell(workspace, BOARD);
        Awaitility.await().until(() -> stream.changes() >= 2);
        assertThat(stream.changes()).isEqualTo(2);
    }

    @Test
    void aChangeThatIsRolledBackIsNotAnnounced() throws Exception {
        int workspace = workspace();
        Stream stream = watch(workspace);
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> tenancy.in(workspace, () -> {
                    live.tell(workspace, BOARD);
                    attempts.incrementAndGet();
                    throw new IllegalArgumentException("a fault");
                }))
                .hasMessage("a fault");
        tell(workspace, BOARD);
        Awaitility.await().until(() -> stream.changes() >= 1);
        assertThat(attempts).hasValue(1);
        assertThat(stream.changes()).isEqualTo(1);
    }

    @Test
    void aBrowserThatWentAwayKeepsNoOtherFromHearing() throws Exception {
        int workspace = workspace();
        Stream gone = watch(workspace);
        Stream stays = watch(workspace);
        gone.close();
        tell(workspace, BOARD);
        tell(workspace, BOARD);
        Awaitility.await().until(() -> stays.changes() >= 2);
    }
}
