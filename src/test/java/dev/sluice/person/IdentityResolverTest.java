package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityResolverTest {
    private final AtomicLong numbers = new AtomicLong(100);
    private final Map<String, PersonCandidate> stored = new HashMap<>();

    @Test
    void aVisitorWhoGivesAnAddressIsTheSamePersonFromThenOn() {
        IdentityResolver crowd = crowd();
        PersonCandidate before = recognise(crowd, signal(null, null, "tab-1"));
        PersonCandidate named = recognise(crowd, signal("ann@harbour.test", null, "tab-1"));
        assertThat(named).isSameAs(before);
        assertThat(crowd.fresh()).containsExactly(before);
        assertThat(crowd.merges()).isEmpty();
        assertThat(crowd.newKeys()).containsOnlyKeys("a:tab-1", "e:ann@harbour.test");
    }

    @Test
    void oneAddressInMixedCaseIsOnePerson() {
        IdentityResolver crowd = crowd();
        PersonCandidate one = recognise(crowd, signal("Ann@Harbour.TEST", null, null));
        assertThat(recognise(crowd, signal(" ann@harbour.test ", null, null))).isSameAs(one);
        assertThat(crowd.fresh()).hasSize(1);
    }

    @Test
    void aKnownVisitorIsTakenIntoThePersonWhoseAddressTheyGive() {
        PersonCandidate visitor = store(1, false, null, null, "a:tab-1");
        PersonCandidate ann = store(2, true, "ann@harbour.test", null, "e:ann@harbour.test");
        IdentityResolver crowd = crowd();
        assertThat(recognise(crowd, signal("ann@harbour.test", null, "tab-1"))).isSameAs(ann);
        assertThat(crowd.merges()).singleElement().satisfies(merge -> {
            assertThat(merge.survivor()).isSameAs(ann);
            assertThat(merge.merged()).isSameAs(visitor);
        });
    }

    @Test
    void aSecondPersonAtTheSameBrowserIsNotTheFirst() {
        PersonCandidate ann = store(1, true, "ann@harbour.test", null, "e:ann@harbour.test", "a:desk");
        IdentityResolver crowd = crowd();
        PersonCandidate bob = recognise(crowd, signal("bob@harbour.test", null, "desk"));
        assertThat(bob).isNotSameAs(ann);
        assertThat(crowd.merges()).isEmpty();
        assertThat(crowd.movedKeys()).containsEntry("a:desk", bob);
        assertThat(recognise(crowd, signal(null, null, "desk"))).isSameAs(bob);
    }

    @Test
    void aUserIdAndAnAddressOfTwoPeopleMakeThemOne() {
        PersonCandidate byId = store(1, true, null, "42", "u:42");
        PersonCandidate byMail = store(2, true, "ann@harbour.test", null, "e:ann@harbour.test");
        IdentityResolver crowd = crowd();
        assertThat(recognise(crowd, signal("ann@harbour.test", "42", null))).isSameAs(byId);
        assertThat(crowd.merges())
                .singleElement()
                .satisfies(merge -> assertThat(merge.merged()).isSameAs(byMail));
        assertThat(byId.email).isEqualTo("ann@harbour.test");
    }

    @Test
    void twoAccountsThatShareAnAddressStayTwo() {
        PersonCandidate one = store(1, true, "info@harbour.test", "1", "u:1", "e:info@harbour.test");
        PersonCandidate two = store(2, true, null, "2", "u:2");
        IdentityResolver crowd = crowd();
        assertThat(recognise(crowd, signal("info@harbour.test", "2", null))).isSameAs(two);
        assertThat(crowd.merges()).isEmpty();
        assertThat(one.mergedInto).isNull();
    }

    @Test
    void somebodyWithoutAnyAddressIsStillSomebody() {
        IdentityResolver crowd = crowd();
        PersonCandidate lead = recognise(
                crowd,
                new NewSignal(
                        new IdentityKeys(null, null, null, List.of("olist:abc")),
                        Instant.EPOCH,
                        null,
                        "imported",
                        "",
                        true,
                        1,
                        Map.of(),
                        Map.of()));
        assertThat(lead.identified).isTrue();
        assertThat(lead.email).isNull();
        assertThat(crowd.newKeys()).containsOnlyKeys("x:olist:abc");
    }

    @Test
    void newerNewsWinOverOlderWhateverTheirOrderOfArrival() {
        IdentityResolver crowd = crowd();
        recognise(crowd, told("2026-02-01T00:00:00Z", Map.of("role", "director")));
        PersonCandidate ann =
                recognise(crowd, told("2026-01-01T00:00:00Z", Map.of("role", "manager", "country", "GB")));
        assertThat(ann.traits).containsEntry("role", "director").containsEntry("country", "GB");
        assertThat(ann.firstAt).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private IdentityResolver crowd() {
        return new IdentityResolver(stored, numbers::incrementAndGet);
    }

    private PersonCandidate store(
            long id, boolean identified, @Nullable String email, @Nullable String user, String... keys) {
        PersonCandidate known = new PersonCandidate(id, false, identified, email, user);
        for (String key : keys) {
            stored.put(key, known);
        }
        return known;
    }

    private static NewSignal signal(@Nullable String email, @Nullable String user, @Nullable String visitor) {
        return new NewSignal(
                new IdentityKeys(email, user, visitor, List.of()),
                Instant.EPOCH,
                null,
                "page_viewed",
                "/",
                true,
                1,
                Map.of(),
                Map.of());
    }

    private static NewSignal told(String at, Map<String, Object> traits) {
        return new NewSignal(
                IdentityKeys.email("ann@harbour.test"),
                Instant.parse(at),
                null,
                "identified",
                "",
                true,
                1,
                traits,
                Map.of());
    }

    private static PersonCandidate recognise(IdentityResolver crowd, NewSignal signal) {
        return crowd.recognise(signal, IdentityResolver.keys(signal));
    }
}
