package dev.sluice.insight.review;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Role;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has the weekly review by mail: owners unless they said no, others once they said yes. */
@Component
class WeeklyReviewSubscriptions {
    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Members members;
    private final InstantSource clock;

    WeeklyReviewSubscriptions(JdbcClient jdbc, Tenancy tenancy, Members members, InstantSource clock) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.members = members;
        this.clock = clock;
    }

    List<Member> wanting(int workspace) {
        Map<Integer, Boolean> said = said(workspace);
        return members.all(workspace).stream()
                .filter(member -> wants(member, said))
                .toList();
    }

    boolean wants(Member member) {
        return wants(member, said(member.workspace()));
    }

    private static boolean wants(Member member, Map<Integer, Boolean> said) {
        return said.getOrDefault(member.user(), member.role() == Role.OWNER);
    }

    private Map<Integer, Boolean> said(int workspace) {
        Map<Integer, Boolean> said = new HashMap<>();
        tenancy.read(workspace, () -> {
            jdbc.sql("SELECT user_id, wanted FROM weekly_review_subscription WHERE workspace_id = ?")
                    .param(workspace)
                    .query(row -> {
                        said.put(row.getInt(1), row.getBoolean(2));
                    });
            return true;
        });
        return said;
    }

    void say(Member member, boolean wanted) {
        tenancy.in(
                member.workspace(),
                () -> jdbc.sql("""
                        INSERT INTO weekly_review_subscription (workspace_id, user_id, wanted, set_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (workspace_id, user_id) DO UPDATE
                        SET wanted = excluded.wanted, set_at = excluded.set_at""")
                        .params(member.workspace(), member.user(), wanted, Timestamp.from(clock.instant()))
                        .update());
    }
}
