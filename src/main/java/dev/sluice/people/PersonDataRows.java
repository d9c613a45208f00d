package dev.sluice.people;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of everything that is kept of one person; runs inside the workspace's transaction. */
@Component
class PersonDataRows {
    private final JdbcClient jdbc;

    PersonDataRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every row that names one of these records or addresses, table by table: the table's name and the row as JSON. */
    void each(int workspace, List<Long> people, List<String> addresses, BiConsumer<String, String> reader) {
        jdbc.sql("SELECT source, data::text AS data FROM person_data(?, ?, ?)")
                .params(workspace, SqlArray.bigint(people), SqlArray.text(addresses))
                .query(Row.each(row -> reader.accept(row.text("source"), row.text("data"))));
    }
}
