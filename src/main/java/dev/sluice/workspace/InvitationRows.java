package dev.sluice.workspace;

import dev.sluice.platform.database.Row;
import dev.sluice.workspace.Invitations.Invitation;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of invitations; runs inside the workspace's transaction. */
@Component
class InvitationRows {
    /** A withdrawn invitation. */
    record WithdrawnInvitation(String hash, String email) {}

    private final JdbcClient jdbc;

    InvitationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Invitation> open(int workspace, Instant now) {
        return jdbc.sql("""
                        SELECT workspace_id, id, email, role, team, expires_at FROM invitation
                        WHERE workspace_id = ? AND expires_at > ? ORDER BY id""")
                .params(workspace, Timestamp.from(now))
                .query(Row.map(InvitationRows::invitation))
                .list();
    }

    Optional<Invitation> find(int workspace, String hash, Instant now) {
        return jdbc.sql("""
                        SELECT workspace_id, id, email, role, team, expires_at FROM invitation
                        WHERE workspace_id = ? AND hash = ? AND expires_at > ?""")
                .params(workspace, hash, Timestamp.from(now))
                .query(Row.map(InvitationRows::invitation))
                .optional();
    }

    /** Stores the invitation; its id is given by the database. */
    void add(Invitation invitation, String hash, int createdBy, Instant now) {
        jdbc.sql("""
                        INSERT INTO invitation (workspace_id, hash, email, role, team, created_by, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        invitation.workspace(),
                        hash,
                        invitation.email(),
                        invitation.role().code(),
                        invitation.team().code(),
                        createdBy,
                        Timestamp.from(now),
                        Timestamp.from(invitation.expires()))
                .update();
    }

    /** False when it was used or withdrawn before. */
    boolean delete(int workspace, int id) {
        return jdbc.sql("DELETE FROM invitation WHERE workspace_id = ? AND id = ?")
                        .params(workspace, id)
                        .update()
                > 0;
    }

    Optional<WithdrawnInvitation> withdraw(int workspace, int id) {
        return jdbc.sql("DELETE FROM invitation WHERE workspace_id = ? AND id = ? RETURNING hash, email")
                .params(workspace, id)
                .query(Row.mapper(WithdrawnInvitation.class))
                .optional();
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                row.intValue("workspace_id"),
                row.intValue("id"),
                row.text("email"),
                Role.of(row.text("role")),
                Team.of(row.text("team")),
                row.instant("expires_at"));
    }
}
