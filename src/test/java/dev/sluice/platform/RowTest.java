package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.SluiceTest;
import dev.sluice.platform.database.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataRetrievalFailureException;

/** Rows read by column name, from the real database. */
class RowTest extends SluiceTest {
    private static final UUID ID = UUID.fromString("6f1c7a30-8a8b-4f6e-9d2e-0a3a5a0c1b2d");

    enum Outcome {
        IN_TIME,
        LATE
    }

    record Everything(
            long id,
            int version,
            double fit,
            boolean human,
            String name,
            BigDecimal amount,
            Instant dueAt,
            LocalDate closeOn,
            UUID key,
            byte[] hash,
            Outcome outcome,
            List<String> flags,
            List<Long> people,
            List<Instant> reachedAt,
            Map<String, Object> traits) {}

    record Owned(
            String title,
            @Nullable Long ownerId,
            @Nullable Integer stage,
            @Nullable Double took,
            @Nullable Boolean human,
            @Nullable Instant metAt,
            byte @Nullable [] hash,
            @Nullable Outcome outcome,
            List<String> flags) {}

    private static final String EVERYTHING = """
            SELECT 9007199254740993 AS id, 7 AS version, 0.25::float8 AS fit, true AS human, 'Ingrid' AS name,
                   12000.50 AS amount, '2026-03-01T08:30:00.123456Z'::timestamptz AS due_at, '2026-03-02'::date AS close_on,
                   '6f1c7a30-8a8b-4f6e-9d2e-0a3a5a0c1b2d'::uuid AS key, '\\x0a0b'::bytea AS hash, 'in_time' AS outcome,
                   ARRAY['hot', 'vip'] AS flags, ARRAY[3, 5]::bigint[] AS people,
                   ARRAY['2026-03-01T00:00:00Z']::timestamptz[] AS reached_at, '{"city": "Bergen"}'::jsonb AS traits
            """;

    private static final String NOTHING = """
            SELECT 'Deal 4' AS title, NULL::bigint AS owner_id, NULL::int AS stage, NULL::float8 AS took,
                   NULL::bool AS human, NULL::timestamptz AS met_at, NULL::bytea AS hash, NULL AS outcome,
                   NULL::text[] AS flags, NULL::numeric AS amount, NULL::date AS close_on, NULL::uuid AS key
            """;

    @Test
    void aRecordIsFilledByTheSnakeCasedNamesOfItsComponents() {
        Everything read =
                jdbc.sql(EVERYTHING).query(Row.mapper(Everything.class)).single();
        assertThat(read)
                .usingRecursiveComparison()
                .isEqualTo(new Everything(
                        9007199254740993L,
                        7,
                        0.25,
                        true,
                        "Ingrid",
                        new BigDecimal("12000.50"),
                        Instant.parse("2026-03-01T08:30:00.123456Z"),
                        LocalDate.of(2026, 3, 2),
                        ID,
                        new byte[] {10, 11},
                        Outcome.IN_TIME,
                        List.of("hot", "vip"),
                        List.of(3L, 5L),
                        List.of(Instant.parse("2026-03-01T00:00:00Z")),
                        Map.of("city", "Bergen")));
    }

    @Test
    void nullsReachTheComponentsThatAllowThem() {
        Owned read = jdbc.sql(NOTHING).query(Row.mapper(Owned.class)).single();
        assertThat(read).isEqualTo(new Owned("Deal 4", null, null, null, null, null, null, null, List.of()));
    }

    @Test
    void eachColumnIsReadByItsName() {
        List<Object> read = jdbc.sql(EVERYTHING)
                .query(Row.map(row -> List.<Object>of(
                        row.longValue("id"),
                        row.intValue("version"),
                        row.doubleValue("fit"),
                        row.bool("human"),
                        row.text("name"),
                        row.decimal("amount"),
                        row.instant("due_at"),
                        row.date("close_on"),
                        row.uuid("key"),
                        row.bytes("hash").length,
                        row.constant("outcome", Outcome.class),
                        row.texts("flags"),
                        row.longs("people"),
                        row.object("traits"))))
                .single();
        assertThat(read)
                .containsExactly(
                        9007199254740993L,
                        7,
                        0.25,
                        true,
                        "Ingrid",
                        new BigDecimal("12000.50"),
                        Instant.parse("2026-03-01T08:30:00.123456Z"),
                        LocalDate.of(2026, 3, 2),
                        ID,
                        2,
                        Outcome.IN_TIME,
                        List.of("hot", "vip"),
                        List.of(3L, 5L),
                        Map.of("city", "Bergen"));
    }

    @Test
    void optionalReadersGiveNullForNull() {
        List<Boolean> absent = jdbc.sql(NOTHING)
                .query(Row.map(row -> List.of(
                        row.optionalLong("owner_id") == null,
                        row.optionalInt("stage") == null,
                        row.optionalDouble("took") == null,
                        row.optionalBool("human") == null,
                        row.optionalInstant("met_at") == null,
                        row.optionalBytes("hash") == null,
                        row.optionalConstant("outcome", Outcome.class) == null,
                        row.optionalDecimal("amount") == null,
                        row.optionalDate("close_on") == null,
                        row.optionalUuid("key") == null,
                        row.isNull("owner_id"))))
                .single();
        assertThat(absent).hasSize(11).containsOnly(true);
    }

    @Test
    void aFallbackReplacesNull() {
        assertThat(jdbc.sql(NOTHING)
                        .query(Row.map(row -> row.longValue("owner_id", 12) + row.intValue("stage", 30)))
                        .single())
                .isEqualTo(42);
    }

    @Test
    void zeroAndFalseAreNotNull() {
        record Zero(@Nullable Long n, @Nullable Boolean human) {}
        assertThat(jdbc.sql("SELECT 0::bigint AS n, false AS human")
                        .query(Row.mapper(Zero.class))
                        .single())
                .isEqualTo(new Zero(0L, false));
    }

    @Test
    void anUnexpectedNullNamesItsColumn() {
        assertThatThrownBy(() -> jdbc.sql(NOTHING)
                        .query(Row.map(row -> row.longValue("owner_id")))
                        .single())
                .isInstanceOf(DataRetrievalFailureException.class)
                .hasMessageContaining("owner_id");
        record Strict(long ownerId) {}
        assertThatThrownBy(
                        () -> jdbc.sql(NOTHING).query(Row.mapper(Strict.class)).single())
                .isInstanceOf(DataRetrievalFailureException.class)
                .hasMessageContaining("owner_id")
                .hasMessageContaining("Strict");
    }

    @Test
    void aMissingColumnIsNamed() {
        record Longer(String title, String subtitle) {}
        assertThatThrownBy(
                        () -> jdbc.sql(NOTHING).query(Row.mapper(Longer.class)).single())
                .hasMessageContaining("subtitle")
                .hasMessageContaining("Longer");
    }

    @Test
    void aValueOfAnotherTypeNamesItsColumn() {
        assertThatThrownBy(() -> jdbc.sql(EVERYTHING)
                        .query(Row.map(row -> row.longValue("name")))
                        .single())
                .isInstanceOf(DataRetrievalFailureException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> jdbc.sql("SELECT 'never' AS outcome")
                        .query(Row.map(row -> row.constant("outcome", Outcome.class)))
                        .single())
                .hasMessageContaining("outcome");
    }

    @Test
    void aComponentThatNoColumnCanFillIsNamed() {
        record Odd(Thread runner) {}
        assertThatThrownBy(() -> Row.mapper(Odd.class)).hasMessageContaining("Odd.runner");
    }

    @Test
    void oneMapperReadsColumnsInAnyOrder() {
        record Pair(int a, int b) {}
        var mapper = Row.mapper(Pair.class);
        assertThat(jdbc.sql("SELECT 1 AS a, 2 AS b UNION ALL SELECT 3, 4 ORDER BY 1")
                        .query(mapper)
                        .list())
                .containsExactly(new Pair(1, 2), new Pair(3, 4));
        assertThat(jdbc.sql("SELECT 2 AS b, 1 AS a").query(mapper).single()).isEqualTo(new Pair(1, 2));
    }

    @Test
    void aRecordIsOneValueAmongOthers() {
        record Pair(int a, int b) {}
        assertThat(jdbc.sql("SELECT 1 AS a, 2 AS b, 'x' AS name")
                        .query(Row.map(row -> Map.entry(row.text("name"), row.as(Pair.class))))
                        .single())
                .isEqualTo(Map.entry("x", new Pair(1, 2)));
    }

    @Test
    void eachRowIsVisited() {
        List<Integer> visited = new ArrayList<>();
        jdbc.sql("SELECT n FROM generate_series(1, 3) AS n").query(Row.each(row -> visited.add(row.intValue("n"))));
        assertThat(visited).containsExactly(1, 2, 3);
    }

    @Test
    void theRecordsOwnRefusalIsPassedOn() {
        record Positive(int n) {
            Positive {
                if (n < 1) {
                    throw new IllegalArgumentException("not positive");
                }
            }
        }
        assertThatThrownBy(() -> jdbc.sql("SELECT 0 AS n")
                        .query(Row.mapper(Positive.class))
                        .single())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not positive");
    }
}
