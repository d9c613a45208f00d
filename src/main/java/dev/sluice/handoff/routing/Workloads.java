package dev.sluice.handoff.routing;

import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many leads each user has. */
@Component
public class Workloads {
    /** The leads of an owner; {@code user} is null for leads without one. */
    public record Workload(@Nullable Integer user, @Nullable String name, long open, long offered, long overdue) {}

    private final OwnedLeadRows rows;
    private final Tenancy tenancy;

    Workloads(OwnedLeadRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** The leads of that owner; of all owners for null. */
    public long count(int workspace, @Nullable Integer owner) {
        return tenancy.read(workspace, () -> rows.count(workspace, owner));
    }

    /** By owner, the largest first. */
    public List<Workload> byOwner(int workspace, Instant now) {
        return tenancy.read(workspace, () -> rows.workloads(workspace, now));
    }
}
