package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
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
        IdentityResolver resolver = resolver();
        PersonCandidate before = recognise(resolver, signal(null, null, "tab-1"));
        PersonCandidate named = recognise(resolver, signal("ann@harbour.test", null, "tab-1"));
        assertThat(named).isSameAs(before);
        assertThat(resolver.added()).containsExactly(before);
        assertThat(resolver.merges()).isEmpty();
        assertThat(resolver.newKeys()).containsOnlyKeys("a:tab-1", "e:ann@harbour.test");
    }

    @Test
    void oneAddressInMixedCaseIsOnePerson() {
        IdentityResolver resolver = resolver();
        PersonCandidate one = recognise(resolver, signal("Ann@Harbour.TEST", null, null));
        assertThat(recognise(resolver, signal(" ann@harbour.test ", null, null)))
                .isSameAs(one);
        assertThat(resolver.added()).hasSize(1);
    }

    @Test
    void aKnownVisitorIsTakenIntoThePersonWhoseAddressTheyGive() {
        PersonCandidate visitor = store(1, false, null, null, "a:tab-1");
        PersonCandidate ann = store(2, true, "ann@harbour.test", null, "e:ann@harbour.test");
        IdentityResolver resolver = resolver();
        assertThat(recognise(resolver, signal("ann@harbour.test", null, "tab-1")))
                .isSameAs(ann);
        assertThat(resolver.merges()).singleElement().satisfies(merge -> {
            assertThat(merge.survivor()).isSameAs(ann);
            assertThat(merge.merged()).isSameAs(visitor);
        });
    }

    @Test
    void aSecondPersonAtTheSameBrowserIsNotTheFirst() {
        PersonCandidate ann = store(1, true, "ann@harbour.test", null, "e:ann@harbour.test", "a:desk");
        IdentityResolver resolver = resolver();
        PersonCandidate bob = recognise(resolver, signal("bob@harbour.test", null, "desk"));
        assertThat(bob).isNotSameAs(ann);
        assertThat(resolver.merges()).isEmpty();
        assertThat(resolver.movedKeys()).containsEntry("a:desk", bob);
        assertThat(recognise(resolver, signal(null, null, "desk"))).isSameAs(bob);
    }

    @Test
    void aUserIdAndAnAddressOfTwoPeopleMakeThemOne() {
        PersonCandidate byId = store(1, true, null, "42", "u:42");
        PersonCandidate byMail = store(2, true, "ann@harbour.test", null, "e:ann@harbour.test");
        IdentityResolver resolver = resolver();
        assertThat(recognise(resolver, signal("ann@harbour.test", "42", null))).isSameAs(byId);
        assertThat(resolver.merges())
                .singleElement()
                .satisfies(merge -> assertThat(merge.merged()).isSameAs(byMail));
        assertThat(byId.email).isEqualTo("ann@harbour.test");
    }

    @Test
    void twoAccountsThatShareAnAddressStayTwo() {
        PersonCandidate one = store(1, true, "info@harbour.test", "1", "u:1", "e:info@harbour.test");
        PersonCandidate two = store(2, true, null, "2", "u:2");
        IdentityResolver resolver = resolver();
        assertThat(recognise(resolver, signal("info@harbour.test", "2", null))).isSameAs(two);
        assertThat(resolver.merges()).isEmpty();
        assertThat(one.mergedInto).isNull();
    }

    @Test
    void somebodyWithoutAnyAddressIsStillSomebody() {
        IdentityResolver resolver = resolver();
        PersonCandidate lead = recognise(
                resolver,
                new NewSignal(
                        new IdentityKeys(null, null, null, List.of("olist:abc")),
                        Instant.EPOCH,
                        null,
                        "imported",
                        "",
                        true,
                        1,
                        Map.of(),
                        Map.of(),
                        Trust.INTERNAL));
        assertThat(lead.identified).isTrue();
        assertThat(lead.email).isNull();
        assertThat(resolver.newKeys()).containsOnlyKeys("x:olist:abc");
    }

    @Test
    void newerNewsWinOverOlderWhateverTheirOrderOfArrival() {
        IdentityResolver resolver = resolver();
        recognise(resolver, told("2026-02-01T00:00:00Z", Map.of("role", "director")));
        PersonCandidate ann =
                recognise(resolver, told("2026-01-01T00:00:00Z", Map.of("role", "manager", "country", "GB")));
        assertThat(ann.traits).containsEntry("role", "director").containsEntry("country", "GB");
        assertThat(ann.firstAt).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private IdentityResolver resolver() {
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
                Map.of(),
                Trust.INTERNAL);
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
                Map.of(),
                Trust.INTERNAL);
    }

    private static PersonCandidate recognise(IdentityResolver resolver, NewSignal signal) {
        return resolver.recognise(signal, SignalKeys.of(signal));
    }
}
