package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.signal.IdentityKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two people become one, and two again. */
class MergesTest extends PersonCase {
    @Autowired
    private Merges merges;

    @Test
    void theSurvivorsWordWinsAndTheOtherFillsTheGaps() {
        long ann = identify("ann@harbour.test", 60, Map.of("name", "Ann", "role", "CFO"));
        long other = identify("a.harbour@quay.test", 30, Map.of("name", "A. Harbour", "phone", "+442079460000"));
        merges.merge(workspace, ann, other, 1);
        Person one = person(ann);
        assertThat(one.name()).isEqualTo("Ann");
        assertThat(one.role()).isEqualTo("CFO");
        assertThat(one.email()).isEqualTo("ann@harbour.test");
        assertThat(one.phone()).isEqualTo("+442079460000");
        assertThat(one.companyName()).isEqualTo("harbour.test");
    }

    @Test
    void firstAwarenessIsThatOfTheOneWhoWasSeenFirst() {
        record(IdentityKeys.visitor("young"), 10, "page_viewed", "/", Map.of(), Map.of("origin", "search"));
        record(IdentityKeys.visitor("old"), 90, "page_viewed", "/", Map.of(), Map.of("origin", "trade fair"));
        long young = id("a:young");
        merges.merge(workspace, young, id("a:old"), 1);
        assertThat(person(young).origin()).isEqualTo("trade fair");
    }

    @Test
    void aPersonMeetsThemselvesOnlyOnce() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@harbour.test", Map.of());
        assertThatThrownBy(() -> merges.merge(workspace, ann, ann, 1)).isInstanceOf(BadInput.class);
        merges.merge(workspace, ann, bob, 1);
        assertThatThrownBy(() -> merges.merge(workspace, ann, bob, 1)).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> merges.merge(workspace, bob, ann, 1)).isInstanceOf(BadInput.class);
        assertThat(merges.history(workspace, ann)).hasSize(1);
    }

    @Test
    void noOneIsMergedWithSomeoneWhoIsNotThere() {
        long ann = identify("ann@harbour.test", Map.of());
        assertThatThrownBy(() -> merges.merge(workspace, ann, Long.MAX_VALUE, 1))
                .isInstanceOf(NotFound.class);
        int other = workspace();
        assertThatThrownBy(() -> merges.merge(other, ann, ann, 1)).isInstanceOf(NotFound.class);
    }

    @Test
    void aMergeWithSomeoneMergedIsOneWithTheirSurvivor() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@harbour.test", Map.of());
        long cat = identify("cat@harbour.test", Map.of());
        merges.merge(workspace, ann, bob, 1);
        merges.merge(workspace, bob, cat, 1);
        assertThat(person(cat).id()).isEqualTo(ann);
        assertThat(persons.group(workspace, ann)).containsExactly(ann, bob, cat);
    }

    @Test
    void theHistorySaysWhoWhyAndWhen() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@harbour.test", Map.of("name", "Bob"));
        record(keys(null, "7", null), 40, "identified", "", Map.of(), Map.of());
        long byId = id("u:7");
        merges.merge(workspace, ann, bob, 1);
        record(keys("ann@harbour.test", "7", null), 20, "identified", "", Map.of(), Map.of());
        List<Merges.MergeResult> history = merges.history(workspace, ann);
        assertThat(history).extracting(Merges.MergeResult::merged).containsExactlyInAnyOrder(bob, byId);
        assertThat(history)
                .filteredOn(done -> done.merged() == bob)
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.title()).isEqualTo("Bob");
                    assertThat(done.because()).isEqualTo("merged by hand");
                    assertThat(done.undoneAt()).isNull();
                });
        assertThat(history)
                .filteredOn(done -> done.merged() == byId)
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.by()).isNull();
                    assertThat(done.because()).isNotEqualTo("merged by hand");
                });
    }

    @Test
    void anUndoneMergeStaysInTheHistory() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@harbour.test", Map.of());
        merges.merge(workspace, ann, bob, 1);
        merges.undo(workspace, ann, merges.history(workspace, ann).getFirst().id(), 1);
        assertThat(merges.history(workspace, ann))
                .singleElement()
                .satisfies(done -> assertThat(done.undoneAt()).isNotNull());
        assertThat(person(bob).id()).isEqualTo(bob);
    }

    @Test
    void onlyAMergeIntoThatPersonCanBeUndoneThere() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@harbour.test", Map.of());
        long cat = identify("cat@harbour.test", Map.of());
        merges.merge(workspace, ann, bob, 1);
        long merge = merges.history(workspace, ann).getFirst().id();
        assertThatThrownBy(() -> merges.undo(workspace, cat, merge, 1)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> merges.undo(workspace(), ann, merge, 1)).isInstanceOf(NotFound.class);
        assertThat(person(bob).id()).isEqualTo(ann);
    }

    @Test
    void afterAnUndoTheKeysNameTheirOwnPeopleAgain() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@harbour.test", Map.of());
        merges.merge(workspace, ann, bob, 1);
        assertThat(id("e:bob@harbour.test")).isEqualTo(ann);
        merges.undo(workspace, ann, merges.history(workspace, ann).getFirst().id(), 1);
        assertThat(id("e:bob@harbour.test")).isEqualTo(bob);
    }

    @Test
    void ofManyWhoMergeTheSameTwoExactlyOneDoes() throws Exception {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@harbour.test", Map.of());
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            boolean forth = i % 2 == 0;
            all.add(() -> {
                merges.merge(workspace, forth ? ann : bob, forth ? bob : ann, 1);
                return true;
            });
        }
        int done = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            for (Future<Boolean> one : pool.invokeAll(all)) {
                try {
                    one.get();
                    done++;
                } catch (ExecutionException refused) {
                    assertThat(refused).hasCauseInstanceOf(BadInput.class);
                }
            }
        }
        assertThat(done).isEqualTo(1);
        assertThat(person(ann).id()).isEqualTo(person(bob).id());
    }
}
