package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.NotFound;
import dev.sluice.signal.IdentityKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A person is removed for good. */
class ErasureTest extends PersonCase {
    @Autowired
    private Erasure erasure;

    @Autowired
    private Merges merges;

    @Autowired
    private Timeline timeline;

    private void visits(String visitor, int times) {
        for (int i = 0; i < times; i++) {
            record(IdentityKeys.visitor(visitor), 30 - i, "page_viewed", "/" + i, Map.of(), Map.of());
        }
    }

    @Test
    void itSaysHowManySignalsItRemoves() {
        visits("tab", 3);
        long visitor = id("a:tab");
        assertThat(erasure.signals(workspace, visitor)).isEqualTo(3);
        assertThat(erasure.erase(workspace, visitor)).isEqualTo(3);
        assertThatThrownBy(() -> person(visitor)).isInstanceOf(NotFound.class);
    }

    @Test
    void thoseMergedIntoThePersonGoWithThem() {
        visits("one", 2);
        visits("two", 3);
        long one = id("a:one");
        long two = id("a:two");
        merges.merge(workspace, one, two, 1);
        assertThat(erasure.signals(workspace, one)).isEqualTo(5);
        assertThat(erasure.erase(workspace, two)).isEqualTo(5);
        assertThatThrownBy(() -> person(one)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> person(two)).isInstanceOf(NotFound.class);
    }

    @Test
    void otherPeopleKeepTheirSignals() {
        visits("one", 2);
        visits("two", 2);
        long two = id("a:two");
        erasure.erase(workspace, id("a:one"));
        assertThat(timeline.page(workspace, two, Set.of(), null, 10).items()).hasSize(2);
    }

    @Test
    void anUnknownPersonCannotBeErased() {
        visits("tab", 1);
        long visitor = id("a:tab");
        assertThatThrownBy(() -> erasure.erase(workspace(), visitor)).isInstanceOf(NotFound.class);
        erasure.erase(workspace, visitor);
        assertThatThrownBy(() -> erasure.erase(workspace, visitor)).isInstanceOf(NotFound.class);
    }

    @Test
    void everyAddressOfThePersonIsLeftAloneFromThenOn() {
        record(keys("ann@harbour.test", "7", null), 60, "identified", "", Map.of(), Map.of());
        record(keys("ann@home.test", "7", null), 50, "identified", "", Map.of(), Map.of());
        erasure.erase(workspace, id("u:7"));
        assertThat(erasure.suppressed(workspace, "ANN@harbour.test ")).isTrue();
        assertThat(erasure.suppressed(workspace, "ann@home.test")).isTrue();
        assertThat(erasure.suppressed(workspace, "bob@harbour.test")).isFalse();
        assertThat(erasure.suppressed(workspace, (String) null)).isFalse();
        assertThat(erasure.suppressed(workspace, "no address")).isFalse();
        assertThat(erasure.suppressed(workspace, List.of("ann@home.test", "bob@harbour.test")))
                .containsExactly("ann@home.test");
    }

    @Test
    void inAnotherWorkspaceTheAddressIsNotLeftAlone() {
        erasure.erase(workspace, identify("ann@harbour.test", Map.of()));
        assertThat(erasure.suppressed(workspace(), "ann@harbour.test")).isFalse();
    }

    @Test
    void theHashOfAnAddressDiffersBetweenWorkspaces() {
        erasure.erase(workspace, identify("ann@harbour.test", Map.of()));
        byte[] here = erasure.hashes(workspace, List.of("ann@harbour.test")).get("ann@harbour.test");
        aWorkspace();
        assertThat(erasure.hashes(workspace, List.of("ann@harbour.test"))).isEmpty();
        erasure.erase(workspace, identify("ann@harbour.test", Map.of()));
        byte[] there = erasure.hashes(workspace, List.of("ann@harbour.test")).get("ann@harbour.test");
        assertThat(here).hasSize(32).isNotEqualTo(there);
    }

    @Test
    void aPersonWhoComesBackIsANewOne() {
        long before = identify("ann@harbour.test", Map.of("name", "Ann", "role", "CFO"));
        erasure.erase(workspace, before);
        long after = identify("ann@harbour.test", 5, Map.of());
        assertThat(after).isNotEqualTo(before);
        assertThat(person(after).name()).isNull();
        assertThat(person(after).role()).isNull();
    }

    @Test
    void aCompanyGoesWithTheLastWhoWorkedThere() {
        long ann = identify("ann@harbour.test", Map.of("company", "Harbour Ltd"));
        long bob = identify("bob@harbour.test", Map.of());
        erasure.erase(workspace, ann);
        assertThat(person(bob).companyName()).isEqualTo("Harbour Ltd");
        erasure.erase(workspace, bob);
        long cat = identify("cat@harbour.test", 5, Map.of());
        assertThat(person(cat).companyName()).isEqualTo("harbour.test");
    }

    @Test
    void erasuresSinceAnInstantAreKnown() {
        var before = clock.instant();
        erasure.erase(workspace, identify("ann@harbour.test", Map.of()));
        List<String> asked = List.of("ann@harbour.test", "bob@harbour.test");
        assertThat(erasure.erased(workspace, asked, before.minusSeconds(1))).containsExactly("ann@harbour.test");
        assertThat(erasure.erased(workspace, asked, clock.instant().plusSeconds(60)))
                .isEmpty();
    }

    @Test
    void anErasureThatFailsRemovesNothing() {
        visits("tab", 2);
        long visitor = id("a:tab");
        assertThatThrownBy(() -> tenancy.in(workspace, () -> {
                    erasure.erase(workspace, visitor);
                    throw new IllegalArgumentException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(erasure.signals(workspace, visitor)).isEqualTo(2);
        assertThat(person(visitor).id()).isEqualTo(visitor);
    }
}
