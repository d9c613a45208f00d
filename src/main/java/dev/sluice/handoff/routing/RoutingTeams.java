package dev.sluice.handoff.routing;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import java.sql.Types;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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

    private record RoutingTeamRow(String name, @Nullable Integer manager, List<Integer> users) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Members members;
    private final TeamRotation rota;
    private final AuditLog audit;

    RoutingTeams(JdbcClient jdbc, Tenancy tenancy, Members members, TeamRotation rota, AuditLog audit) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.members = members;
        this.rota = rota;
        this.audit = audit;
    }

    List<RoutingTeam> all(int workspace) {
        List<Member> users = members.all(workspace);
        return tenancy
                .read(
                        workspace,
                        () -> jdbc.sql("""
                                SELECT t.name, t.manager_id, ARRAY(
                                    SELECT m.user_id FROM routing_member m
                                    WHERE m.workspace_id = t.workspace_id AND m.team = t.name) AS users
                                FROM routing_team t WHERE t.workspace_id = ? ORDER BY lower(t.name), t.name""")
                                .param(workspace)
                                .query((row, number) -> new RoutingTeamRow(
                                        row.getString("name"),
                                        row.getObject("manager_id", Integer.class),
                                        List.of((Integer[])
                                                row.getArray("users").getArray())))
                                .list())
                .stream()
                .map(row -> line(row, users))
                .toList();
    }

    /** The user who manages that team; empty when there is no such team or nobody manages it any more. */
    public Optional<Member> manager(int workspace, String team) {
        return all(workspace).stream()
                .filter(line -> line.name().equals(team))
                .findFirst()
                .flatMap(line -> Optional.ofNullable(line.manager()));
    }

    void add(Member by, String name, @Nullable Integer manager) {
        String plain = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        if (!NAME.matcher(plain).matches()) {
            throw new BadInput(
                    "name", "Name the team in up to 60 letters and digits; blanks, dots and dashes may stand between.");
        }
        checkManager(by, manager);
        tenancy.in(by.workspace(), () -> {
            int added = jdbc.sql("""
                            INSERT INTO routing_team (workspace_id, name, manager_id) SELECT :workspace, :name, :manager
                            WHERE NOT EXISTS (SELECT 1 FROM routing_team
                                WHERE workspace_id = :workspace AND lower(name) = lower(:name))
                            ON CONFLICT DO NOTHING""")
                    .param("workspace", by.workspace())
                    .param("name", plain)
                    .param("manager", manager, Types.INTEGER)
                    .update();
            if (added == 0) {
                throw new BadInput("name", "There is a team of that name already.");
            }
            audit.note(by, "team added", plain, manager(manager));
        });
    }

    void manage(Member by, String team, @Nullable Integer manager) {
        tenancy.in(by.workspace(), () -> {
            lock(by.workspace(), team);
            checkManager(by, manager);
            jdbc.sql("UPDATE routing_team SET manager_id = :manager WHERE workspace_id = :workspace AND name = :name")
                    .param("manager", manager, Types.INTEGER)
                    .param("workspace", by.workspace())
                    .param("name", team)
                    .update();
            audit.note(by, "team's manager changed", team, manager(manager));
        });
    }

    void remove(Member by, String team) {
        tenancy.in(by.workspace(), () -> {
            lock(by.workspace(), team);
            jdbc.sql("DELETE FROM routing_member WHERE workspace_id = ? AND team = ?")
                    .params(by.workspace(), team)
                    .update();
            jdbc.sql("DELETE FROM routing_team WHERE workspace_id = ? AND name = ?")
                    .params(by.workspace(), team)
                    .update();
            audit.note(by, "team deleted", team, Map.of());
        });
    }

    void addMember(Member by, String team, int user) {
        tenancy.in(by.workspace(), () -> {
            lock(by.workspace(), team);
            List<Member> all = members.all(by.workspace());
            Member added = all.stream()
                    .filter(member -> member.user() == user)
                    .findFirst()
                    .orElseThrow(() -> new BadInput("user", "Choose a user of this workspace."));
            rota.join(by.workspace(), team, user, all.stream().map(Member::user).toList());
            audit.note(by, "team member added", team, Map.of("user", added.email()));
        });
    }

    void removeMember(Member by, String team, int user) {
        tenancy.in(by.workspace(), () -> {
            lock(by.workspace(), team);
            int removed = jdbc.sql("DELETE FROM routing_member WHERE workspace_id = ? AND team = ? AND user_id = ?")
                    .params(by.workspace(), team, user)
                    .update();
            if (removed == 0) {
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
        boolean there = jdbc.sql("SELECT 1 FROM routing_team WHERE workspace_id = ? AND name = ? FOR UPDATE")
                .params(workspace, team)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!there) {
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

    private static RoutingTeam line(RoutingTeamRow row, List<Member> users) {
        return new RoutingTeam(
                row.name(),
                users.stream()
                        .filter(user -> row.manager() != null && user.user() == row.manager())
                        .findFirst()
                        .orElse(null),
                users.stream().filter(user -> row.users().contains(user.user())).toList());
    }
}
