package dev.sluice.handoff.routing;

import dev.sluice.platform.database.Tenancy;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many handed-off leads a user has. */
@Component
public class OwnedLeadRows {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    OwnedLeadRows(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /** The leads of that owner; of all owners when none is given. */
    public long count(int workspace, @Nullable Integer owner) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT count(*) FROM lead_assignment
                        WHERE workspace_id = :workspace AND (:owner::integer IS NULL OR owner_id = :owner)""")
                        .param("workspace", workspace)
                        .param("owner", owner, Types.INTEGER)
                        .query(Long.class)
                        .single());
    }
}
