package dev.sluice.workspace;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who works in a workspace, for modules that give work to them. */
@Component
public class Members {
    private final Memberships memberships;

    Members(Memberships memberships) {
        this.memberships = memberships;
    }

    /** Everybody in the workspace, by name. */
    public List<Member> all(int workspace) {
        return memberships.all(workspace).stream()
                .map(line -> new Member(workspace, line.user(), line.name(), line.email(), line.role(), line.team()))
                .toList();
    }

    /** The member of that id; empty also for a user who has left the workspace. */
    public Optional<Member> find(int workspace, int user) {
        return all(workspace).stream().filter(member -> member.user() == user).findFirst();
    }
}
