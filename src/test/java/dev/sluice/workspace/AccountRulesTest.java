package dev.sluice.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.platform.BadInput;
import dev.sluice.workspace.access.AccessDeniedResponses;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles, scopes, names, addresses and passwords. */
class AccountRulesTest {
    private static String fault(Runnable checking) {
        try {
            checking.run();
        } catch (BadInput refused) {
            return refused.faults().getFirst().field();
        }
        throw new AssertionError("it was taken");
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER ADMIN MANAGER MEMBER",
        "ADMIN, ADMIN MANAGER MEMBER",
        "MANAGER, MANAGER MEMBER",
        "MEMBER, MEMBER",
    })
    void aRoleMayDoWhatItAndThoseBelowItMay(Role role, String covered) {
        for (Role needed : Role.values()) {
            assertThat(role.covers(needed))
                    .as(role + " for " + needed)
                    .isEqualTo(List.of(covered.split(" ")).contains(needed.name()));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleIsStoredByItsCodeAndShownByItsLabel(Role role) {
        assertThat(Role.of(role.code())).isEqualTo(role);
        assertThat(role.label()).isEqualToIgnoringCase(role.code());
        assertThat(role.label()).matches("[A-Z][a-z]+");
    }

    @ParameterizedTest
    @EnumSource(Team.class)
    void aTeamIsStoredByItsCodeAndShownByItsLabel(Team team) {
        assertThat(Team.of(team.code())).isEqualTo(team);
        assertThat(team.label()).matches("[A-Z][a-z]+");
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void aScopeIsWrittenAsAThingAndWhatMayBeDoneWithIt(Scope scope) {
        assertThat(scope.code()).matches("[a-z]+:(read|write|erase)");
        assertThat(Scope.of(scope.code())).isEqualTo(scope);
        assertThat(scope.text()).isNotBlank();
    }

    @Test
    void whatMayBeWrittenMayAlsoBeRead() {
        Set<String> codes =
                new HashSet<>(Arrays.stream(Scope.values()).map(Scope::code).toList());
        codes.remove("signals:write"); // signals are read with their people
        assertThat(codes.stream().filter(code -> code.endsWith(":write")))
                .allMatch(code -> codes.contains(code.replace(":write", ":read")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "people", "people:delete", "PEOPLE_READ", "people_read", " people:read"})
    void aScopeThatThereIsNotOpensNothing(String code) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Scope.of(code))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyScopesAreASet() {
        assertThat(Scope.all(List.of("people:read", "deals:write", "people:read")))
                .containsExactlyInAnyOrder(Scope.PEOPLE_READ, Scope.DEALS_WRITE);
        assertThat(Scope.all(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ann@example.com",
        "' Ann@Example.COM ', ann@example.com",
        "ann+work@example.com, ann+work@example.com",
        "ann@localhost, ann@localhost",
        "jürgen@example.com, jürgen@example.com",
    })
    void anAddressHasOneSpelling(String written, String stored) {
        assertThat(Users.address(written)).isEqualTo(stored);
    }

    @Test
    void twoWaysOfWritingAnAccentAreTheSameAddress() {
        assertThat(Users.address("ju\u0308rgen@example.com")).isEqualTo("jürgen@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ann", "@example.com", "ann@", "a b@example.com", "ann@@example.com", "ann@exa mple.com"})
    void whatIsNoAddressIsRefused(String written) {
        assertThat(fault(() -> Users.address(written))).isEqualTo("email");
    }

    @Test
    void anAddressHasItsLongest() {
        assertThat(fault(() -> Users.address("a".repeat(65) + "@example.com"))).isEqualTo("email");
        assertThat(fault(() -> Users.address("a@" + "b".repeat(254)))).isEqualTo("email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x7-Gamba", "a few easy words", "пароль-пароль", "        "})
    void aPasswordOfEightCharactersIsOne(String password) {
        assertThat(Users.password(password)).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"})
    void aShorterPasswordIsRefused(String password) {
        assertThat(fault(() -> Users.password(password))).isEqualTo("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "12345678",
                "QWERTYUIOP",
                "iloveyou",
                "sunshine1",
                "princess1",
                "football"
            })
    void aPasswordThatManyPeopleUseIsRefused(String password) {
        assertThat(fault(() -> Users.password(password))).isEqualTo("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"harbour-example", "Maya Harbour", "mayaharbour2026", "harbour!!!1", "maya@harbour-it.example"})
    void aPasswordOfOnesOwnNamesIsRefused(String password) {
        assertThat(fault(() -> Users.password(password, "maya@harbour-it.example", "Maya Harbour")))
                .isEqualTo("password");
        assertThat(Users.password("the harbour at dawn", "maya@harbour-it.example", "Maya Harbour"))
                .isNotEmpty();
    }

    @Test
    void aPasswordIsNeverCutSilently() {
        assertThat(Users.password("a".repeat(72))).hasSize(72);
        assertThat(fault(() -> Users.password("a".repeat(73)))).isEqualTo("password");
        assertThat(fault(() -> Users.password("ä".repeat(37)))).isEqualTo("password");
    }

    @Test
    void aNameIsStrippedAndHasItsLongest() {
        assertThat(NameRule.checked("name", "  Olga Owner ", "your name")).isEqualTo("Olga Owner");
        assertThat(NameRule.checked("name", "x".repeat(100), "your name")).hasSize(100);
        assertThat(fault(() -> NameRule.checked("name", "x".repeat(101), "your name")))
                .isEqualTo("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t", "a\nb", "a\0b", "a\u0085b"})
    void aNameIsNeverEmptyAndHoldsNoControls(String name) {
        assertThat(fault(() -> NameRule.checked("workspace", name, "your business")))
                .isEqualTo("workspace");
    }

    @Test
    void everyTokenIsAnotherAndFitsIntoAnAddress() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(ApiKeys.token("slk_"));
        }
        assertThat(tokens).hasSize(1_000).allMatch(token -> token.matches("slk_[A-Za-z0-9_-]{43}"));
    }

    @Test
    void ofATokenOnlyItsHashIsStored() {
        assertThat(PublicKeys.hash("slk_guess")).matches("[0-9a-f]{64}").isNotEqualTo(PublicKeys.hash("slk_guess2"));
        // SHA-256 of "abc", FIPS 180-2
        assertThat(PublicKeys.hash("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @CsvSource({
        "/people, /people",
        "/people?q=a&b=c, /people?q=a&b=c",
        "/, /",
        "'', /",
        "people, /",
        "//evil.test, /",
        "https://evil.test, /",
        "'/a b', /",
        "/ä, /",
        "'/a\\b', /",
        "javascript:alert(1), /",
    })
    void afterSigningInOneGoesOnToAPathOfOursAlone(String next, String to) {
        assertThat(AccessDeniedResponses.local(next)).isEqualTo(to);
    }
}
