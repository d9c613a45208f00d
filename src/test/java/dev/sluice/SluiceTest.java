package dev.sluice;

import dev.sluice.outreach.StarterOutreach;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.standing.Settled;
import dev.sluice.workspace.Industry;
import dev.sluice.workspace.NewWorkspace;
import dev.sluice.workspace.TestApi;
import dev.sluice.workspace.TestDoors;
import dev.sluice.workspace.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test against the whole application, started once for all of them on an embedded PostgreSQL, in each of the two processes that share the classes. Tests share
 * the database and keep apart by workspace: each makes its own.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "SLUICE_INNER_HOSTS=localhost", "SLUICE_SMTP_TIMEOUT=3"})
@Import({Everywhere.class, TestClock.class, TestDoors.class, TestApi.class, Settled.class})
public abstract class SluiceTest {
    /** The password of every user that tests make. */
    public static final String PASSWORD = "a few easy words";

    private static final Path DATA = Path.of("target/test-data-" + System.getProperty("tests.fork", "1"));
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // how fast things are is for the bench to say
        // a thread of a test mail server that loses its client is not the failure of whoever waits
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        removeOldDatabase(DATA.resolve("postgres"));
    }

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry properties) {
        properties.add("SLUICE_DATA", DATA::toString);
        properties.add("SLUICE_MAILBOX_TRIAL", () -> "true"); // so that tests without a mail server see email sent
    }

    @LocalServerPort
    protected int port;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected Tenancy tenancy;

    @Autowired
    protected Workspaces workspaces;

    @Autowired
    protected TestClock clock;

    @Autowired
    private StarterOutreach starters;

    @Autowired
    private TestDoors doors;

    @AfterEach
    void backToThePresent() {
        clock.reset();
    }

    /** A fresh workspace whose sequences someone has reviewed and started; its owner signs in by {@link #owner}. */
    protected int workspace() {
        int workspace = untouchedWorkspace();
        starters.start(workspace);
        return workspace;
    }

    /** A workspace as it is when it was just made. */
    protected int untouchedWorkspace() {
        String name = "Test " + NUMBER.incrementAndGet();
        return workspaces.create(
                NewWorkspace.named(name).in(Industry.MANAGED_IT),
                new Workspaces.FirstOwner("Olga Owner", address(), PASSWORD));
    }

    /** The address of a user that nobody else has. */
    protected static String address() {
        return "user" + NUMBER.incrementAndGet() + "@example.com";
    }

    /** A browser in which the owner of the workspace is signed in. */
    protected Browser owner(int workspace) {
        return browser().signIn(doors.owner(workspace), PASSWORD);
    }

    /** A browser in which a new user of that role ("admin", "manager", "member") is signed in. */
    protected Browser user(int workspace, String role) {
        return browser().signIn(doors.user(workspace, address(), PASSWORD, role), PASSWORD);
    }

    /** A browser in which nobody is signed in. */
    protected Browser browser() {
        return new Browser("http://localhost:" + port);
    }

    /** A caller of the API with a new key of those scopes, or all when none is named. */
    protected Api api(int workspace, String... scopes) {
        return new Api("http://localhost:" + port, doors.apiKey(workspace, List.of(scopes)));
    }

    /** A new write key. */
    protected String writeKey(int workspace) {
        return doors.writeKey(workspace);
    }

    private static void removeOldDatabase(Path cluster) {
        if (!Files.exists(cluster)) {
            return;
        }
        try (Stream<Path> files = Files.walk(cluster)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
