package dev.sluice.workspace;

import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The workspaces of this installation. */
@Component
public class Workspaces {
    /** Who owns a new workspace. */
    public record FirstOwner(String name, String email, String password) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Users users;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Workspaces(
            JdbcClient jdbc,
            Tenancy tenancy,
            Users users,
            InstantSource clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.users = users;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Makes a workspace with its owner, a new user or the one known by that address, and gives back its id. */
    public int create(String name, FirstOwner owner) {
        return create(name, owner, false);
    }

    private int create(String name, FirstOwner owner, boolean first) {
        Integer id = transaction.execute(status -> {
            int workspace = jdbc.sql("INSERT INTO workspace (name, created_at) VALUES (?, ?) RETURNING id")
                    .params(name, Timestamp.from(clock.instant()))
                    .query(Integer.class)
                    .single();
            tenancy.in(workspace, () -> {
                int user = users.known(owner.email())
                        .orElseGet(() -> users.add(owner.email(), owner.name(), owner.password()));
                users.join(workspace, user, Role.OWNER, Team.MARKETING);
                events.publishEvent(new WorkspaceCreated(workspace, first));
            });
            return workspace;
        });
        return id == null ? 0 : id;
    }

    /** Makes the first workspace; false when there is one already, also when two starts race for it. */
    public boolean createFirst(String name, FirstOwner owner) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtext('sluice.first-workspace'))")
                    .query(Integer.class)
                    .single();
            if (!ids().isEmpty()) {
                return false;
            }
            create(name, owner, true);
            return true;
        }));
    }

    /** All workspaces, the oldest first. */
    public List<Integer> ids() {
        return jdbc.sql("SELECT id FROM workspace ORDER BY id")
                .query((row, number) -> row.getInt(1))
                .list();
    }

    /** What is set for a workspace. */
    public Workspace get(int id) {
        return jdbc.sql("SELECT id, name, time_zone, currency, country FROM workspace WHERE id = ?")
                .param(id)
                .query(Workspaces::read)
                .optional()
                .orElseThrow(() -> new NotFound("workspace"));
    }

    /** Sets what the workspace's owners can set. */
    public void change(Workspace changed) {
        jdbc.sql("UPDATE workspace SET name = ?, time_zone = ?, currency = ?, country = ? WHERE id = ?")
                .params(changed.name(), changed.timeZone().getId(), changed.currency(), changed.country(), changed.id())
                .update();
    }

    private static Workspace read(ResultSet row, int number) throws SQLException {
        return new Workspace(
                row.getInt("id"),
                row.getString("name"),
                ZoneId.of(row.getString("time_zone")),
                row.getString("currency"),
                row.getString("country"));
    }
}
