package dev.sluice.handoff.routing;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The teams that a funnel's routing names, each with its manager and its members. */
@Component
public class RoutingTeams {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]{0,58}[\\p{L}\\p{N}])?");

    /** A team as it is set; users who have left the workspace are left out. */
    record RoutingTeam(String name, @Nullable Member manager, List<Member> members) {
        boolean has(Member member) {
            return members.contains(member);
        }
    }

    private final RoutingTeamRows rows;
    private final Tenancy tenancy;
    private final Members members;
    private final TeamRotation rotation;
    private final AuditLog audit;

    RoutingTeams(RoutingTeamRows rows, Tenancy tenancy, Members members, TeamRotation rotation, AuditLog audit) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.members = members;
        this.rotation = rotation;
        this.audit = audit;
    }

    List<RoutingTeam> all(int workspace) {
        List<Member> users = members.all(workspace);
        return tenancy.read(workspace, () -> rows.all(workspace)).stream()
                .map(row -> team(row, users))
                .toList();
    }

    /** The user who manages that team; empty when there is no such team or no manager. */
    public Optional<Member> manager(int workspace, String team) {
        return all(workspace).stream()
                .filter(found -> found.name().equals(team))
                .findFirst()
                .flatMap(found -> Optional.ofNullable(found.manager()));
    }

    public void add(Member by, String name, @Nullable Integer manager) {
        String plain = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        if (!NAME.matcher(plain).matches()) {
            throw new BadInput(
                    "name", "Name the team in up to 60 letters and digits; blanks, dots and dashes may stand between.");
        }
        checkManager(by, manager);
        tenancy.in(by.workspace(), () -> {
            if (!rows.insert(by.workspace(), plain, manager)) {
                throw new BadInput("name", "There is a team of that name already.");
            }
            audit.note(by, "team added", plain, manager(manager));
        });
    }

    void manage(Member by, String team, @Nullable Integer manager) {
        tenancy.in(by.workspace(), () -> {
            lock(by.workspace(), team);
            checkManager(by, manager);
            rows.setManager(by.workspace(), team, manager);
            audit.note(by, "team's manager changed", team, manager(manager));
        });
    }

    void remove(Member by, String team) {
        tenancy.in(by.workspace(), () -> {
            lock(by.workspace(), team);
            rows.delete(by.workspace(), team);
            audit.note(by, "team deleted", team, Map.of());
        });
    }

    public void addMember(Member by, String team, int user) {
        tenancy.in(by.workspace(), () -> {
            lock(by.workspace(), team);
            List<Member> all = members.all(by.workspace());
            Member added = all.stream()
                    .filter(member -> member.user() == user)
                    .findFirst()
                    .orElseThrow(() -> new BadInput("user", "Choose a user of this workspace."));
            rotation.join(
                    by.workspace(), team, user, all.stream().map(Member::user).toList());
            audit.note(by, "team member added", team, Map.of("user", added.email()));
        });
    }

    void removeMember(Member by, String team, int user) {
        tenancy.in(by.workspace(), () -> {
            lock(by.workspace(), team);
            if (!rows.deleteMember(by.workspace(), team, user)) {
                throw new NotFound("member");
            }
            audit.note(
                    by,
                    "team member removed",
                    team,
                    Map.of(
                            "user",
                            members.find(by.workspace(), user)
                                    .map(Member::email)
                                    .orElse("user " + user)));
        });
    }

    /** Keeps the team from being deleted meanwhile, so that no member is left without a team. */
    private void lock(int workspace, String team) {
        if (!rows.lock(workspace, team)) {
            throw new NotFound("team");
        }
    }

    private void checkManager(Member by, @Nullable Integer manager) {
        if (manager != null && members.find(by.workspace(), manager).isEmpty()) {
            throw new BadInput("manager", "Choose a manager from this workspace, or nobody.");
        }
    }

    private static Map<String, Object> manager(@Nullable Integer manager) {
        Map<String, Object> details = new HashMap<>();
        if (manager != null) {
            details.put("manager", manager);
        }
        return details;
    }

    private static RoutingTeam team(RoutingTeamRows.RoutingTeamRow row, List<Member> users) {
        return new RoutingTeam(
                row.name(),
                users.stream()
                        .filter(user -> row.manager() != null && user.user() == row.manager())
                        .findFirst()
                        .orElse(null),
                users.stream().filter(user -> row.users().contains(user.user())).toList());
    }
}
