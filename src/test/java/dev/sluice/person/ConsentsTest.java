package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people agreed to. */
class ConsentsTest extends PersonCase {
    @Autowired
    private Consents consents;

    @Autowired
    private Merges merges;

    private void gives(String email, int minutesAgo, String purpose) {
        record(IdentityKeys.email(email), minutesAgo, "consent_given", purpose, Map.of(), Map.of());
    }

    private void withdraws(String email, int minutesAgo, String purpose) {
        record(IdentityKeys.email(email), minutesAgo, "consent_withdrawn", purpose, Map.of(), Map.of());
    }

    private boolean given(long person, String purpose) {
        return consents.of(workspace, person).stream()
                .filter(consent -> consent.purpose().equals(purpose))
                .findFirst()
                .orElseThrow()
                .given();
    }

    @Test
    void aPersonWithoutConsentSignalsHasNoConsents() {
        long ann = identify("ann@harbour.test", Map.of());
        assertThat(consents.of(workspace, ann)).isEmpty();
        assertThat(consents.standing(workspace, List.of(ann), "marketing")).isEmpty();
    }

    @Test
    void eachPurposeIsIndependentOfTheOthers() {
        gives("ann@harbour.test", 30, "newsletter");
        withdraws("ann@harbour.test", 20, "events");
        assertThat(consents.of(workspace, id("e:ann@harbour.test")))
                .extracting(Consents.ConsentEntry::purpose, Consents.ConsentEntry::given)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("events", false),
                        org.assertj.core.groups.Tuple.tuple("newsletter", true));
    }

    @Test
    void aPurposeThatIsNotNamedIsMarketing() {
        gives("ann@harbour.test", 30, "");
        assertThat(given(id("e:ann@harbour.test"), "marketing")).isTrue();
    }

    @Test
    void theLastWordCountsByItsTimeAndNotByItsArrival() {
        withdraws("ann@harbour.test", 10, "marketing");
        gives("ann@harbour.test", 30, "marketing");
        long ann = id("e:ann@harbour.test");
        assertThat(given(ann, "marketing")).isFalse();
        gives("ann@harbour.test", 5, "marketing");
        assertThat(given(ann, "marketing")).isTrue();
    }

    @Test
    void anUnsubscriptionWithdrawsMarketing() {
        gives("ann@harbour.test", 30, "marketing");
        record(IdentityKeys.email("ann@harbour.test"), 10, "unsubscribed", "", Map.of(), Map.of());
        assertThat(given(id("e:ann@harbour.test"), "marketing")).isFalse();
    }

    @Test
    void theWordsThatWereAgreedToAreKept() {
        record(
                IdentityKeys.email("ann@harbour.test"),
                30,
                "consent_given",
                "marketing",
                Map.of(),
                Map.of("wording", "Yes, write to me."));
        assertThat(consents.of(workspace, id("e:ann@harbour.test")))
                .singleElement()
                .satisfies(consent -> assertThat(consent.wording()).isEqualTo("Yes, write to me."));
    }

    @Test
    void theStricterConsentOfTwoMergedPeopleCounts() {
        gives("ann@harbour.test", 60, "marketing");
        withdraws("bob@harbour.test", 50, "marketing");
        gives("cat@harbour.test", 40, "marketing");
        long ann = id("e:ann@harbour.test");
        merges.merge(workspace, ann, id("e:cat@harbour.test"), 1);
        assertThat(given(ann, "marketing")).isTrue();
        merges.merge(workspace, ann, id("e:bob@harbour.test"), 1);
        assertThat(given(ann, "marketing")).isFalse();
    }

    @Test
    void aMergeThatIsUndoneGivesEachTheirOwnWordBack() {
        gives("ann@harbour.test", 60, "marketing");
        withdraws("bob@harbour.test", 50, "marketing");
        long ann = id("e:ann@harbour.test");
        long bob = id("e:bob@harbour.test");
        merges.merge(workspace, ann, bob, 1);
        merges.undo(workspace, ann, merges.history(workspace, ann).getFirst().id(), 1);
        assertThat(given(ann, "marketing")).isTrue();
        assertThat(given(bob, "marketing")).isFalse();
    }

    @Test
    void manyAreAskedForAtOnceByTheNumbersThatTheyHad() {
        gives("ann@harbour.test", 60, "marketing");
        withdraws("bob@harbour.test", 50, "marketing");
        long ann = id("e:ann@harbour.test");
        long bob = id("e:bob@harbour.test");
        long cat = identify("cat@harbour.test", Map.of());
        assertThat(consents.standing(workspace, Set.of(ann, bob, cat), "marketing"))
                .hasSize(2)
                .satisfies(standing -> {
                    assertThat(standing.get(ann).given()).isTrue();
                    assertThat(standing.get(bob).given()).isFalse();
                });
        merges.merge(workspace, ann, bob, 1);
        assertThat(consents.standing(workspace, Set.of(ann, bob), "marketing"))
                .hasSize(2)
                .allSatisfy((person, consent) -> assertThat(consent.given()).isFalse());
    }

    @Test
    void anotherPurposeIsNotAskedFor() {
        gives("ann@harbour.test", 60, "newsletter");
        assertThat(consents.standing(workspace, Set.of(id("e:ann@harbour.test")), "marketing"))
                .isEmpty();
    }
}
