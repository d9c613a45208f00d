package dev.sluice.outreach.enrolment;

import dev.sluice.person.Person;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves what outreach stores about people when they are merged, and deletes it when they are erased. */
@Component
class EnrolmentPeopleRows {
    private static final int ATTEMPTS = 5;

    /** What goes to the survivor of a merge, with the record that it was written for in recorded_for. */
    private static final String MOVE_ENROLMENTS = """
            UPDATE enrolment SET person_id = ?, recorded_for = coalesce(recorded_for, person_id)
            WHERE workspace_id = ? AND person_id = ?""";

    private static final String MOVE_OUTCOMES = """
            UPDATE mail_outcome SET person_id = ?, recorded_for = coalesce(recorded_for, person_id)
            WHERE workspace_id = ? AND person_id = ?""";

    private static final String MOVE_TOUCHES = """
            UPDATE first_touch SET person_id = ?, recorded_for = coalesce(recorded_for, person_id)
            WHERE workspace_id = ? AND person_id = ?""";

    private static final String SEPARATE_OUTCOMES = """
            UPDATE mail_outcome SET person_id = ?, recorded_for = NULLIF(recorded_for, ?)
            WHERE workspace_id = ? AND person_id = ? AND recorded_for = ANY (?)""";

    private static final String SEPARATE_TOUCHES = """
            UPDATE first_touch SET person_id = ?, recorded_for = NULLIF(recorded_for, ?)
            WHERE workspace_id = ? AND person_id = ? AND recorded_for = ANY (?)""";

    private static final String SEPARATE_ENROLMENTS = """
            UPDATE enrolment SET person_id = ?, recorded_for = NULLIF(recorded_for, ?)
            WHERE workspace_id = ? AND person_id = ? AND recorded_for = ANY (?)""";

    private final JdbcClient jdbc;

    EnrolmentPeopleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where both are in one sequence, the survivor's own enrolment goes on. */
    void move(int workspace, Map<Long, Person> survivors, Instant now) {
        survivors.forEach((merged, survivor) -> {
            if (merged != survivor.id()) {
                move(jdbc.sql(MOVE_OUTCOMES), workspace, merged, survivor.id());
                move(jdbc.sql(MOVE_TOUCHES), workspace, merged, survivor.id());
                moveEnrolments(workspace, merged, survivor.id(), now);
            }
        });
    }

    private static void move(JdbcClient.StatementSpec statement, int workspace, long merged, long survivor) {
        statement.params(survivor, workspace, merged).update();
    }

    /** Gives back what was of these records before they were merged into the person. */
    void separate(int workspace, long person, long separate, List<Long> records) {
        for (JdbcClient.StatementSpec statement :
                List.of(jdbc.sql(SEPARATE_OUTCOMES), jdbc.sql(SEPARATE_TOUCHES), jdbc.sql(SEPARATE_ENROLMENTS))) {
            statement
                    .params(separate, separate, workspace, person, SqlArray.bigint(records))
                    .update();
        }
    }

    /** The survivor may be enrolled by another transaction between the two statements: then both are done again. */
    private void moveEnrolments(int workspace, long merged, long survivor, Instant now) {
        for (int left = ATTEMPTS; ; left--) {
            jdbc.sql("SAVEPOINT enrolments").update();
            try {
                jdbc.sql("""
                                UPDATE enrolment e SET state = 'stopped', why = 'Became one with somebody in the sequence',
                                    ended_at = ?
                                WHERE workspace_id = ? AND person_id = ? AND state IN ('active', 'paused')
                                  AND EXISTS (SELECT FROM enrolment o WHERE o.workspace_id = e.workspace_id
                                              AND o.person_id = ? AND o.sequence = e.sequence
                                              AND o.state IN ('active', 'paused'))""")
                        .params(Timestamp.from(now), workspace, merged, survivor)
                        .update();
                move(jdbc.sql(MOVE_ENROLMENTS), workspace, merged, survivor);
                return;
            } catch (DuplicateKeyException enrolledMeanwhile) {
                if (left == 1) {
                    throw enrolledMeanwhile;
                }
                jdbc.sql("ROLLBACK TO SAVEPOINT enrolments").update();
            }
        }
    }

    void erase(int workspace, Collection<Long> people) {
        for (String table : List.of("enrolment_step", "mail_day", "mail_outcome", "first_touch", "enrolment")) {
            String condition = table.equals("enrolment_step")
                    ? "enrolment_id IN (SELECT id FROM enrolment WHERE workspace_id = ? AND person_id = ANY (?))"
                    : "workspace_id = ? AND person_id = ANY (?)";
            jdbc.sql("DELETE FROM " + table + " WHERE " + condition)
                    .params(workspace, SqlArray.bigint(people))
                    .update();
        }
    }
}
