package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which keys name a person, and what a batch adds to those that are known. */
class IdentityRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final AtomicLong numbers = new AtomicLong(100);
    private final Map<String, PersonCandidate> stored = new HashMap<>();

    private IdentityResolver resolver() {
        return new IdentityResolver(stored, numbers::incrementAndGet);
    }

    private PersonCandidate store(long id, @Nullable String email, @Nullable String user, String... keys) {
        PersonCandidate known = new PersonCandidate(id, false, email != null || user != null, email, user);
        for (String key : keys) {
            stored.put(key, known);
        }
        return known;
    }

    private static NewSignal signal(
            IdentityKeys keys, Instant at, boolean human, Map<String, Object> traits, String url) {
        Map<String, Object> data = url.isEmpty() ? Map.of() : Map.of("url", url);
        return new NewSignal(keys, at, null, "page_viewed", "/", human, 4, traits, data, Trust.INTERNAL);
    }

    private static NewSignal of(IdentityKeys keys) {
        return signal(keys, NOON, true, Map.of(), "");
    }

    private static IdentityKeys keys(
            @Nullable String email, @Nullable String user, @Nullable String visitor, String... external) {
        return new IdentityKeys(email, user, visitor, List.of(external));
    }

    private static PersonCandidate recognise(IdentityResolver resolver, NewSignal signal) {
        return resolver.recognise(signal, SignalKeys.of(signal));
    }

    @Test
    void strongKeysComeBeforeTheBrowsers() {
        assertThat(SignalKeys.of(of(keys("Ann@Harbour.test", "7", "tab", "hubspot:1", "crm:2"))))
                .containsExactly("u:7", "e:ann@harbour.test", "x:hubspot:1", "x:crm:2", "a:tab");
    }

    @Test
    void anAddressAmongTheTraitsIsAKey() {
        assertThat(SignalKeys.of(signal(keys(null, null, "tab"), NOON, true, Map.of("email", "Ann@Harbour.test"), "")))
                .containsExactly("e:ann@harbour.test", "a:tab");
    }

    @Test
    void whatIsNoAddressIsNoKey() {
        assertThat(SignalKeys.of(of(keys("not an address", null, "tab")))).containsExactly("a:tab");
        assertThat(SignalKeys.of(signal(keys("none", null, null), NOON, true, Map.of("email", "ann@harbour.test"), "")))
                .containsExactly("e:ann@harbour.test");
    }

    @Test
    void aKeyIsPlainText() {
        assertThat(SignalKeys.of(of(keys(null, "a\0b", null)))).containsExactly("u:ab");
    }

    @Test
    void aVisitorOfWhomNothingIsKnownIsNew() {
        IdentityResolver resolver = resolver();
        PersonCandidate visitor = recognise(resolver, of(IdentityKeys.visitor("tab")));
        assertThat(visitor.id).isEqualTo(101);
        assertThat(visitor.identified).isFalse();
        assertThat(resolver.added()).containsExactly(visitor);
        assertThat(resolver.changed()).isEmpty();
    }

    @Test
    void twoBrowsersAreTwoVisitors() {
        IdentityResolver resolver = resolver();
        assertThat(recognise(resolver, of(IdentityKeys.visitor("one"))))
                .isNotSameAs(recognise(resolver, of(IdentityKeys.visitor("two"))));
    }

    @Test
    void theSecondAddressOfAUserIsTheirsToo() {
        PersonCandidate ann = store(1, "ann@harbour.test", "7", "u:7", "e:ann@harbour.test");
        IdentityResolver resolver = resolver();
        assertThat(recognise(resolver, of(keys("ann@home.test", "7", null)))).isSameAs(ann);
        assertThat(ann.email).isEqualTo("ann@harbour.test");
        assertThat(resolver.newKeys()).containsOnlyKeys("e:ann@home.test");
        assertThat(recognise(resolver, of(IdentityKeys.email("ann@home.test")))).isSameAs(ann);
    }

    @Test
    void anAddressGivenToAPersonWithoutOneBecomesTheirs() {
        PersonCandidate ann = store(1, null, "7", "u:7");
        IdentityResolver resolver = resolver();
        recognise(resolver, of(keys("ann@harbour.test", "7", null)));
        assertThat(ann.email).isEqualTo("ann@harbour.test");
        assertThat(resolver.changed()).containsExactly(ann);
    }

    @Test
    void theOldestOfThoseWhoShareAKeySurvives() {
        PersonCandidate young = store(9, "ann@harbour.test", null, "e:ann@harbour.test");
        PersonCandidate old = store(2, null, null, "x:crm:1");
        PersonCandidate middle = store(5, null, "7", "u:7");
        IdentityResolver resolver = resolver();
        assertThat(recognise(resolver, of(keys("ann@harbour.test", "7", null, "crm:1"))))
                .isSameAs(old);
        assertThat(resolver.merges()).extracting(IdentityResolver.Merge::merged).containsExactly(middle, young);
        assertThat(old.email).isEqualTo("ann@harbour.test");
        assertThat(old.userKey).isEqualTo("7");
        assertThat(young.survivor()).isSameAs(old);
    }

    @Test
    void theBrowserOfSomeoneIdentifiedMovesToTheNextWhoSignsInThere() {
        PersonCandidate ann = store(1, "ann@harbour.test", null, "e:ann@harbour.test", "a:desk");
        PersonCandidate bob = store(2, "bob@harbour.test", null, "e:bob@harbour.test");
        IdentityResolver resolver = resolver();
        assertThat(recognise(resolver, of(keys("bob@harbour.test", null, "desk"))))
                .isSameAs(bob);
        assertThat(recognise(resolver, of(IdentityKeys.visitor("desk")))).isSameAs(bob);
        assertThat(recognise(resolver, of(IdentityKeys.email("ann@harbour.test"))))
                .isSameAs(ann);
        assertThat(resolver.merges()).isEmpty();
        assertThat(resolver.movedKeys()).containsOnlyKeys("a:desk");
    }

    @Test
    void aMergeOfTwoThatTheBatchBroughtNeedsNoRow() {
        IdentityResolver resolver = resolver();
        recognise(
                resolver,
                signal(IdentityKeys.visitor("tab"), NOON, true, Map.of("role", "cfo"), "https://harbour.test/"));
        recognise(resolver, of(IdentityKeys.email("ann@harbour.test")));
        PersonCandidate ann = recognise(resolver, of(keys("ann@harbour.test", null, "tab")));
        assertThat(resolver.merges()).isEmpty();
        assertThat(resolver.added()).containsExactly(ann);
        assertThat(ann.traits).containsEntry("role", "cfo");
        assertThat(ann.origin).isEqualTo("direct");
    }

    @Test
    void theFirstHumanSignalGivesTheOrigin() {
        IdentityResolver resolver = resolver();
        recognise(resolver, signal(IdentityKeys.visitor("tab"), NOON, false, Map.of(), "https://harbour.test/machine"));
        PersonCandidate visitor = recognise(
                resolver, signal(IdentityKeys.visitor("tab"), NOON, true, Map.of(), "https://harbour.test/a"));
        recognise(resolver, signal(IdentityKeys.visitor("tab"), NOON, true, Map.of(), "https://harbour.test/b"));
        assertThat(visitor.firstTouch).isEqualTo(Map.of("url", "https://harbour.test/a"));
    }

    @Test
    void theFirstSightingIsTheEarliestWhateverTheOrderOfArrival() {
        IdentityResolver resolver = resolver();
        PersonCandidate visitor = recognise(resolver, of(IdentityKeys.visitor("tab")));
        recognise(resolver, signal(IdentityKeys.visitor("tab"), NOON.minusSeconds(60), true, Map.of(), ""));
        recognise(resolver, signal(IdentityKeys.visitor("tab"), NOON.plusSeconds(60), true, Map.of(), ""));
        assertThat(visitor.firstAt).isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void aPersonKnownBeforeIsChangedOnlyByNews() {
        PersonCandidate ann = store(1, "ann@harbour.test", null, "e:ann@harbour.test");
        IdentityResolver resolver = resolver();
        recognise(resolver, of(IdentityKeys.email("ann@harbour.test")));
        assertThat(resolver.changed()).isEmpty();
        recognise(resolver, signal(IdentityKeys.email("ann@harbour.test"), NOON, true, Map.of("role", "cfo"), ""));
        assertThat(resolver.changed()).containsExactly(ann);
        assertThat(resolver.added()).isEmpty();
    }

    /** The rule as its readers know it: who shares a chain of strong keys is one person, if no two user ids are in it. */
    @Test
    void inAnyOrderSignalsOfOneChainOfAddressesAndIdsAreOnePerson() {
        List<NewSignal> chain = List.of(
                of(keys("a@harbour.test", null, null)),
                of(keys("a@harbour.test", "7", null)),
                of(keys(null, "7", null, "crm:1")),
                of(keys("b@harbour.test", null, null, "crm:1")),
                of(keys("b@harbour.test", null, null)));
        for (int seed = 0; seed < 200; seed++) {
            List<NewSignal> shuffled = new ArrayList<>(chain);
            java.util.Collections.shuffle(shuffled, new Random(seed));
            IdentityResolver resolver = resolver();
            shuffled.forEach(signal -> recognise(resolver, signal));
            assertThat(resolver.added()).as("order of seed " + seed).hasSize(1);
            assertThat(resolver.newKeys().values())
                    .allSatisfy(known -> assertThat(known.survivor())
                            .isSameAs(resolver.added().iterator().next()));
        }
    }
}
