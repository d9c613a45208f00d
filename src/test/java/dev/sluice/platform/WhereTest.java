package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.platform.database.Where;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conditions that depend on what is asked for, against the real database. */
class WhereTest extends SluiceTest {
    private static final String PEOPLE = """
            SELECT name FROM (VALUES ('Ingrid', 1, 'engage', '2026-03-01T00:00:00Z'::timestamptz),
                                     ('Walter', 2, 'attract', '2026-03-02T00:00:00Z'),
                                     ('100%_sure\\', 3, 'attract', '2026-03-03T00:00:00Z')) AS p(name, owner, stage, at)
            WHERE p.owner < :most""";

    @Test
    void noConditionIsNoText() {
        Where where = new Where();
        assertThat(where.and()).isEmpty();
        assertThat(where.clause()).isEmpty();
        assertThat(where.params()).isEmpty();
    }

    @Test
    void conditionsAreJoinedByAnd() {
        Where where = new Where().add("d.owner_id = :owner", 4).always("d.state = 'open'");
        assertThat(where.and()).isEqualTo(" AND d.owner_id = :owner AND d.state = 'open'");
        assertThat(where.clause()).isEqualTo(" WHERE d.owner_id = :owner AND d.state = 'open'");
        assertThat(where.params()).containsOnlyKeys("owner").containsEntry("owner", 4);
    }

    @Test
    void whatIsNotAskedForIsLeftOut() {
        Where where = new Where()
                .add("a = :a", null)
                .add("b = :b", "")
                .any("c = ANY (:c)", null)
                .prefix("d LIKE :d", "")
                .contains("e LIKE :e", null)
                .when(false, "f");
        assertThat(where.and()).isEmpty();
        assertThat(where.params()).isEmpty();
    }

    @Test
    void zeroAndFalseAreAskedFor() {
        assertThat(new Where().add("a = :a", 0).add("b = :b", false).and()).isEqualTo(" AND a = :a AND b = :b");
    }

    @Test
    void anAlternativeKeepsToItself() {
        assertThat(new Where().always("a OR b").always("c").and()).isEqualTo(" AND (a OR b) AND c");
    }

    @Test
    void valuesOfEveryKindFindTheirRows() {
        assertThat(names(new Where().add("p.owner = :owner", 2))).containsExactly("Walter");
        assertThat(names(new Where().add("p.name = :name", "Ingrid"))).containsExactly("Ingrid");
        assertThat(names(new Where().add("p.at > :since", Instant.parse("2026-03-01T12:00:00Z"))))
                .containsExactly("Walter", "100%_sure\\");
        assertThat(names(new Where().any("p.owner = ANY (:owners)", List.of(1, 2))))
                .containsExactly("Ingrid", "Walter");
        assertThat(names(new Where().any("p.stage = ANY (:stages)", List.of("engage"))))
                .containsExactly("Ingrid");
    }

    @Test
    void nothingIsOneOfNone() {
        assertThat(names(new Where().any("p.owner = ANY (:owners)", List.of()))).isEmpty();
    }

    @Test
    void whatIsSearchedForIsNoPattern() {
        assertThat(names(new Where().prefix("p.name LIKE :q", "Wal"))).containsExactly("Walter");
        assertThat(names(new Where().prefix("p.name LIKE :q", "alt"))).isEmpty();
        assertThat(names(new Where().contains("p.name ILIKE :q", "ALT"))).containsExactly("Walter");
        assertThat(names(new Where().contains("p.name LIKE :q", "%"))).containsExactly("100%_sure\\");
        assertThat(names(new Where().contains("p.name LIKE :q", "_sure\\"))).containsExactly("100%_sure\\");
        assertThat(names(new Where().contains("p.name LIKE :q", "I_g"))).isEmpty();
    }

    @Test
    void aConditionMayNameTheWorkspaceBesideItsParameter() {
        Where where = new Where()
                .add("d.id IN (SELECT deal_id FROM deal_person WHERE workspace_id = :w AND person_id = :person)", 5L);
        assertThat(where.params()).containsOnlyKeys("person");
    }

    @Test
    void aConditionWithoutAParameterOfItsOwnIsRefused() {
        assertThatThrownBy(() -> new Where().add("a = 1", 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Where().add("a = :a AND b = :b", 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Where().add("a = :a", 5).add("b = :a", 6))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Where().add("a::bigint = :a", 5).params()).containsOnlyKeys("a");
    }

    private List<String> names(Where where) {
        return jdbc.sql(PEOPLE + where.and() + " ORDER BY owner")
                .param("most", 9)
                .params(where.params())
                .query(String.class)
                .list();
    }
}
