package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.Sources;
import dev.sluice.signal.kind.WebSignals;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What users and callers of the API write about people. */
class ManualSignalsTest extends PersonCase {
    private static final IdentityKeys NO_KEYS = new IdentityKeys(null, null, null, List.of());

    @Autowired
    private ManualSignals hand;

    @Autowired
    private Timeline timeline;

    private ManualSignals.Teller user() {
        return new ManualSignals.Teller(workspace, Sources.Kind.HAND, "By hand", "Olga");
    }

    private ManualSignals.Teller program() {
        return new ManualSignals.Teller(workspace, Sources.Kind.API, "API", null);
    }

    private Timeline.TimelineItem newest(long person) {
        return timeline.page(workspace, person, List.of(), null, 1).items().getFirst();
    }

    @Test
    void aSignalByAUserNamesThem() {
        long ann = identify("ann@harbour.test", Map.of());
        hand.tell(
                user(),
                person(ann),
                PersonSignals.CALL_LOGGED,
                "connected",
                Map.of(),
                Map.of("remark", "asked for Bob"));
        assertThat(newest(ann).signal().subject()).isEqualTo("connected");
        assertThat(newest(ann).signal().data()).isEqualTo(Map.of("remark", "asked for Bob", "by", "Olga"));
        assertThat(newest(ann).sourceName()).isEqualTo("By hand");
    }

    @Test
    void aSignalOfAProgramNamesNoOne() {
        long ann = identify("ann@harbour.test", Map.of());
        hand.tell(program(), person(ann), PersonSignals.NOTE_ADDED, "", Map.of(), Map.of("remark", "x"));
        assertThat(newest(ann).signal().data()).doesNotContainKey("by");
        assertThat(newest(ann).sourceName()).isEqualTo("API");
    }

    @Test
    void someoneWithoutAnyKeyIsANewPersonEachTime() {
        Person one = hand.add(user(), NO_KEYS, Map.of("name", "Ann"));
        Person two = hand.add(user(), NO_KEYS, Map.of("name", "Ann"));
        assertThat(one.id()).isNotEqualTo(two.id());
        assertThat(one.name()).isEqualTo("Ann");
        assertThat(one.identified()).isTrue();
    }

    @Test
    void someoneWhoIsKnownByAnAddressAnIdOrAnExternalIdIsThatPerson() {
        long ann = identify("ann@harbour.test", Map.of());
        assertThat(hand.add(program(), IdentityKeys.email("Ann@Harbour.TEST"), Map.of("role", "CFO"))
                        .id())
                .isEqualTo(ann);
        Person bob = hand.add(program(), new IdentityKeys(null, "7", null, List.of()), Map.of());
        assertThat(hand.add(program(), new IdentityKeys(null, "7", null, List.of()), Map.of())
                        .id())
                .isEqualTo(bob.id());
        Person cat = hand.add(program(), new IdentityKeys(null, null, null, List.of("crm:1")), Map.of());
        assertThat(hand.add(program(), new IdentityKeys(null, null, null, List.of("crm:1")), Map.of())
                        .id())
                .isEqualTo(cat.id());
    }

    @Test
    void anAddressThatBelongsToAnotherIsRefused() {
        long ann = identify("ann@harbour.test", Map.of("name", "Ann Harbour"));
        long bob = identify("bob@harbour.test", Map.of());
        assertThatThrownBy(() -> hand.tell(
                        user(), person(bob), WebSignals.IDENTIFIED, "", Map.of("email", "Ann@harbour.test"), Map.of()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("Ann Harbour")
                .hasMessageContaining(Long.toString(ann));
        assertThat(person(bob).email()).isEqualTo("bob@harbour.test");
    }

    @Test
    void aPersonMayHearTheirOwnAddressAgain() {
        long ann = identify("ann@harbour.test", Map.of());
        hand.tell(user(), person(ann), WebSignals.IDENTIFIED, "", Map.of("email", "ANN@harbour.test"), Map.of());
        assertThat(id("e:ann@harbour.test")).isEqualTo(ann);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann", "ann@", "ann@localhost"})
    void anAddressThatIsNoneIsRefused(String email) {
        long ann = identify("ann@harbour.test", Map.of());
        assertThatThrownBy(() ->
                        hand.tell(user(), person(ann), WebSignals.IDENTIFIED, "", Map.of("email", email), Map.of()))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(BadInput.FieldError::field)
                                .containsExactly("email"));
    }
}
