package dev.sluice.insight.home;

import dev.sluice.platform.database.SqlArray;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of qualified leads. */
@Component
class QualifiedLeadRows {
    private final JdbcClient jdbc;

    QualifiedLeadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many of these people reached a stage behind the first in one of these runs. */
    int count(int workspace, int[] runs, long[] people) {
        return jdbc.sql("""
                        SELECT count(DISTINCT person_id) FROM report_standing
                        WHERE workspace_id = ? AND run = ANY (?) AND person_id = ANY (?) AND reached >> 1 <> 0""")
                .params(workspace, SqlArray.integer(runs), SqlArray.bigint(people))
                .query(Integer.class)
                .single();
    }
}
