package dev.sluice.workspace.backup;

import dev.sluice.platform.NotFound;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Role;
import org.springframework.stereotype.Component;

/** Who may see every workspace of the installation: a backup holds all of them, so only who owns all may have it. */
@Component
class InstallationOwners {
    private final InstallationOwnerRows rows;

    InstallationOwners(InstallationOwnerRows rows) {
        this.rows = rows;
    }

    boolean includes(Member member) {
        return member.role().covers(Role.OWNER) && rows.ownsAll(member.user());
    }

    void require(Member member) {
        if (!includes(member)) {
            throw new NotFound("backups"); // as every page of what is not theirs
        }
    }
}
