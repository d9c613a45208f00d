package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog.AuditAction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The members of a workspace with their roles. No one gives a role above their own, no one changes their own role, and
 * the last owner stays.
 */
@Component
public class Memberships {
    /** One row of the list of users. */
    public record MembershipSummary(int user, String name, String email, Role role, Team team, Instant since) {}

    private final MembershipRows rows;
    private final Tenancy tenancy;
    private final AuditLog audit;

    Memberships(MembershipRows rows, Tenancy tenancy, AuditLog audit) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.audit = audit;
    }

    public List<MembershipSummary> all(int workspace) {
        return rows.all(workspace);
    }

    public void change(Member by, int user, Role role, Team team) {
        tenancy.in(by.workspace(), () -> {
            MembershipSummary member = changeable(by, user);
            checkMayGive(by, role);
            if (user == by.user() && role != member.role()) {
                throw new BadInput("role", "Nobody changes their own role; ask another owner or admin.");
            }
            if (member.role() == Role.OWNER && role != Role.OWNER) {
                checkAnotherOwner(by.workspace());
            }
            rows.change(by.workspace(), user, role, team);
            audit.note(
                    by,
                    AuditAction.of(AuditKind.ACCESS, "user changed", member.email())
                            .with(Map.of(
                                    "role", role.code(),
                                    "role_before", member.role().code(),
                                    "team", team.code())));
        });
    }

    public void remove(Member by, int user) {
        tenancy.in(by.workspace(), () -> {
            MembershipSummary member = changeable(by, user);
            if (user == by.user()) {
                throw new BadInput("user", "Nobody removes themselves; ask another owner or admin.");
            }
            if (member.role() == Role.OWNER) {
                checkAnotherOwner(by.workspace());
            }
            rows.remove(by.workspace(), user);
            audit.note(by, AuditAction.of(AuditKind.ACCESS, "user removed", member.email()));
        });
    }

    private MembershipSummary changeable(Member by, int user) {
        MembershipSummary member = all(by.workspace()).stream()
                .filter(each -> each.user() == user)
                .findFirst()
                .orElseThrow(() -> new NotFound("user"));
        if (!by.role().covers(member.role())) {
            throw new BadInput("user", "Only an owner changes or removes an owner.");
        }
        return member;
    }

    static void checkMayGive(Member by, Role role) {
        if (!by.role().covers(role)) {
            throw new BadInput(
                    "role", "You can give roles up to your own, " + by.role().label() + ".");
        }
    }

    /** Locks the owners, so that two concurrent removals cannot remove both. */
    private void checkAnotherOwner(int workspace) {
        if (rows.lockOwners(workspace) < 2) {
            throw new BadInput("user", "A workspace keeps at least one owner. Make somebody else an owner first.");
        }
    }
}
