package dev.sluice.insight.review;

import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Who gets the weekly review by email: owners unless they unsubscribed, others once they subscribed. */
@Component
class WeeklyReviewSubscriptions {
    private final WeeklyReviewSubscriptionRows rows;
    private final Tenancy tenancy;
    private final Members members;
    private final InstantSource clock;

    WeeklyReviewSubscriptions(
            WeeklyReviewSubscriptionRows rows, Tenancy tenancy, Members members, InstantSource clock) {
        this.rows = rows;
        this.tenancy = tenancy;
        this.members = members;
        this.clock = clock;
    }

    List<Member> subscribers(int workspace) {
        Map<Integer, Boolean> choices = choices(workspace);
        return members.all(workspace).stream()
                .filter(member -> isSubscribed(member, choices))
                .toList();
    }

    boolean isSubscribed(Member member) {
        return isSubscribed(member, choices(member.workspace()));
    }

    private static boolean isSubscribed(Member member, Map<Integer, Boolean> choices) {
        return choices.getOrDefault(member.user(), member.role() == Role.OWNER);
    }

    private Map<Integer, Boolean> choices(int workspace) {
        return tenancy.read(workspace, () -> rows.choices(workspace));
    }

    void set(Member member, boolean subscribed) {
        tenancy.in(member.workspace(), () -> rows.set(member.workspace(), member.user(), subscribed, clock.instant()));
    }
}
