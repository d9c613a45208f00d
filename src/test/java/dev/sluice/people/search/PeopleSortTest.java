package dev.sluice.people.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Api;
import dev.sluice.funnel.Life;
import dev.sluice.person.Merges;
import dev.sluice.person.PersonCase;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.Trust;
import dev.sluice.standing.Settled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every order of people shows the same people, whatever is unknown of them, and says how many they are. */
class PeopleSortTest extends PersonCase {
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");

    @Autowired
    private Settled settled;

    @Autowired
    private Merges merges;

    private Api api = new Api("", "");

    @BeforeEach
    void peopleOfEverySort() {
        api = api(workspace);
        settled.decides(workspace, Life.readyMade("managed-it"));
        for (int i = 0; i < 12; i++) {
            Map<String, Object> traits = i % 3 == 0 ? Map.of() : Map.of("name", (i % 2 == 0 ? "Ö" : "z") + i);
            identify("p" + i + "@firm.example", 90 - i, traits);
        }
        for (int i = 0; i < 5; i++) {
            record(IdentityKeys.visitor("tab" + i), 5, "page_viewed", "/", Map.of(), Map.of());
        }
        for (int i = 0; i < 3; i++) {
            signals.record(workspace, List.of(bot("bot" + i)));
        }
        merges.merge(workspace, id("e:p1@firm.example"), id("e:p2@firm.example"), 1);
        settled.settled(workspace);
    }

    private NewSignal bot(String visitor) {
        return new NewSignal(
                IdentityKeys.visitor(visitor),
                ago(3),
                null,
                "page_viewed",
                "/",
                false,
                source,
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
    }

    private Set<Long> all(String query) {
        List<Long> ids = new ArrayList<>();
        String after = "";
        do {
            String body = api.get("/api/v1/people?limit=3" + query + after).body();
            List<?> items = (List<?>) Json.object(body).get("items");
            Matcher next = NEXT.matcher(body);
            after = next.find() ? "&after=" + next.group(1) : "";
            assertThat(items.isEmpty() && !after.isEmpty())
                    .as("an empty page with a cursor")
                    .isFalse();
            items.forEach(item -> ids.add(((Number) ((Map<?, ?>) item).get("id")).longValue()));
        } while (!after.isEmpty());
        assertThat(ids).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }

    private Set<Long> stored(String condition) {
        return new HashSet<>(tenancy.read(
                workspace,
                () -> jdbc.sql("SELECT id FROM person p WHERE workspace_id = ? AND merged_into IS NULL" + condition)
                        .param(workspace)
                        .query(Long.class)
                        .list()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"engagement", "newest", "name"})
    void everyOneIsListedInEveryOrder(String sort) {
        assertThat(all("&stage=any&sort=" + sort)).hasSize(19).isEqualTo(stored(""));
        assertThat(all("&sort=" + sort)).hasSize(11).isEqualTo(stored(" AND identified_at IS NOT NULL"));
        assertThat(all("&stage=none&sort=" + sort)).hasSize(8).isEqualTo(stored(" AND identified_at IS NULL"));
        assertThat(all("&q=p&sort=" + sort)).hasSize(11);
    }

    @ParameterizedTest
    @CsvSource({
        "stage=any, 19 people",
        "'', 11 people",
        "stage=lead, 11 people",
        "stage=mql, 0 people",
        "fit=90, 0 people"
    })
    void theHeadingSaysHowManyThereAre(String query, String people) {
        for (String sort : List.of("engagement", "newest", "name")) {
            assertThat(owner(workspace)
                            .get("/people?sort=" + sort + "&" + query)
                            .body())
                    .as(sort)
                    .contains("<span class=\"count\">" + people + "</span>");
        }
    }

    @Test
    void namedPeopleComeFirstByTheirPlainLetters() {
        List<?> items = (List<?>)
                Json.object(api.get("/api/v1/people?sort=name&limit=50").body()).get("items");
        List<Object> names = new ArrayList<>();
        items.forEach(item -> names.add(((Map<?, ?>) item).get("name")));
        assertThat(names.subList(0, 7)).containsExactly("Ö10", "Ö4", "Ö8", "z1", "z11", "z5", "z7");
        assertThat(names.subList(7, 11)).containsOnlyNulls();
    }

    /** More than are tried in a row do not fit, and the last of all does. */
    @Test
    void aPageIsLookedForUntilItHasSomeone() {
        List<NewSignal> many = new ArrayList<>();
        for (int i = 0; i < 3_300; i++) {
            many.add(new NewSignal(
                    IdentityKeys.email("m" + i + "@many.example"),
                    ago(1),
                    null,
                    "identified",
                    "",
                    true,
                    source,
                    Map.of("name", "A" + i),
                    Map.of(),
                    Trust.INTERNAL));
        }
        for (int i = 0; i < many.size(); i += 1_100) {
            signals.record(workspace, many.subList(i, i + 1_100));
        }
        identify("old@firm.example", 200, Map.of("name", "Zz Old", "company_size", 100, "role", "CFO"));
        settled.settled(workspace);
        for (String sort : List.of("engagement", "newest", "name")) {
            assertThat(all("&fit=30&sort=" + sort)).as(sort).containsExactly(id("e:old@firm.example"));
            assertThat(all("&fit=99&sort=" + sort)).as(sort).isEmpty();
            assertThat(owner(workspace).get("/people?fit=30&sort=" + sort).body())
                    .contains(">1 person<");
        }
        assertThat(owner(workspace).get("/people?reached=lead&since=2000-01-01").body())
                .contains(">3,312 people<");
        // a search that finds more than are looked at counts no one
        assertThat(owner(workspace).get("/people?q=m&fit=99").body()).doesNotContain("0+ people");
    }
}
