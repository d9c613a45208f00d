package dev.sluice.insight.review;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.sending.SendingPause;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** On Monday morning mails the review of the week before to its subscribers. */
@Component
class WeeklyReviewMailer {
    private static final LocalTime FROM = LocalTime.of(6, 30);
    private static final LocalTime TO = LocalTime.of(18, 0);

    private final WeeklyReviews reviews;
    private final WeeklyReviewSubscriptions subscriptions;
    private final ThresholdProposals proposals;
    private final Workspaces workspaces;
    private final Outbox outbox;
    private final WeeklyReviewHtml html;
    private final InstantSource clock;
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    WeeklyReviewMailer(
            WeeklyReviews reviews,
            WeeklyReviewSubscriptions subscriptions,
            ThresholdProposals proposals,
            Workspaces workspaces,
            Outbox outbox,
            WeeklyReviewHtml html,
            InstantSource clock) {
        this.reviews = reviews;
        this.subscriptions = subscriptions;
        this.proposals = proposals;
        this.workspaces = workspaces;
        this.outbox = outbox;
        this.html = html;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> weeklyReviewMailTask(SendingPause pause) {
        return RecurringTasks.WEEKLY_REVIEW_MAIL.eachWorkspace(pause.unlessPaused(workspaces::ids), this::mondays);
    }

    /** Plans the mail where it is Monday morning; the outbox plans each person's week once, however many nodes ask. */
    void mondays(int workspace) {
        ZonedDateTime local = clock.instant().atZone(workspaces.get(workspace).timeZone());
        boolean morning = local.getDayOfWeek() == DayOfWeek.MONDAY
                && !local.toLocalTime().isBefore(FROM)
                && local.toLocalTime().isBefore(TO);
        done.removeIf(key -> key.startsWith("review/" + workspace + "/") && !key.endsWith("/" + local.toLocalDate()));
        List<Member> waiting = morning
                ? subscriptions.subscribers(workspace).stream()
                        .filter(member -> !done.contains(key(member, local)))
                        .toList()
                : List.of();
        if (waiting.isEmpty()) {
            return;
        }
        List<WeeklyReview> week = reviews.all(workspace);
        if (!week.isEmpty()) {
            String text = html.of(week, proposals.open(workspace));
            outbox.plan(
                    workspace,
                    waiting.stream()
                            .map(member -> draft(member, key(member, local), week.getFirst(), text))
                            .toList());
        }
        waiting.forEach(member -> done.add(key(member, local)));
    }

    private static String key(Member member, ZonedDateTime local) {
        return "review/" + member.workspace() + "/" + member.user() + "/" + local.toLocalDate();
    }

    private OutboundMail draft(Member member, String key, WeeklyReview review, String text) {
        return new OutboundMail(
                0,
                member.email(),
                key,
                OutboundMail.Kind.INTERNAL,
                "review",
                null,
                "Week of " + review.week() + ": " + WeeklyReviewHtml.subject(review),
                text,
                "",
                null,
                clock.instant(),
                5,
                Map.of());
    }
}
