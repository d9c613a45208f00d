package dev.sluice.workspace;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.web.PageShell;
import dev.sluice.workspace.Memberships.MembershipSummary;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of who belongs to which workspace, with which role and team. */
@Component
class MembershipRows {
    private final JdbcClient jdbc;

    MembershipRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<MembershipSummary> all(int workspace) {
        return jdbc.sql("""
                        SELECT u.id, u.name, u.email, m.role, m.team, m.created_at
                        FROM membership m JOIN app_user u ON u.id = m.user_id
                        WHERE m.workspace_id = ? ORDER BY u.name, u.id""")
                .param(workspace)
                .query(Row.map(row -> new MembershipSummary(
                        row.intValue("id"),
                        row.text("name"),
                        row.text("email"),
                        Role.of(row.text("role")),
                        Team.of(row.text("team")),
                        row.instant("created_at"))))
                .list();
    }

    /** The user in that workspace, or else in their oldest; empty when the password stamp has changed. */
    Optional<Member> member(int user, long passwordStamp, int preferredWorkspace) {
        return jdbc.sql("""
                        SELECT m.workspace_id, u.id, u.name, u.email, m.role, m.team
                        FROM app_user u JOIN membership m ON m.user_id = u.id
                        WHERE u.id = ? AND (extract(epoch FROM u.password_changed_at) * 1000000)::bigint = ?
                        ORDER BY m.workspace_id = ? DESC, m.workspace_id LIMIT 1""")
                .params(user, passwordStamp, preferredWorkspace)
                .query(Row.map(row -> new Member(
                        row.intValue("workspace_id"),
                        row.intValue("id"),
                        row.text("name"),
                        row.text("email"),
                        Role.of(row.text("role")),
                        Team.of(row.text("team")))))
                .optional();
    }

    List<PageShell.WorkspaceChoice> workspaces(int user) {
        return jdbc.sql("""
                        SELECT w.id, w.name FROM membership m JOIN workspace w ON w.id = m.workspace_id
                        WHERE m.user_id = ? ORDER BY w.name, w.id""")
                .param(user)
                .query(Row.mapper(PageShell.WorkspaceChoice.class))
                .list();
    }

    void add(int workspace, int user, Role role, Team team, Instant now) {
        jdbc.sql("""
                        INSERT INTO membership (workspace_id, user_id, role, team, created_at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, user_id) DO NOTHING""")
                .params(workspace, user, role.code(), team.code(), Timestamp.from(now))
                .update();
    }

    void change(int workspace, int user, Role role, Team team) {
        jdbc.sql("UPDATE membership SET role = ?, team = ? WHERE workspace_id = ? AND user_id = ?")
                .params(role.code(), team.code(), workspace, user)
                .update();
    }

    void remove(int workspace, int user) {
        jdbc.sql("DELETE FROM membership WHERE workspace_id = ? AND user_id = ?")
                .params(workspace, user)
                .update();
    }

    /** The number of owners, whose rows stay locked until the transaction ends. */
    int lockOwners(int workspace) {
        return jdbc.sql(
                        "SELECT user_id FROM membership WHERE workspace_id = ? AND role = 'owner' ORDER BY user_id FOR UPDATE")
                .param(workspace)
                .query(Integer.class)
                .list()
                .size();
    }
}
