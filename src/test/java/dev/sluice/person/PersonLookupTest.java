package dev.sluice.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.IdentityKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** People are found the way people type them. */
class PersonLookupTest extends PersonCase {
    @Autowired
    private PersonLookup lookup;

    @Autowired
    private Merges merges;

    private final Map<String, Long> people = new HashMap<>();

    @BeforeEach
    void people() {
        add("maria", Map.of("name", "María José García López", "phone", "+34 912 345 678"));
        add("marie", Map.of("name", "Marie Garnier", "phone", "+33 1 42 68 53 00"));
        add("sean", Map.of("name", "Seán O’Brien", "phone", "020 7946 0018", "country", "GB"));
        add("soren", Map.of("first_name", "Søren", "last_name", "Ørsted-Łoś"));
        add("nikos", Map.of("name", "ΝΙΚΟΣ ΠΑΠΑΔΌΠΟΥΛΟΣ"));
        add("yelena", Map.of("name", "Елена Ёлкина"));
        add("taro", Map.of("name", "山田太郎"));
        add("gross", Map.of("name", "Jürgen Groß", "phone", "(415) 555-0134"));
        add("anon", Map.of());
    }

    private void add(String key, Map<String, Object> traits) {
        people.put(key, identify(key + "@firm.example", traits));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "María, maria",
                "maria, maria",
                "GARCIA, maria",
                "garcia maria, maria",
                "lopez jose garcia, maria",
                "gar mar, maria marie",
                "García López, maria",
                "O'Brien, sean",
                "O’Brien, sean",
                "obrien, sean",
                "o'bri sean, sean",
                "brien, sean",
                "SEAN, sean",
                "soren, soren",
                "orsted, soren",
                "Los, soren",
                "orsted-los, soren",
                "ØRSTED SØREN, soren",
                "νικος, nikos",
                "παπαδοπουλος, nikos",
                "Παπαδόπουλος Νίκος, nikos",
                "елкина, yelena",
                "ЁЛКИНА ЕЛЕНА, yelena",
                "山田, taro",
                "太郎, taro",
                "gross, gross",
                "GROSS jurgen, gross",
                "groß, gross",
                "020 7946 0018, sean",
                "+44 20 7946 0018, sean",
                "+44 (0)20 7946-0018, sean",
                "0044 20 7946 0018, sean",
                "442079460018, sean",
                "7946 0018, sean",
                "0207946, sean",
                "+44 20 79, sean",
                "4155550134, gross",
                "1-415-555-0134, gross",
                "415.555.0134, gross",
                "+1 (415) 555 0134, gross",
                "555-0134, gross",
                "912 345 678, maria",
                "01 42 68 53 00, marie",
                "soren@fi, soren",
                "MARIA@firm.example, maria",
                "maria brien, ||",
                "xarcia, ||",
                "99999999, ||",
                "', ||",
                "%, ||",
                "-, ||",
            })
    void whatIsTypedFinds(String typed, String found) {
        assertThat(lookup.matching(workspace, typed, 50))
                .containsExactlyInAnyOrderElementsOf(
                        found.isEmpty()
                                ? List.of()
                                : List.of(found.split(" ")).stream()
                                        .map(people::get)
                                        .toList());
    }

    @Test
    void whoChangesTheirNameIsFoundByTheNewOneOnly() {
        identify("anon@firm.example", 10, Map.of("name", "Ada Byron"));
        identify("anon@firm.example", 5, Map.of("name", "Ada Lovelace"));
        assertThat(lookup.matching(workspace, "lovelace ada", 9)).containsExactly(people.get("anon"));
        assertThat(lookup.matching(workspace, "byron", 9)).isEmpty();
    }

    @Test
    void whoWasMergedIsFoundAsTheOther() {
        merges.merge(workspace, people.get("maria"), people.get("soren"), 1);
        assertThat(lookup.matching(workspace, "orsted", 9)).containsExactly(people.get("maria"));
        assertThat(lookup.matching(workspace, "garcia", 9)).containsExactly(people.get("maria"));
    }

    @Test
    void aVisitorWithANameIsFoundToo() {
        record(IdentityKeys.visitor("tab"), 9, "identified", "", Map.of("name", "Zoë Quinn"), Map.of());
        assertThat(lookup.matching(workspace, "quinn zoe", 9)).containsExactly(id("a:tab"));
    }
}
