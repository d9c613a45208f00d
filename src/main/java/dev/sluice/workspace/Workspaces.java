package dev.sluice.workspace;

import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The workspaces of this installation. */
@Component
public class Workspaces {
    /** Who owns a new workspace. */
    public record FirstOwner(String name, String email, String password) {}

    private final WorkspaceRows rows;
    private final Tenancy tenancy;
    private final Users users;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Workspaces(
            WorkspaceRows rows,
            Tenancy tenancy,
            Users users,
            InstantSource clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.users = users;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Creates a workspace with its owner, a new user or the existing one with that address, and returns its id. */
    public int create(NewWorkspace setup, FirstOwner owner) {
        return create(setup, owner, false);
    }

    private int create(NewWorkspace setup, FirstOwner owner, boolean first) {
        Integer id = transaction.execute(status -> {
            int workspace = rows.add(setup, clock.instant());
            tenancy.in(workspace, () -> {
                int user = users.known(owner.email())
                        .orElseGet(() -> users.add(owner.email(), owner.name(), owner.password()));
                users.join(workspace, user, Role.OWNER, Team.MARKETING);
                events.publishEvent(new WorkspaceCreated(workspace, first, setup.industry()));
            });
            return workspace;
        });
        return id == null ? 0 : id;
    }

    /** Adds a user to a workspace, a new one or the existing one with that address, and returns their id. */
    public int addMember(int workspace, FirstOwner user, Role role, Team team) {
        return tenancy.in(workspace, () -> {
            int id = users.known(user.email()).orElseGet(() -> users.add(user.email(), user.name(), user.password()));
            users.join(workspace, id, role, team);
            return id;
        });
    }

    /** Creates the first workspace; false when there is one already, also when two starts race for it. */
    public boolean createFirst(NewWorkspace setup, FirstOwner owner) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            rows.lockFirst();
            if (!ids().isEmpty()) {
                return false;
            }
            create(setup, owner, true);
            return true;
        }));
    }

    /** All workspaces, the oldest first. */
    public List<Integer> ids() {
        return rows.ids();
    }

    public Workspace get(int id) {
        return rows.find(id).orElseThrow(() -> new NotFound("workspace"));
    }

    public void change(Workspace changed) {
        rows.change(changed);
    }
}
