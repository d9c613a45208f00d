package dev.sluice.handoff.routing;

import dev.sluice.platform.database.Row;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the turns of team members. */
@Component
class TeamRotationRows {
    private final JdbcClient jdbc;

    TeamRotationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A user's position in the round robin; the lowest turn is next. */
    record RotationPosition(int userId, double turn) {}

    /** The positions of a team's members, by id, locked. */
    List<RotationPosition> positions(int workspace, String team) {
        return jdbc.sql("""
                        SELECT user_id, turn FROM routing_member WHERE workspace_id = ? AND team = ?
                        ORDER BY user_id FOR UPDATE""")
                .params(workspace, team)
                .query(Row.mapper(RotationPosition.class))
                .list();
    }

    /** Saves a turn in that team or, where it has no members, among all of sales. */
    void setTurn(int workspace, String team, int user, double turn) {
        jdbc.sql("""
                        UPDATE routing_member SET turn = :turn
                        WHERE workspace_id = :workspace AND user_id = :user AND team = CASE
                            WHEN EXISTS (SELECT 1 FROM routing_member WHERE workspace_id = :workspace AND team = :team)
                            THEN :team ELSE '' END""")
                .param("turn", turn)
                .param("workspace", workspace)
                .param("user", user)
                .param("team", team)
                .update();
    }

    /** Adds a member with the lowest turn of those present. */
    void insert(int workspace, String team, int user, Collection<Integer> present) {
        jdbc.sql("""
                        INSERT INTO routing_member (workspace_id, team, user_id, turn)
                        SELECT :workspace, :team, :user, COALESCE(min(turn), 0) FROM routing_member
                        WHERE workspace_id = :workspace AND team = :team AND user_id IN (:present)
                        ON CONFLICT (workspace_id, team, user_id) DO NOTHING""")
                .param("workspace", workspace)
                .param("team", team)
                .param("user", user)
                .param("present", present)
                .update();
    }
}
