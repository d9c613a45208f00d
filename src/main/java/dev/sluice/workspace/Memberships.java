package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who belongs to a workspace and how they come in and go. Nobody gives more than they have, nobody changes
 * their own role, and the last owner stays.
 */
@Component
public class Memberships {
    private static final Duration OPEN_FOR = Duration.ofDays(7);

    /** A line of the list of users. */
    public record MembershipSummary(int user, String name, String email, Role role, Team team, Instant since) {}

    /** An invitation not yet used. */
    public record Invitation(int workspace, int id, String email, Role role, Team team, Instant expires) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Users users;
    private final PublicKeys doors;
    private final AuditLog audit;
    private final InstantSource clock;

    Memberships(JdbcClient jdbc, Tenancy tenancy, Users users, PublicKeys doors, AuditLog audit, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.users = users;
        this.doors = doors;
        this.audit = audit;
        this.clock = clock;
    }

    public List<MembershipSummary> all(int workspace) {
        return jdbc.sql("""
                        SELECT u.id, u.name, u.email, m.role, m.team, m.created_at
                        FROM membership m JOIN app_user u ON u.id = m.user_id
                        WHERE m.workspace_id = ? ORDER BY u.name, u.id""")
                .param(workspace)
                .query((row, number) -> new MembershipSummary(
                        row.getInt("id"),
                        row.getString("name"),
                        row.getString("email"),
                        Role.of(row.getString("role")),
                        Team.of(row.getString("team")),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    public List<Invitation> open(int workspace) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT workspace_id, id, email, role, team, expires_at FROM invitation
                        WHERE workspace_id = ? AND expires_at > ? ORDER BY id""")
                        .params(workspace, Timestamp.from(clock.instant()))
                        .query((row, number) -> invitation(row))
                        .list());
    }

    /** Invites an address and gives back the token of the link, which is known only now. */
    public String invite(Member by, String email, Role role, Team team) {
        mayGive(by, role);
        String address = Users.address(email);
        if (all(by.workspace()).stream().anyMatch(line -> line.email().equals(address))) {
            throw new BadInput("email", address + " is in this workspace already.");
        }
        String token = ApiKeys.token("");
        Instant now = clock.instant();
        tenancy.in(by.workspace(), () -> {
            doors.claim(PublicKeys.Kind.INVITATION, token, by.workspace());
            jdbc.sql("""
                            INSERT INTO invitation (workspace_id, hash, email, role, team, created_by, created_at,
                                                    expires_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            by.workspace(),
                            PublicKeys.hash(token),
                            address,
                            role.code(),
                            team.code(),
                            by.user(),
                            Timestamp.from(now),
                            Timestamp.from(now.plus(OPEN_FOR)))
                    .update();
            audit.note(by, "user invited", address, Map.of("role", role.code(), "team", team.code()));
        });
        return token;
    }

    /** The invitation that a link stands for; null when it was used, withdrawn or is too old. */
    @Nullable
    public Invitation invitation(String token) {
        PublicKeys.OpenedKey opened = doors.open(PublicKeys.Kind.INVITATION, token);
        return opened == null
                ? null
                : tenancy.read(
                        opened.workspace(),
                        () -> jdbc.sql("""
                                SELECT workspace_id, id, email, role, team, expires_at FROM invitation
                                WHERE workspace_id = ? AND hash = ? AND expires_at > ?""")
                                .params(opened.workspace(), PublicKeys.hash(token), Timestamp.from(clock.instant()))
                                .query((row, number) -> invitation(row))
                                .optional()
                                .orElse(null));
    }

    /** Uses an invitation once, for a new user or the one who has that address and password; empty when it is gone. */
    public Optional<Integer> accept(Invitation invitation, String token, String name, String password) {
        return tenancy.in(invitation.workspace(), () -> {
            int used = jdbc.sql("DELETE FROM invitation WHERE workspace_id = ? AND id = ?")
                    .params(invitation.workspace(), invitation.id())
                    .update();
            if (used == 0) {
                return Optional.empty();
            }
            doors.release(PublicKeys.Kind.INVITATION, token, invitation.workspace());
            int user = users.known(invitation.email()).isPresent()
                    ? right(users.check(invitation.email(), password))
                    : users.add(invitation.email(), NameRule.checked("name", name, "your name"), password);
            users.join(invitation.workspace(), user, invitation.role(), invitation.team());
            audit.note(invitation.workspace(), user, "user joined", invitation.email(), Map.of());
            return Optional.of(user);
        });
    }

    public void withdraw(Member by, int id) {
        tenancy.in(by.workspace(), () -> {
            record Gone(String hash, String email) {}
            Gone gone = jdbc.sql("DELETE FROM invitation WHERE workspace_id = ? AND id = ? RETURNING hash, email")
                    .params(by.workspace(), id)
                    .query((row, number) -> new Gone(row.getString("hash"), row.getString("email")))
                    .optional()
                    .orElseThrow(() -> new NotFound("invitation"));
            doors.close(PublicKeys.Kind.INVITATION, gone.hash(), by.workspace());
            audit.note(by, "invitation withdrawn", gone.email(), Map.of());
        });
    }

    public void change(Member by, int user, Role role, Team team) {
        tenancy.in(by.workspace(), () -> {
            MembershipSummary line = mayTouch(by, user);
            mayGive(by, role);
            if (user == by.user() && role != line.role()) {
                throw new BadInput("role", "Nobody changes their own role; ask another owner or admin.");
            }
            if (line.role() == Role.OWNER && role != Role.OWNER) {
                keepAnOwner(by.workspace());
            }
            jdbc.sql("UPDATE membership SET role = ?, team = ? WHERE workspace_id = ? AND user_id = ?")
                    .params(role.code(), team.code(), by.workspace(), user)
                    .update();
            audit.note(by, "user changed", line.email(), Map.of("role", role.code(), "team", team.code()));
        });
    }

    public void remove(Member by, int user) {
        tenancy.in(by.workspace(), () -> {
            MembershipSummary line = mayTouch(by, user);
            if (user == by.user()) {
                throw new BadInput("user", "Nobody removes themselves; ask another owner or admin.");
            }
            if (line.role() == Role.OWNER) {
                keepAnOwner(by.workspace());
            }
            jdbc.sql("DELETE FROM membership WHERE workspace_id = ? AND user_id = ?")
                    .params(by.workspace(), user)
                    .update();
            audit.note(by, "user removed", line.email(), Map.of());
        });
    }

    private MembershipSummary mayTouch(Member by, int user) {
        MembershipSummary line = all(by.workspace()).stream()
                .filter(each -> each.user() == user)
                .findFirst()
                .orElseThrow(() -> new NotFound("user"));
        if (!by.role().covers(line.role())) {
            throw new BadInput("user", "Only an owner changes or removes an owner.");
        }
        return line;
    }

    private static void mayGive(Member by, Role role) {
        if (!by.role().covers(role)) {
            throw new BadInput(
                    "role", "You can give roles up to your own, " + by.role().label() + ".");
        }
    }

    /** Locks the owners, so that two removals at once cannot each leave the other's. */
    private void keepAnOwner(int workspace) {
        int owners = jdbc.sql(
                        "SELECT user_id FROM membership WHERE workspace_id = ? AND role = 'owner' ORDER BY user_id FOR UPDATE")
                .param(workspace)
                .query((row, number) -> row.getInt(1))
                .list()
                .size();
        if (owners < 2) {
            throw new BadInput("user", "A workspace keeps at least one owner. Make somebody else an owner first.");
        }
    }

    private static int right(@Nullable Integer user) {
        if (user == null) {
            throw new BadInput("password", "You have an account already; this is not its password.");
        }
        return user;
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getInt("workspace_id"),
                row.getInt("id"),
                row.getString("email"),
                Role.of(row.getString("role")),
                Team.of(row.getString("team")),
                row.getTimestamp("expires_at").toInstant());
    }
}
