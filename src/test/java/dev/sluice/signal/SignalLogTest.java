package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.signal.SignalLog.LatestSignal;
import dev.sluice.signal.SignalLog.LatestTrait;
import dev.sluice.signal.SignalLog.StoredSignal;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The log as other modules read it: Ann looks, downloads and is called; Bob only asks for a demo. */
class SignalLogTest extends SluiceTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-03-04T09:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    @Autowired
    private Signals signals;

    @Autowired
    private Sources sources;

    @Autowired
    private SignalLog log;

    private int workspace;
    private long ann;
    private long bob;

    @BeforeEach
    void record() {
        workspace = workspace();
        signals.record(
                workspace,
                List.of(
                        signal("ann@harbour.test", WEDNESDAY, "page_viewed", "/pricing", false, Map.of()),
                        signal(
                                "ann@harbour.test",
                                MONDAY,
                                "form_submitted",
                                "checklist",
                                true,
                                Map.of("role", "clerk")),
                        signal("ann@harbour.test", TUESDAY, "identified", "", true, Map.of("role", "director")),
                        signal("bob@harbour.test", TUESDAY, "form_submitted", "demo", true, Map.of())));
        ann = person("ann@harbour.test");
        bob = person("bob@harbour.test");
    }

    @Test
    void signalsOfPeopleComeTheOldestFirst() {
        List<StoredSignal> read = new ArrayList<>();

        log.ofPeople(workspace, List.of(ann), read::add);

        assertThat(read).extracting(StoredSignal::at).containsExactly(MONDAY, TUESDAY, WEDNESDAY);
        assertThat(read).extracting(StoredSignal::person).containsOnly(ann);
    }

    @Test
    void signalsAreFoundByTheirIds() {
        List<StoredSignal> all = new ArrayList<>();
        log.ofPeople(workspace, List.of(bob), all::add);
        List<StoredSignal> read = new ArrayList<>();

        log.byIds(workspace, List.of(all.getFirst().id(), new UUID(1, 2)), read::add);

        assertThat(read).isEqualTo(all).hasSize(1);
    }

    @Test
    void aRangeOfPeopleEndsBeforeItsLastNumber() {
        Map<Long, Integer> read = new HashMap<>();

        log.range(
                workspace,
                Math.min(ann, bob),
                Math.max(ann, bob),
                signal -> read.merge(signal.person(), 1, Integer::sum));

        assertThat(read).containsOnlyKeys(Math.min(ann, bob));
    }

    @Test
    void theLatestSignalOfEachPersonIsFound() {
        assertThat(log.latest(workspace, List.of(ann, bob, 0L)))
                .containsOnly(
                        Map.entry(ann, new LatestSignal(WEDNESDAY, "page_viewed", "/pricing")),
                        Map.entry(bob, new LatestSignal(TUESDAY, "form_submitted", "demo")));
    }

    @Test
    void theLatestByAHumanPassesOverMachinesAndWhatIsOlder() {
        assertThat(log.latestByHumans(workspace, List.of(ann, bob), TUESDAY))
                .containsEntry(ann, new LatestSignal(TUESDAY, "identified", ""));
        assertThat(log.latestByHumans(workspace, List.of(ann, bob), WEDNESDAY)).isEmpty();
    }

    @Test
    void theLatestOfAKindCountsUpToTheInstantItself() {
        assertThat(log.latestOf(workspace, List.of(ann, bob), "form_submitted", MONDAY))
                .containsOnly(Map.entry(ann, new LatestSignal(MONDAY, "form_submitted", "checklist")));
    }

    @Test
    void aPageGoesOnAfterTheOneBefore() {
        List<Signal> first = log.page(workspace, List.of(ann, bob), List.of(), END, new UUID(0, 0), 1);
        List<Signal> rest = log.page(
                workspace,
                List.of(ann, bob),
                List.of(),
                first.getFirst().at(),
                first.getFirst().id(),
                10);

        assertThat(first).extracting(Signal::subject).containsExactly("/pricing");
        assertThat(rest).extracting(Signal::at).containsExactly(TUESDAY, TUESDAY, MONDAY);
    }

    @Test
    void aPageHasTheKindsThatWereRequested() {
        assertThat(log.page(workspace, List.of(ann, bob), List.of("form_submitted"), END, new UUID(0, 0), 10))
                .extracting(Signal::subject)
                .containsExactly("demo", "checklist");
    }

    @Test
    void theNewestValueOfATraitCounts() {
        assertThat(log.latestTraits(workspace, List.of(ann)))
                .filteredOn(trait -> trait.trait().equals("role"))
                .extracting(LatestTrait::value)
                .containsExactly("director");
    }

    @Test
    void erasingRemovesTheSignalsOfThesePeopleOnly() {
        assertThat(log.count(workspace, List.of(ann))).isEqualTo(3);

        assertThat(log.erase(workspace, List.of(ann))).isEqualTo(3);

        assertThat(log.count(workspace, List.of(ann))).isZero();
        assertThat(log.count(workspace, List.of(bob))).isEqualTo(1);
    }

    private NewSignal signal(
            String email, Instant at, String kind, String subject, boolean human, Map<String, Object> traits) {
        int source = sources.named(workspace, Sources.Kind.API, "test");
        return new NewSignal(
                IdentityKeys.email(email), at, null, kind, subject, human, source, traits, Map.of(), Trust.INTERNAL);
    }

    private long person(String email) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT person_id FROM identity WHERE workspace_id = ? AND key = ?")
                        .params(workspace, "e:" + email)
                        .query(Long.class)
                        .single());
    }
}
