package dev.sluice.workspace;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The members of a workspace, for modules that assign work to them. */
@Component
public class Members {
    private final Memberships memberships;

    Members(Memberships memberships) {
        this.memberships = memberships;
    }

    /** All members of the workspace, by name. */
    public List<Member> all(int workspace) {
        return memberships.all(workspace).stream()
                .map(row -> new Member(workspace, row.user(), row.name(), row.email(), row.role(), row.team()))
                .toList();
    }

    /** The member of that id; empty also for a user who has left the workspace. */
    public Optional<Member> find(int workspace, int user) {
        return all(workspace).stream().filter(member -> member.user() == user).findFirst();
    }
}
