package dev.sluice.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;

class ImporterTest extends SluiceTest {
    @Autowired
    private ConfigurableApplicationContext application;

    private ApplicationListener<?> trap = ApplicationListener.forPayload((Object nothing) -> {});

    @Autowired
    private ImportService imports;

    @Autowired
    private Importer importer;

    @Autowired
    private ImportRows rows;

    @Autowired
    private ImportMappings mappings;

    @Autowired
    private ImportRemarkRows remarks;

    @Autowired
    private Sources sources;

    @AfterEach
    void takeAwayTheTrap() {
        application.removeApplicationListener(trap);
    }

    /** Looks at each batch of the workspace after its signals are written and before they are committed. */
    private void setTrap(int workspace, Consumer<SignalsRecorded> look) {
        trap = ApplicationListener.forPayload((Object event) -> {
            if (event instanceof SignalsRecorded recorded && recorded.workspace() == workspace) {
                look.accept(recorded);
            }
        });
        application.addApplicationListener(trap);
    }

    @Test
    void whateverEndsTheWorkItGoesOnBehindTheLastCommitAndDoublesNothing() throws IOException {
        int workspace = workspace();
        long id = begun(workspace, people(7_001));
        int[] asked = {0};
        assertThat(importer.run(workspace, id, () -> asked[0]++ >= 1)).isFalse();
        assertThat(imports.get(workspace, id).counts().taken()).isEqualTo(2_000);

        AtomicInteger batches = new AtomicInteger();
        setTrap(workspace, recorded -> {
            if (batches.incrementAndGet() == 2) {
                throw new IllegalStateException("the machine stops here");
            }
        });
        assertThatThrownBy(() -> importer.run(workspace, id, () -> false)).hasMessage("the machine stops here");
        assertThat(imports.get(workspace, id).counts().taken()).isEqualTo(4_000);
        assertThat(count(workspace, "signal")).isEqualTo(4_000);

        assertThat(importer.run(workspace, id, () -> false)).isTrue();
        Import done = imports.get(workspace, id);
        assertThat(done.state()).isEqualTo(Import.ImportState.DONE);
        assertThat(done.counts().taken()).isEqualTo(7_001);
        assertThat(done.counts().newPeople()).isEqualTo(7_001);
        assertThat(count(workspace, "signal")).isEqualTo(7_001);
        assertThat(count(workspace, "person")).isEqualTo(7_001);
    }

    @Test
    void twoAtWorkOnOneFileTakeEachRowOnce() throws Exception {
        int workspace = workspace();
        long id = begun(workspace, people(6_000));
        Thread other = Thread.ofPlatform().start(() -> run(workspace, id, () -> false));
        run(workspace, id, () -> false);
        other.join();
        run(workspace, id, () -> false);
        assertThat(imports.get(workspace, id).counts().taken()).isEqualTo(6_000);
        assertThat(count(workspace, "signal")).isEqualTo(6_000);
    }

    @Test
    void aRowThatTheLogCannotHoldIsRefusedAloneAndTheImportGoesOn() throws IOException {
        int workspace = workspace();
        long id = begun(workspace, people(50) + "hugo@example.com,Hugo\n" + "ida@example.com,Ida\n");
        setTrap(workspace, recorded -> {
            if (recorded.signals().stream()
                    .anyMatch(signal -> "Hugo".equals(signal.traits().get("name")))) {
                throw new DataIntegrityViolationException("this row is more than the log can hold");
            }
        });
        importer.run(workspace, id, () -> false);
        assertThat(imports.get(workspace, id).counts().taken()).isEqualTo(51);
        assertThat(imports.get(workspace, id).counts().refused()).isEqualTo(1);
        assertThat(tenancy.read(workspace, () -> remarks.page(workspace, id, true, 0, 10))
                        .getFirst()
                        .cells())
                .containsExactly("hugo@example.com", "Hugo");
    }

    @Test
    void aPausedImportStandsStillAndOneCalledOffNeverMoves() throws IOException {
        int workspace = workspace();
        long id = begun(workspace, people(3_000));
        int[] asked = {0};
        importer.run(workspace, id, () -> asked[0]++ >= 1);
        assertThat(imports.pause(workspace, id)).isTrue();
        importer.run(workspace, id, () -> false);
        assertThat(count(workspace, "person")).isEqualTo(2_000);
        assertThat(imports.cancel(workspace, id)).isTrue();
        assertThat(imports.cancel(workspace, id)).isFalse();
        importer.run(workspace, id, () -> false);
        assertThat(count(workspace, "person")).isEqualTo(2_000);
    }

    private void run(int workspace, long id, BooleanSupplier enough) {
        try {
            importer.run(workspace, id, enough);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** Handed in and set running, without the task that would work on it. */
    private long begun(int workspace, String text) throws IOException {
        long id = mappings.handIn(
                workspace,
                "people.csv",
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                ImportMappings.MappingInput.NOTHING,
                null);
        int source = sources.named(workspace, Sources.Kind.IMPORT, "people.csv");
        tenancy.in(workspace, () -> {
            rows.start(workspace, id, source, clock.instant());
        });
        return id;
    }

    private static String people(int count) {
        StringBuilder text = new StringBuilder("Email,Name\n");
        for (int i = 0; i < count; i++) {
            text.append("p").append(i).append("@example.com,Person ").append(i).append('\n');
        }
        return text.toString();
    }

    private int count(int workspace, String table) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT count(*) FROM " + table)
                        .query(Integer.class)
                        .single());
    }
}
