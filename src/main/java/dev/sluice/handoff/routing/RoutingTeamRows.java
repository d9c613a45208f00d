package dev.sluice.handoff.routing;

import dev.sluice.platform.database.Row;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of routing teams. */
@Component
class RoutingTeamRows {
    private final JdbcClient jdbc;

    RoutingTeamRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record RoutingTeamRow(String name, @Nullable Integer manager, List<Integer> users) {}

    List<RoutingTeamRow> all(int workspace) {
        return jdbc.sql("""
                        SELECT t.name, t.manager_id AS manager, ARRAY(
                            SELECT m.user_id FROM routing_member m
                            WHERE m.workspace_id = t.workspace_id AND m.team = t.name) AS users
                        FROM routing_team t WHERE t.workspace_id = ? ORDER BY lower(t.name), t.name""")
                .param(workspace)
                .query(Row.mapper(RoutingTeamRow.class))
                .list();
    }

    /** Whether there was no team of that name. */
    boolean insert(int workspace, String name, @Nullable Integer manager) {
        return jdbc.sql("""
                        INSERT INTO routing_team (workspace_id, name, manager_id) SELECT :workspace, :name, :manager
                        WHERE NOT EXISTS (SELECT 1 FROM routing_team
                            WHERE workspace_id = :workspace AND lower(name) = lower(:name))
                        ON CONFLICT DO NOTHING""")
                        .param("workspace", workspace)
                        .param("name", name)
                        .param("manager", manager, Types.INTEGER)
                        .update()
                > 0;
    }

    void setManager(int workspace, String team, @Nullable Integer manager) {
        jdbc.sql("UPDATE routing_team SET manager_id = :manager WHERE workspace_id = :workspace AND name = :name")
                .param("manager", manager, Types.INTEGER)
                .param("workspace", workspace)
                .param("name", team)
                .update();
    }

    void delete(int workspace, String team) {
        jdbc.sql("DELETE FROM routing_member WHERE workspace_id = ? AND team = ?")
                .params(workspace, team)
                .update();
        jdbc.sql("DELETE FROM routing_team WHERE workspace_id = ? AND name = ?")
                .params(workspace, team)
                .update();
    }

    /** Whether the user was a member. */
    boolean deleteMember(int workspace, String team, int user) {
        return jdbc.sql("DELETE FROM routing_member WHERE workspace_id = ? AND team = ? AND user_id = ?")
                        .params(workspace, team, user)
                        .update()
                > 0;
    }

    /** Locks the team until the transaction ends; whether there is one. */
    boolean lock(int workspace, String team) {
        return jdbc.sql("SELECT 1 FROM routing_team WHERE workspace_id = ? AND name = ? FOR UPDATE")
                .params(workspace, team)
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
