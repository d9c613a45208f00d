package dev.sluice.sample;

import dev.sluice.handoff.TeamProvisioning;
import dev.sluice.workspace.Industry;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.NewWorkspace;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Team;
import dev.sluice.workspace.Users;
import dev.sluice.workspace.Workspaces;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The people who sell for the firm, and the teams that its funnel routes leads to. */
@Component
@ConditionalOnProperty(name = "SLUICE_SAMPLE", havingValue = "true")
class SampleTeam {
    static final String INES = "Ines Duarte";
    static final String TOM = "Tom Okafor";

    private final Workspaces workspaces;
    private final Users users;
    private final Members members;
    private final TeamProvisioning teams;

    SampleTeam(Workspaces workspaces, Users users, Members members, TeamProvisioning teams) {
        this.workspaces = workspaces;
        this.users = users;
        this.members = members;
        this.teams = teams;
    }

    /** Whether this installation has no workspace yet. */
    boolean isFirst() {
        return workspaces.ids().isEmpty();
    }

    /** Whether the sample was made, by this start or an earlier one. */
    boolean isHere() {
        return users.known(SampleWorkspace.OWNER.email()).isPresent();
    }

    /** The workspace with its users, who all sign in with the owner's password. */
    int create() {
        int workspace = workspaces.create(
                NewWorkspace.named(SampleWorkspace.NAME).in(Industry.MANAGED_IT), SampleWorkspace.OWNER);
        Member owner = members.all(workspace).getFirst();
        int ines = seller(workspace, INES);
        int tom = seller(workspace, TOM);
        teams.team(owner, "inbound", List.of(owner.user(), ines, tom));
        teams.team(owner, "london", List.of(ines));
        return workspace;
    }

    private int seller(int workspace, String name) {
        String address = name.substring(0, name.indexOf(' ')).toLowerCase(Locale.ROOT) + "@harbour-it.example";
        return workspaces.addMember(
                workspace,
                new Workspaces.FirstOwner(name, address, SampleWorkspace.OWNER.password()),
                Role.MEMBER,
                Team.SALES);
    }
}
