package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.Trust;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Recognition against the real database, by several writers at once. */
class BatchIdentityResolutionTest extends SluiceTest {
    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Test
    void oneAddressFromManyWritersAtOnceIsOnePerson() throws Exception {
        int workspace = workspace();
        int source = sources.named(workspace, Sources.Kind.API, "test");
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            List<Callable<Boolean>> writers = IntStream.range(0, 400)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        NewSignal signal = signal(mixedCase("ann@harbour.test", new Random(i)), "tab-" + i, source);
                        if (i % 2 == 0) {
                            signals.record(workspace, List.of(signal));
                        } else {
                            tenancy.in(workspace, () -> signals.recordHere(workspace, List.of(signal)));
                        }
                        return true;
                    })
                    .toList();
            for (Future<Boolean> written : pool.invokeAll(writers)) {
                assertThat(written.get()).isTrue();
            }
        }
        assertThat(count(workspace, "person WHERE merged_into IS NULL AND workspace_id = ?"))
                .isEqualTo(1);
        assertThat(count(workspace, "signal WHERE workspace_id = ?")).isEqualTo(400);
        assertThat(count(workspace, "identity WHERE workspace_id = ?")).isEqualTo(401);
    }

    @Test
    void aMergeKeepsEverySignalAndMovesNone() {
        int workspace = workspace();
        int source = sources.named(workspace, Sources.Kind.API, "test");
        signals.record(workspace, List.of(signal(null, "tab", source), signal(null, "tab", source)));
        signals.record(workspace, List.of(signal("ann@harbour.test", null, source)));
        signals.record(workspace, List.of(signal("ann@harbour.test", "tab", source)));
        assertThat(count(workspace, "person WHERE merged_into IS NOT NULL AND workspace_id = ?"))
                .isEqualTo(1);
        assertThat(count(workspace, "merge WHERE workspace_id = ?")).isEqualTo(1);
        assertThat(count(
                        workspace,
                        "signal s JOIN person p ON p.workspace_id = s.workspace_id AND p.id = s.person_id"
                                + " WHERE p.merged_into IS NOT NULL AND s.workspace_id = ?"))
                .isEqualTo(2);
    }

    @Test
    void aCompanyIsMadeOfAMailDomainUnlessAnybodyCanHaveAnAddressThere() {
        int workspace = workspace();
        int source = sources.named(workspace, Sources.Kind.API, "test");
        signals.record(
                workspace,
                List.of(
                        signal("ann@harbour.test", null, source),
                        signal("bob@harbour.test", null, source),
                        signal("eve@gmail.com", null, source)));
        assertThat(count(workspace, "company WHERE workspace_id = ?")).isEqualTo(1);
        assertThat(count(workspace, "person WHERE company_id IS NOT NULL AND workspace_id = ?"))
                .isEqualTo(2);
    }

    private static NewSignal signal(@Nullable String email, @Nullable String visitor, int source) {
        return new NewSignal(
                new IdentityKeys(email, null, visitor, List.of()),
                java.time.Instant.parse("2026-03-01T10:00:00Z"),
                null,
                "form_submitted",
                "audit",
                true,
                source,
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
    }

    private static String mixedCase(String text, Random random) {
        StringBuilder mixed = new StringBuilder();
        text.chars()
                .forEach(c -> mixed.append(
                        random.nextBoolean() ? String.valueOf((char) c).toUpperCase(Locale.ROOT) : (char) c));
        return mixed.toString();
    }

    private long count(int workspace, String what) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM " + what)
                        .param(workspace)
                        .query(Long.class)
                        .single());
    }
}
