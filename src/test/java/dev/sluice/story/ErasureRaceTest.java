package dev.sluice.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Api;
import dev.sluice.Everywhere;
import dev.sluice.SluiceTest;
import dev.sluice.funnel.FollowUpRules;
import dev.sluice.mail.ReplyReceiver;
import dev.sluice.person.Erasure;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.Merges;
import dev.sluice.person.Person;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People are erased at the very moment at which something is written about them: nothing that names them remains. */
class ErasureRaceTest extends SluiceTest {
    private static final int PEOPLE = 24;
    private static final int ERASERS = 4;
    private static final Duration POLL = Duration.ofMillis(2);

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private Persons persons;

    @Autowired
    private Merges merges;

    @Autowired
    private ManualSignals hand;

    @Autowired
    private ReplyReceiver replies;

    @Autowired
    private Erasure erasure;

    @Autowired
    private Settled driver;

    @Autowired
    private Everywhere everywhere;

    private int workspace;
    private final List<Long> erased = new ArrayList<>();

    @BeforeEach
    void aWorkspaceThatFollowsUp() throws IOException {
        workspace = workspace();
        try (InputStream in = FollowUpRules.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            driver.decides(workspace, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Some go at once, some when their first touch is due, when it is planned, and when it has gone out. */
    @Test
    void whileAFirstTouchIsPlannedAndSent() throws Exception {
        List<Callable<?>> racers = new ArrayList<>();
        racers.add(() -> {
            for (int i = 0; i < PEOPLE; i++) {
                submit(address(i));
            }
            return true;
        });
        racers.addAll(erasers((eraser, person) -> switch (eraser) {
            case 0 -> true;
            case 1 -> rows("first_touch", person, "true");
            case 2 -> rows("message", person, "true");
            default -> rows("message", person, "state NOT IN ('ready', 'claimed')");
        }));
        race(racers);
        assertNothingRemains("racer");
    }

    @Test
    void whileRowsOfAFileAreImported() throws Exception {
        StringBuilder file = new StringBuilder("Email,Name\n");
        for (int row = 0; row < 400 * PEOPLE; row++) {
            file.append(address(row % PEOPLE)).append(",Rae\n");
        }
        Api api = api(workspace);
        List<Callable<?>> racers = new ArrayList<>();
        racers.add(() -> imported(api, file.toString()));
        racers.addAll(erasers((eraser, person) -> true));
        race(racers);
        assertNothingRemains("racer");
    }

    /** What they write after they were erased is a stranger's mail; it is nobody's. */
    @Test
    void whileTheyWriteToUs() throws Exception {
        List<Callable<?>> racers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String address = address(i);
            submit(address);
            long person = known(address).id();
            racers.add(() -> {
                replies.arrived(workspace, mail(address).getBytes(StandardCharsets.UTF_8));
                return true;
            });
            racers.add(() -> erase(person));
        }
        race(racers);
        jdbc(() -> jdbc.sql("DELETE FROM received_mail WHERE workspace_id = ? AND person_id IS NULL")
                .param(workspace)
                .update());
        assertNothingRemains("racer");
    }

    @Test
    void whileTheyAreMergedAndSpokenOf() throws Exception {
        List<Callable<?>> racers = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            submit(address(i));
            submit("other" + i + "@rivals.example");
            Person person = known(address(i));
            long other = known("other" + i + "@rivals.example").id();
            racers.add(unlessGone(() -> merges.merge(workspace, other, person.id(), 0)));
            racers.add(unlessGone(() -> hand.tell(
                    new ManualSignals.Teller(workspace, Sources.Kind.API, "API", null),
                    person,
                    PersonSignals.NOTE_ADDED,
                    "",
                    Map.of("nickname", "Racer"),
                    Map.of())));
            racers.add(() -> erase(person.id()));
        }
        race(racers);
        assertNothingRemains("racer");
        assertThat(jdbc(() -> jdbc.sql("""
                        SELECT count(*) FROM person p WHERE workspace_id = ? AND merged_into IS NOT NULL
                          AND NOT EXISTS (SELECT FROM person s WHERE s.workspace_id = ? AND s.id = p.merged_into)""")
                        .params(workspace, workspace)
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    private static String address(int i) {
        return "racer" + i + "@racers.example";
    }

    private void submit(String email) {
        signals.record(
                workspace,
                List.of(new NewSignal(
                        IdentityKeys.email(email),
                        clock.instant(),
                        null,
                        "form_submitted",
                        "contact",
                        true,
                        sources.named(workspace, Sources.Kind.FORM, "contact"),
                        Map.of("name", "Rae of " + email, "company_size", 120, "role", "director", "country", "US"),
                        Map.of(),
                        Trust.INTERNAL)));
    }

    private Person known(String email) {
        return await().pollInterval(POLL)
                .until(() -> persons.withKey(workspace, "e:" + email), Optional::isPresent)
                .orElseThrow();
    }

    /** Erases everybody in several threads, each person once the thread's moment has come for them. */
    private List<Callable<?>> erasers(BiPredicate<Integer, Long> moment) {
        List<Callable<?>> erasers = new ArrayList<>();
        for (int i = 0; i < ERASERS; i++) {
            int eraser = i;
            erasers.add(() -> {
                for (int one = eraser; one < PEOPLE; one += ERASERS) {
                    long person = known(address(one)).id();
                    await().pollInterval(POLL).until(() -> moment.test(eraser, person));
                    erase(person);
                }
                return true;
            });
        }
        return erasers;
    }

    private boolean erase(long person) {
        erasure.erase(workspace, person);
        synchronized (erased) {
            return erased.add(person);
        }
    }

    private static Callable<Boolean> unlessGone(Runnable work) {
        return () -> {
            try {
                work.run();
                return true;
            } catch (NotFound gone) {
                return false;
            }
        };
    }

    private boolean rows(String table, long person, String where) {
        return jdbc(() -> jdbc.sql("SELECT EXISTS (SELECT FROM " + table
                        + " WHERE workspace_id = ? AND person_id = ? AND " + where + ")")
                .params(workspace, person)
                .query(Boolean.class)
                .single());
    }

    private <T> T jdbc(Supplier<T> work) {
        return tenancy.in(workspace, work);
    }

    private static void race(List<Callable<?>> racers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            racers.forEach(racer -> running.add(threads.submit(racer)));
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    /** Once everything under way has ended, neither the text nor the numbers of the erased are in any table. */
    private void assertNothingRemains(String text) {
        assertThat(erased).isNotEmpty();
        driver.settled(workspace);
        await().until(() -> jdbc(() -> jdbc.sql("""
                        SELECT NOT EXISTS (SELECT FROM message WHERE workspace_id = ?
                                           AND state IN ('ready', 'claimed', 'data_started'))
                           AND NOT EXISTS (SELECT FROM delivery_journal WHERE workspace_id = ?)
                           AND NOT EXISTS (SELECT FROM first_touch WHERE workspace_id = ? AND state = 'due')""")
                .params(workspace, workspace, workspace)
                .query(Boolean.class)
                .single()));
        assertThat(everywhere.tables(workspace, text)).isEmpty();
        assertThat(numbered()).isEmpty();
    }

    private List<String> numbered() {
        return jdbc(() -> jdbc.sql("""
                        SELECT c.table_name FROM information_schema.columns c
                        JOIN information_schema.tables t USING (table_schema, table_name)
                        WHERE c.table_schema = 'public' AND c.column_name = 'person_id' AND t.table_type = 'BASE TABLE'""").query(String.class).list().stream()
                .filter(table -> jdbc.sql("SELECT EXISTS (SELECT FROM " + table
                                + " WHERE workspace_id = ? AND person_id = ANY (?))")
                        .params(workspace, SqlArray.bigint(erased))
                        .query(Boolean.class)
                        .single())
                .toList());
    }

    private static String mail(String from) {
        return "From: Rae <" + from + ">\nTo: hello@sluice.example\nSubject: A question\nMessage-ID: <" + from
                + ">\nContent-Type: text/plain; charset=utf-8\n\nDo you work with racers?\n";
    }

    private static boolean imported(Api api, String file) {
        HttpResponse<String> begun = api.send(api.request("/api/v1/imports")
                .header("Content-Type", "multipart/form-data; boundary=parts")
                .POST(BodyPublishers.ofString("--parts\r\nContent-Disposition: form-data; name=\"file\";"
                        + " filename=\"leads.csv\"\r\nContent-Type: text/csv\r\n\r\n" + file + "\r\n--parts--\r\n")));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        Map<String, Object> done = await().atMost(Duration.ofMinutes(2))
                .until(() -> Json.object(api.get(location).body()), json -> !"running".equals(json.get("state")));
        assertThat(done.get("state")).isEqualTo("done");
        return true;
    }
}
