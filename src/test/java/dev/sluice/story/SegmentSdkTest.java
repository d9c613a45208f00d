package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import dev.sluice.SluiceTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The public SDKs, unchanged, against the running application. */
class SegmentSdkTest extends SluiceTest {
    private static final Path LOG = Path.of("target/segment-node.log");
    private static final String SCRIPT = """
            const { Analytics } = require('@segment/analytics-node')
            const analytics = new Analytics({ writeKey: process.argv[2], host: process.argv[3], maxRetries: 0 })
            analytics.on('error', fault => { console.error(fault); process.exitCode = 1 })
            analytics.identify({ userId: 'n-1', traits: { email: 'nora@mill.example', role: 'cfo' } })
            analytics.track({ userId: 'n-1', event: 'Demo Requested', properties: { form: 'contact' } })
            analytics.page({ userId: 'n-1', name: 'Pricing', properties: { path: '/pricing' } })
            analytics.closeAndFlush()
            """;

    @Test
    void theSdkForJavaDeliversWhoAndWhat() throws InterruptedException {
        int workspace = workspace();
        CountDownLatch delivered = new CountDownLatch(2);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Analytics analytics = Analytics.builder(writeKey(workspace))
                .endpoint("http://localhost:" + port)
                .retries(1)
                .flushInterval(1, TimeUnit.SECONDS)
                .callback(new Callback() {
                    @Override
                    public void success(Message message) {
                        delivered.countDown();
                    }

                    @Override
                    public void failure(Message message, Throwable failure) {
                        failures.add(failure);
                        delivered.countDown();
                    }
                })
                .build();
        analytics.enqueue(
                IdentifyMessage.builder().userId("j-1").traits(Map.of("email", "Jonas@Mill.example", "role", "cfo")));
        analytics.enqueue(TrackMessage.builder("Demo Requested").userId("j-1").properties(Map.of("form", "contact")));
        analytics.flush();
        assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
        analytics.shutdown();
        assertThat(failures).isEmpty();
        assertThat(log(workspace, "jonas@mill.example")).containsExactlyInAnyOrder("identified", "demo_requested");
    }

    @Test
    void theSdkForNodeDeliversWhoAndWhat() throws IOException, InterruptedException {
        int workspace = workspace();
        Path folder = Path.of("target/segment-node");
        Files.createDirectories(folder);
        Assumptions.assumeTrue(
                succeeds(folder, "node", "--version") && succeeds(folder, "npm", "--version"),
                "left out: node and npm are not installed");
        if (!Files.exists(folder.resolve("node_modules/@segment/analytics-node"))) {
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
            Assumptions.assumeTrue(
                    succeeds(
                            folder,
                            "npm",
                            "install",
                            "--no-audit",
                            "--no-fund",
                            "--silent",
                            "@segment/analytics-node@2"),
                    "left out: npm could not fetch @segment/analytics-node");
        }
        Files.writeString(folder.resolve("send.js"), SCRIPT);
        assertThat(succeeds(folder, "node", "send.js", writeKey(workspace), "http://localhost:" + port))
                .isTrue();
        assertThat(log(workspace, "nora@mill.example"))
                .containsExactlyInAnyOrder("identified", "demo_requested", "page_viewed");
    }

    private List<String> log(int workspace, String email) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT s.kind FROM signal s JOIN identity i ON i.workspace_id = s.workspace_id
                            AND i.person_id = s.person_id
                        WHERE s.workspace_id = ? AND i.key = ?""")
                        .params(workspace, "e:" + email)
                        .query(String.class)
                        .list());
    }

    /** Whether it ends well; what it prints is kept in output.log of the folder. */
    private static boolean succeeds(Path folder, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(new File(folder.toFile(), "output.log"))
                    .start();
            if (!process.waitFor(Duration.ofMinutes(2))) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
