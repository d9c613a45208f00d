package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.NotFound;
import dev.sluice.signal.IdentityKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People by their numbers and by what names them outside. */
class PersonsTest extends PersonCase {
    @Autowired
    private Merges merges;

    @Test
    void aPersonHasTheTraitsOfTheirSignals() {
        long ann = identify(
                "ann@harbour.test",
                Map.of("name", "Ann Harbour", "role", "CFO", "phone", "+44 20 7946 0000", "company_size", 40));
        Person person = person(ann);
        assertThat(person.email()).isEqualTo("ann@harbour.test");
        assertThat(person.name()).isEqualTo("Ann Harbour");
        assertThat(person.role()).isEqualTo("CFO");
        assertThat(person.phone()).isEqualTo("+442079460000");
        assertThat(person.companyName()).isEqualTo("harbour.test");
        assertThat(person.identified()).isTrue();
        assertThat(person.traits()).containsEntry("company_size", 40).containsEntry("email", "ann@harbour.test");
    }

    @Test
    void theTitleIsTheNameElseTheAddressElseTheNumber() {
        assertThat(Person.title(7, true, "Ann", "ann@harbour.test")).isEqualTo("Ann");
        assertThat(Person.title(7, true, null, "ann@harbour.test")).isEqualTo("ann@harbour.test");
        assertThat(Person.title(7, true, null, null)).isEqualTo("Person 7");
        assertThat(Person.title(7, false, null, null)).isEqualTo("Visitor 7");
    }

    @Test
    void anUnknownPersonIsNotFound() {
        assertThatThrownBy(() -> person(Long.MAX_VALUE)).isInstanceOf(NotFound.class);
        assertThat(persons.withKey(workspace, "e:ann@harbour.test")).isEmpty();
    }

    @Test
    void aPersonOfAnotherWorkspaceIsNotThere() {
        long ann = identify("ann@harbour.test", Map.of());
        int other = workspace();
        assertThatThrownBy(() -> persons.get(other, ann)).isInstanceOf(NotFound.class);
        assertThat(persons.withKey(other, "e:ann@harbour.test")).isEmpty();
        assertThat(persons.all(other, List.of(ann))).isEmpty();
        assertThat(persons.withKeys(other, List.of("e:ann@harbour.test"))).isEmpty();
        assertThat(persons.keys(other, List.of(ann))).isEmpty();
    }

    @Test
    void aTraitThatIsRemovedIsGone() {
        long ann = identify("ann@harbour.test", 60, Map.of("company_size", 40));
        java.util.Map<String, Object> none = new java.util.HashMap<>();
        none.put("company_size", null);
        identify("ann@harbour.test", 50, none);
        assertThat(person(ann).traits()).doesNotContainKey("company_size");
        assertThat(persons.facts(workspace, ann))
                .extracting(Persons.Fact::trait)
                .doesNotContain("company_size");
    }

    @Test
    void theNewestTellingOfATraitWinsWhateverTheOrderOfArrival() {
        long ann = identify("ann@harbour.test", 10, Map.of("role", "CFO"));
        identify("ann@harbour.test", 60, Map.of("role", "clerk", "name", "Ann"));
        assertThat(person(ann).role()).isEqualTo("CFO");
        assertThat(person(ann).name()).isEqualTo("Ann");
        assertThat(person(ann).traits()).containsEntry("role", "CFO");
    }

    @Test
    void aFactSaysWhenAndFromWhereItIsKnown() {
        long ann = identify("ann@harbour.test", 30, Map.of("company_size", 40.0, "role", "CFO"));
        identify("ann@harbour.test", 20, Map.of("role", "CEO"));
        List<Persons.Fact> facts = persons.facts(workspace, ann);
        assertThat(facts).extracting(Persons.Fact::trait).isSorted();
        assertThat(facts)
                .filteredOn(fact -> fact.trait().equals("role"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.value()).isEqualTo("CEO");
                    assertThat(fact.source()).contains("test");
                    assertThat(fact.at()).isAfter(ago(25));
                });
        assertThat(facts)
                .filteredOn(fact -> fact.trait().equals("company_size"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.value()).isEqualTo("40"));
    }

    @Test
    void manyArePeopleByTheNumbersThatWereAskedFor() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@quay.test", Map.of());
        merges.merge(workspace, ann, bob, 1);
        Map<Long, Person> all = persons.all(workspace, List.of(ann, bob, Long.MAX_VALUE));
        assertThat(all.keySet()).containsExactlyInAnyOrder(ann, bob);
        assertThat(all.get(bob)).isEqualTo(all.get(ann));
        assertThat(persons.all(workspace, List.of())).isEmpty();
    }

    @Test
    void keysThatNamePeopleAreFoundAtOnce() {
        long ann = identify("ann@harbour.test", Map.of());
        record(keys(null, "7", null), 5, "page_viewed", "/", Map.of(), Map.of());
        assertThat(persons.withKeys(workspace, List.of("e:ann@harbour.test", "u:7", "u:8")))
                .isEqualTo(Map.of("e:ann@harbour.test", ann, "u:7", id("u:7")));
    }

    @Test
    void aGroupIsThePersonWithThoseMergedIntoThem() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@quay.test", Map.of());
        long cat = identify("cat@quay.test", Map.of());
        assertThat(persons.group(workspace, ann)).containsExactly(ann);
        merges.merge(workspace, cat, bob, 1);
        merges.merge(workspace, ann, cat, 1);
        assertThat(persons.group(workspace, ann)).containsExactly(ann, bob, cat);
    }

    @Test
    void intakeRecognisesAPersonByTheStrongestOfTheirKeys() {
        record(keys("ann@harbour.test", "7", "tab"), 5, "page_viewed", "/", Map.of(), Map.of());
        long ann = id("u:7");
        assertThat(persons.keys(workspace, ann)).isEqualTo(new IdentityKeys(null, "7", null, List.of()));
        long bob = identify("bob@harbour.test", Map.of());
        assertThat(persons.keys(workspace, bob)).isEqualTo(IdentityKeys.email("bob@harbour.test"));
        record(IdentityKeys.visitor("other"), 5, "page_viewed", "/", Map.of(), Map.of());
        assertThat(persons.keys(workspace, id("a:other"))).isEqualTo(IdentityKeys.visitor("other"));
    }

    @Test
    void aPersonWithoutAnyKeyIsGivenOne() {
        record(IdentityKeys.visitor("desk"), 9, "page_viewed", "/", Map.of(), Map.of());
        long visitor = id("a:desk");
        identify("ann@harbour.test", Map.of());
        long ann = id("e:ann@harbour.test");
        merges.merge(workspace, ann, visitor, 1);
        assertThat(persons.keys(workspace, ann)).isEqualTo(IdentityKeys.email("ann@harbour.test"));
        IdentityKeys many = persons.keys(workspace, List.of(ann)).get(ann);
        assertThat(many).isEqualTo(IdentityKeys.email("ann@harbour.test"));
    }

    @Test
    void identitiesSayWhatKindTheyAreAndWhichCameByAMerge() {
        record(
                new IdentityKeys("ann@harbour.test", "7", "tab", List.of("crm:1")),
                5,
                "page_viewed",
                "/",
                Map.of(),
                Map.of());
        long ann = id("u:7");
        long bob = identify("bob@quay.test", Map.of());
        merges.merge(workspace, ann, bob, 1);
        assertThat(persons.identities(workspace, ann))
                .extracting(Persons.PersonIdentity::value)
                .containsExactly("ann@harbour.test", "bob@quay.test", "7", "crm:1", "tab");
        assertThat(persons.identities(workspace, ann))
                .filteredOn(Persons.PersonIdentity::merged)
                .extracting(Persons.PersonIdentity::value)
                .containsExactly("bob@quay.test");
    }
}
