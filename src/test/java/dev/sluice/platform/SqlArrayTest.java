package dev.sluice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.SluiceTest;
import dev.sluice.platform.database.SqlArray;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whole columns as one parameter. */
class SqlArrayTest extends SluiceTest {
    private String column(SqlArray values) {
        return jdbc.sql("SELECT coalesce(array_to_string(?, '|', '~'), 'null')")
                .param(values)
                .query(String.class)
                .single();
    }

    private String type(SqlArray values) {
        return jdbc.sql("SELECT pg_typeof(?)::text")
                .param(values)
                .query(String.class)
                .single();
    }

    @Test
    void eachColumnHasItsType() {
        assertThat(type(SqlArray.bigint(new long[0]))).isEqualTo("bigint[]");
        assertThat(type(SqlArray.integer(new int[0]))).isEqualTo("integer[]");
        assertThat(type(SqlArray.float8(new double[0]))).isEqualTo("double precision[]");
        assertThat(type(SqlArray.bool(new boolean[0]))).isEqualTo("boolean[]");
        assertThat(type(SqlArray.bytea(new byte[0][]))).isEqualTo("bytea[]");
        assertThat(type(SqlArray.timestamptz(List.of()))).isEqualTo("timestamp with time zone[]");
        assertThat(type(SqlArray.text(List.of()))).isEqualTo("text[]");
    }

    @Test
    void numbersArriveAsTheyAre() {
        assertThat(column(SqlArray.bigint(new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE})))
                .isEqualTo("-9223372036854775808|0|9223372036854775807");
        assertThat(column(SqlArray.bigint(List.of(3L, 1L, 2L)))).isEqualTo("3|1|2");
        assertThat(column(SqlArray.integer(new int[] {-1, 2}))).isEqualTo("-1|2");
        assertThat(column(SqlArray.float8(new double[] {0.1, -2.5, 1e300}))).isEqualTo("0.1|-2.5|1e+300");
        assertThat(column(SqlArray.bool(new boolean[] {true, false}))).isEqualTo("t|f");
    }

    @Test
    void textArrivesWithWhatAnArraysSyntaxIsMadeOf() {
        String[] texts = {"{a,b}", "\"", "\\", "NULL", "", " ", "a\nb", "Jürgen \uD83D\uDE00", "'; DROP TABLE x; --"};
        List<String> arrived = jdbc.sql("SELECT t FROM unnest(?) WITH ORDINALITY AS u (t, n) ORDER BY n")
                .param(SqlArray.text(texts))
                .query(String.class)
                .list();
        assertThat(arrived).containsExactly(texts);
    }

    @Test
    void textMayBeAbsent() {
        assertThat(column(SqlArray.text(new String[] {"a", null, ""}))).isEqualTo("a|~|");
    }

    @Test
    void bytesArriveAsTheyAre() {
        List<byte[]> arrived = jdbc.sql("SELECT b FROM unnest(?) AS b")
                .param(SqlArray.bytea(new byte[][] {{0, -1, 92}, {}}))
                .query(byte[].class)
                .list();
        assertThat(arrived).hasSize(2);
        assertThat(arrived.get(0)).containsExactly(0, -1, 92);
        assertThat(arrived.get(1)).isEmpty();
    }

    @Test
    void instantsArriveToTheMicrosecond() {
        Instant instant = Instant.parse("2026-03-29T01:30:00.123456Z");
        long micros = jdbc.sql("SELECT (extract(epoch FROM (?)[1]) * 1000000)::bigint")
                .param(SqlArray.timestamptz(List.of(instant)))
                .query(Long.class)
                .single();
        assertThat(Time.instant(micros)).isEqualTo(instant);
    }

    @Test
    void textCanBeCastToWhatItSpells() {
        UUID id = UUID.fromString("0af76519-16cd-43dd-8448-eb211c80319c");
        assertThat(jdbc.sql("SELECT (?::uuid[])[1]")
                        .param(SqlArray.text(List.of(id.toString())))
                        .query(UUID.class)
                        .single())
                .isEqualTo(id);
    }

    @Test
    void aColumnMayBeLong() {
        long[] many = new long[100_000];
        Arrays.setAll(many, i -> i);
        assertThat(jdbc.sql("SELECT sum(n)::bigint FROM unnest(?) AS n")
                        .param(SqlArray.bigint(many))
                        .query(Long.class)
                        .single())
                .isEqualTo(4_999_950_000L);
    }
}
