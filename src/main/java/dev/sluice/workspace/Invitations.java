package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog.AuditAction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Invites people to a workspace by a link that works once; no one gives a role above their own. */
@Component
public class Invitations {
    private static final Duration OPEN_FOR = Duration.ofDays(7);

    /** An invitation that was not used yet. */
    public record Invitation(int workspace, int id, String email, Role role, Team team, Instant expires) {}

    private final InvitationRows rows;
    private final Tenancy tenancy;
    private final Users users;
    private final MembershipRows memberships;
    private final PublicKeys keys;
    private final AuditLog audit;
    private final InstantSource clock;

    Invitations(
            InvitationRows rows,
            Tenancy tenancy,
            Users users,
            MembershipRows memberships,
            PublicKeys keys,
            AuditLog audit,
            InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.users = users;
        this.memberships = memberships;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    public List<Invitation> open(int workspace) {
        return tenancy.read(workspace, () -> rows.open(workspace, clock.instant()));
    }

    /** Invites an address and returns the token of the link, of which only a hash is stored. */
    public String invite(Member by, String email, Role role, Team team) {
        Memberships.checkMayGive(by, role);
        String address = Users.address(email);
        if (memberships.all(by.workspace()).stream()
                .anyMatch(member -> member.email().equals(address))) {
            throw new BadInput("email", address + " is in this workspace already.");
        }
        String token = ApiKeys.token("");
        Instant now = clock.instant();
        Invitation invitation = new Invitation(by.workspace(), 0, address, role, team, now.plus(OPEN_FOR));
        tenancy.in(by.workspace(), () -> {
            keys.claim(PublicKeys.Kind.INVITATION, token, by.workspace());
            rows.add(invitation, PublicKeys.hash(token), by.user(), now);
            audit.note(
                    by,
                    AuditAction.of(AuditKind.ACCESS, "user invited", address)
                            .with(Map.of("role", role.code(), "team", team.code())));
        });
        return token;
    }

    /** The invitation of a link; null when it was used or withdrawn or has expired. */
    @Nullable
    public Invitation find(String token) {
        PublicKeys.OpenedKey key = keys.open(PublicKeys.Kind.INVITATION, token);
        if (key == null) {
            return null;
        }
        return tenancy.read(
                key.workspace(),
                () -> rows.find(key.workspace(), PublicKeys.hash(token), clock.instant())
                        .orElse(null));
    }

    /** Uses an invitation for a new user or the one who has that address and password; empty when it was used before. */
    public Optional<Integer> accept(Invitation invitation, String token, String name, String password) {
        return tenancy.in(invitation.workspace(), () -> {
            if (!rows.delete(invitation.workspace(), invitation.id())) {
                return Optional.empty();
            }
            keys.release(PublicKeys.Kind.INVITATION, token, invitation.workspace());
            int user = users.known(invitation.email()).isPresent()
                    ? checkedUser(users.check(invitation.email(), password))
                    : users.add(invitation.email(), NameRule.checked("name", name, "your name"), password);
            users.join(invitation.workspace(), user, invitation.role(), invitation.team());
            audit.note(
                    invitation.workspace(), user, AuditAction.of(AuditKind.ACCESS, "user joined", invitation.email()));
            return Optional.of(user);
        });
    }

    public void withdraw(Member by, int id) {
        tenancy.in(by.workspace(), () -> {
            InvitationRows.WithdrawnInvitation withdrawn =
                    rows.withdraw(by.workspace(), id).orElseThrow(() -> new NotFound("invitation"));
            keys.close(PublicKeys.Kind.INVITATION, withdrawn.hash(), by.workspace());
            audit.note(by, AuditAction.of(AuditKind.ACCESS, "invitation withdrawn", withdrawn.email()));
        });
    }

    private static int checkedUser(@Nullable Integer user) {
        if (user == null) {
            throw new BadInput("password", "You have an account already; this is not its password.");
        }
        return user;
    }
}
