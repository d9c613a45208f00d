package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows as typed arrays of one statement, against the real database. */
class ColumnsTest extends SluiceTest {
    record Task(
            long person, @Nullable String title, @Nullable Instant due) {}

    @Test
    void rowsArriveInTheStatementUnderTheNamesOfTheirColumns() {
        List<Task> tasks =
                List.of(new Task(7, "Call", Instant.parse("2026-03-01T08:30:00.123456Z")), new Task(3, null, null));
        assertThat(Columns.of(tasks)
                        .bigint("person", Task::person)
                        .text("title", Task::title)
                        .timestamptz("due", Task::due)
                        .statement(jdbc, "SELECT u.* FROM unnest(:u) WHERE u.person > :least ORDER BY u.person")
                        .param("least", 2)
                        .query(Row.mapper(Task.class))
                        .list())
                .containsExactly(tasks.get(1), tasks.get(0));
    }

    @Test
    void everyTypeArrivesAsItself() {
        record Types(String types, Map<String, Object> json, byte[] hash) {}
        Types read = Columns.of(List.of("x"))
                .bigint("a", row -> 9007199254740993L)
                .integer("b", row -> 5)
                .float8("c", row -> 0.1)
                .bool("d", row -> true)
                .uuid("e", row -> UUID.fromString("6f1c7a30-8a8b-4f6e-9d2e-0a3a5a0c1b2d"))
                .date("f", row -> LocalDate.of(2026, 2, 28))
                .numeric("g", row -> new BigDecimal("12000.50"))
                .jsonb("json", row -> Map.of("city", "Bergen"))
                .bytea("hash", row -> new byte[] {1, 2})
                .text("h", row -> "a \"quoted\", {text}")
                .statement(jdbc, """
                        SELECT concat_ws(' ', a, pg_typeof(a), b, pg_typeof(b), c, pg_typeof(c), d, pg_typeof(d), e,
                                         pg_typeof(e), f, pg_typeof(f), g, pg_typeof(g), h, pg_typeof(h),
                                         pg_typeof(json)) AS types, json, hash
                        FROM unnest(:u)""")
                .query(Row.mapper(Types.class))
                .single();
        assertThat(read.types())
                .isEqualTo("9007199254740993 bigint 5 integer 0.1 double precision t boolean"
                        + " 6f1c7a30-8a8b-4f6e-9d2e-0a3a5a0c1b2d uuid 2026-02-28 date 12000.50 numeric"
                        + " a \"quoted\", {text} text jsonb");
        assertThat(read.json()).isEqualTo(Map.of("city", "Bergen"));
        assertThat(read.hash()).containsExactly(1, 2);
    }

    @Test
    void everyTypeMayBeNull() {
        assertThat(Columns.of(List.of("x"))
                        .bigint("a", row -> null)
                        .integer("b", row -> null)
                        .float8("c", row -> null)
                        .bool("d", row -> null)
                        .uuid("e", row -> null)
                        .date("f", row -> null)
                        .numeric("g", row -> null)
                        .jsonb("h", row -> null)
                        .bytea("i", row -> null)
                        .statement(jdbc, "SELECT num_nulls(a, b, c, d, e, f, g, h, i) FROM unnest(:u)")
                        .query(Integer.class)
                        .single())
                .isEqualTo(9);
    }

    @Test
    void noRowsMakeNoRows() {
        assertThat(Columns.of(List.<Task>of())
                        .bigint("person", Task::person)
                        .statement(jdbc, "SELECT count(*) FROM unnest(:u)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void theirOrderIsNumbered() {
        assertThat(Columns.of(List.of("b", "a"))
                        .text("name", name -> name)
                        .statement(
                                jdbc,
                                "SELECT u.name || u.ordinality FROM unnest(:u) WITH ORDINALITY ORDER BY u.ordinality")
                        .query(String.class)
                        .list())
                .containsExactly("b1", "a2");
    }

    @Test
    void aColumnMayBeUsedOnItsOwn() {
        assertThat(Columns.of(List.of(4L, 6L))
                        .bigint("id", id -> id)
                        .statement(jdbc, "SELECT sum(u.id) FROM unnest(:u) WHERE u.id = ANY (:u_id)")
                        .query(Long.class)
                        .single())
                .isEqualTo(10);
    }

    @Test
    void twoListsOfRowsMeetInOneStatement() {
        Columns<String> names = Columns.of("n", List.of("Ingrid", "Walter")).text("name", name -> name);
        assertThat(Columns.of(List.of(1, 2))
                        .integer("id", id -> id)
                        .statement(
                                jdbc,
                                "SELECT u.id || n.name FROM unnest(:u), " + names.unnest() + " ORDER BY u.id, n.name")
                        .params(names.params())
                        .query(String.class)
                        .list())
                .containsExactly("1Ingrid", "1Walter", "2Ingrid", "2Walter");
    }

    @Test
    void aStatementWithoutTheRowsIsRefused() {
        assertThatThrownBy(() -> Columns.of(List.of(1)).integer("id", id -> id).statement(jdbc, "SELECT 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unnest(:u)");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Columns.of(List.of(1)).integer("id", id -> id).bigint("id", Integer::longValue))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("id");
    }
}
