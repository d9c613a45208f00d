package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which company a person works for. */
class CompaniesTest extends PersonCase {
    @Autowired
    private Companies companies;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ann@harbour.test, -, harbour.test",
                "ann@harbour.test, Harbour Ltd, Harbour Ltd",
                "ann@gmail.com, -, -",
                "ann@gmail.com, Harbour Ltd, Harbour Ltd",
                "ann@mailinator.com, Harbour Ltd, Harbour Ltd",
                "-, Harbour Ltd, Harbour Ltd",
                "-, -, -",
            })
    void aCompanyIsKnownByItsMailDomainElseByItsName(@Nullable String email, @Nullable String name, String company) {
        record(
                new IdentityKeys(email, "7", null, List.of()),
                9,
                "identified",
                "",
                name == null ? Map.of() : Map.of("company", name),
                Map.of());
        assertThat(person(id("u:7")).companyName()).isEqualTo(company);
    }

    /** Rows of one file, in one batch and one after the other. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCompanyThatARowNamesWinsOverTheDomain(boolean together) {
        List<NewSignal> rows = List.of(
                row("ann@firm.example", "Alpha GmbH"),
                row("ben@firm.example", "Beta AG"),
                row("cat@firm.example", "alpha gmbh"),
                row("dan@firm.example", "Alpha"),
                row("eva@firm.example", ""),
                row("fay@gmail.com", "Beta AG"));
        if (together) {
            signals.record(workspace, rows);
        } else {
            rows.forEach(row -> signals.record(workspace, List.of(row)));
        }
        assertThat(Stream.of("ann", "ben", "cat", "dan", "eva")
                        .map(name -> person(id("e:" + name + "@firm.example")).companyName()))
                .containsExactly("Alpha GmbH", "Beta AG", "Alpha GmbH", "Alpha GmbH", "Alpha GmbH");
        assertThat(person(id("e:ben@firm.example")).company())
                .isEqualTo(person(id("e:fay@gmail.com")).company());
    }

    @Test
    void whatIsHeardLaterWithoutACompanyChangesNone() {
        identify("ann@firm.example", 60, Map.of("company", "Alpha GmbH"));
        long ben = identify("ben@firm.example", 50, Map.of("company", "Beta AG"));
        identify("ben@firm.example", 40, Map.of("phone", "+44 20 7946 0018"));
        assertThat(person(ben).companyName()).isEqualTo("Beta AG");
    }

    private NewSignal row(String email, String company) {
        return new NewSignal(
                IdentityKeys.email(email),
                ago(9),
                email,
                "imported",
                "",
                true,
                source,
                company.isEmpty() ? Map.of() : Map.of("company", company),
                Map.of(),
                Trust.INTERNAL);
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
