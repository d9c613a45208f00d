package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which company a person works for. */
class CompaniesTest extends PersonCase {
    @Autowired
    private Companies companies;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ann@harbour.test, -, d:harbour.test",
                "ann@harbour.test, Harbour Ltd, d:harbour.test",
                "ann@gmail.com, -, -",
                "ann@gmail.com, Harbour Ltd, n:harbour ltd",
                "ann@mailinator.com, Harbour Ltd, n:harbour ltd",
                "-, Harbour Ltd, n:harbour ltd",
                "-, -, -",
            })
    void aCompanyIsKnownByItsMailDomainElseByItsName(String email, String name, String key) {
        assertThat(Companies.key(email, name)).isEqualTo(key);
    }

    @Test
    void colleaguesWorkForTheSameCompany() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@harbour.test", Map.of());
        assertThat(person(ann).company()).isNotNull().isEqualTo(person(bob).company());
        assertThat(person(ann).companyName()).isEqualTo("harbour.test");
    }

    @Test
    void aCompanyThatWasKnownByItsDomainOnlyTakesTheNameThatSomeoneGives() {
        long ann = identify("ann@harbour.test", Map.of());
        identify("bob@harbour.test", Map.of("company", "Harbour Ltd"));
        assertThat(person(ann).companyName()).isEqualTo("Harbour Ltd");
    }

    @Test
    void aCompanyThatHasANameKeepsIt() {
        long ann = identify("ann@harbour.test", Map.of("company", "Harbour Ltd"));
        identify("bob@harbour.test", Map.of("company", "Something else"));
        assertThat(person(ann).companyName()).isEqualTo("Harbour Ltd");
    }

    @Test
    void withoutADomainOfTheirOwnPeopleMeetByTheNameOfTheirCompany() {
        long ann = identify("ann@gmail.com", Map.of("company", "Harbour Ltd"));
        long bob = identify("bob@gmail.com", Map.of("company", "HARBOUR LTD"));
        long cat = identify("cat@gmail.com", Map.of());
        assertThat(person(ann).company()).isNotNull().isEqualTo(person(bob).company());
        assertThat(person(cat).company()).isNull();
    }

    @Test
    void aVisitorMayNameTheirCompanyBeforeTheirAddress() {
        record(IdentityKeys.visitor("tab"), 9, "identified", "", Map.of("company", "Harbour Ltd"), Map.of());
        assertThat(person(id("a:tab")).companyName()).isEqualTo("Harbour Ltd");
    }

    @Test
    void aPersonWhoMovesHasTheCompanyThatTheyNamedLast() {
        long ann = identify("ann@gmail.com", 60, Map.of("company", "Harbour Ltd"));
        identify("ann@gmail.com", 30, Map.of("company", "Quay Ltd"));
        assertThat(person(ann).companyName()).isEqualTo("Quay Ltd");
    }

    @Test
    void manyAreAskedForAtOnce() {
        long ann = identify("ann@harbour.test", Map.of());
        long bob = identify("bob@gmail.com", Map.of());
        Map<Long, Long> found = tenancy.read(workspace, () -> companies.of(workspace, List.of(ann, bob)));
        assertThat(found)
                .isEqualTo(Map.of(ann, Objects.requireNonNull(person(ann).company())));
    }
}
