package dev.sluice.insight.review;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.insight.leaks.Leak;
import dev.sluice.insight.leaks.Leaks;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.platform.MoneyFormat;
import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.DayOfWeek;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** On Monday morning mails the review of the week before to whoever asked for it. */
@Component
class WeeklyReviewMailer {
    private static final LocalTime FROM = LocalTime.of(6, 30);
    private static final LocalTime TO = LocalTime.of(18, 0);

    private final WeeklyReviews reviews;
    private final WeeklyReviewSubscriptions subscriptions;
    private final ThresholdProposals proposals;
    private final Funnels funnels;
    private final Workspaces workspaces;
    private final Outbox outbox;
    private final PublicUrl address;
    private final InstantSource clock;
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    WeeklyReviewMailer(
            WeeklyReviews reviews,
            WeeklyReviewSubscriptions subscriptions,
            ThresholdProposals proposals,
            Funnels funnels,
            Workspaces workspaces,
            Outbox outbox,
            PublicUrl address,
            InstantSource clock) {
        this.reviews = reviews;
        this.subscriptions = subscriptions;
        this.proposals = proposals;
        this.funnels = funnels;
        this.workspaces = workspaces;
        this.outbox = outbox;
        this.address = address;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> weeklyReviewMailTask() {
        return RecurringTasks.WEEKLY_REVIEW_MAIL.eachWorkspace(workspaces::ids, this::mondays);
    }

    /** Plans the mail where it is Monday morning; the outbox plans each person's week once, however many nodes ask. */
    void mondays(int workspace) {
        ZonedDateTime local = clock.instant().atZone(workspaces.get(workspace).timeZone());
        boolean morning = local.getDayOfWeek() == DayOfWeek.MONDAY
                && !local.toLocalTime().isBefore(FROM)
                && local.toLocalTime().isBefore(TO);
        done.removeIf(key -> key.startsWith("review/" + workspace + "/") && !key.endsWith("/" + local.toLocalDate()));
        List<Member> waiting = morning
                ? subscriptions.wanting(workspace).stream()
                        .filter(member -> !done.contains(key(member, local)))
                        .toList()
                : List.of();
        if (waiting.isEmpty()) {
            return;
        }
        List<WeeklyReview> week = funnels.active(workspace).stream()
                .map(run ->
                        reviews.of(workspace, Map.of("funnel", run.definition().name())))
                .filter(review -> !review.isEmpty())
                .toList();
        if (!week.isEmpty()) {
            String html = html(week, proposals.open(workspace));
            outbox.plan(
                    workspace,
                    waiting.stream()
                            .map(member -> draft(member, key(member, local), week.getFirst(), html))
                            .toList());
        }
        waiting.forEach(member -> done.add(key(member, local)));
    }

    private static String key(Member member, ZonedDateTime local) {
        return "review/" + member.workspace() + "/" + member.user() + "/" + local.toLocalDate();
    }

    private OutboundMail draft(Member member, String key, WeeklyReview review, String html) {
        return new OutboundMail(
                0,
                member.email(),
                key,
                OutboundMail.Kind.INTERNAL,
                "review",
                null,
                "Week of " + review.week() + ": " + subject(review),
                html,
                "",
                null,
                clock.instant(),
                5);
    }

    private static String subject(WeeklyReview review) {
        WeeklyReview.WeeklyCount first = review.lines().getFirst();
        String leads = DisplayFormat.count(first.now(), "new lead");
        return review.worst().isEmpty()
                ? leads
                : leads + ", worst leak "
                        + review.worst().getFirst().leak().stage() + " to "
                        + review.worst().getFirst().leak().next();
    }

    private String html(List<WeeklyReview> week, List<ThresholdProposals.ThresholdProposal> proposed) {
        StringBuilder html = new StringBuilder();
        for (WeeklyReview review : week) {
            if (week.size() > 1) {
                html.append("<h2>").append(HtmlUtils.htmlEscape(funnel(review))).append("</h2>");
            }
            funnel(html, review);
        }
        part(html, "Proposed", proposed.stream().map(this::proposed).toList());
        return html.toString();
    }

    private static String funnel(WeeklyReview review) {
        return review.filter().run().definition().name();
    }

    private void funnel(StringBuilder html, WeeklyReview review) {
        html.append("<table><tr><th></th><th>Week</th><th>Before</th><th>Usual</th></tr>");
        review.lines()
                .forEach(line -> html.append("<tr><td>")
                        .append(HtmlUtils.htmlEscape(line.what()))
                        .append("</td><td>")
                        .append(DisplayFormat.count(line.now()))
                        .append("</td><td>")
                        .append(DisplayFormat.count(line.before()))
                        .append("</td><td>")
                        .append(WeeklyReview.usual(line.usual()))
                        .append("</td></tr>"));
        html.append("</table>");
        part(
                html,
                "What leaks",
                review.worst().stream().map(found -> leak(review, found)).toList());
        review.parts()
                .forEach(part -> part(
                        html,
                        part.title(),
                        part.notes().stream()
                                .map(note -> link(note.href(), note.text()))
                                .toList()));
        part(
                html,
                "Changes of the definition",
                review.changes().stream().map(this::change).toList());
        part(html, "Overdue", overdue(review));
        html.append("<p>")
                .append(link("/insight/review?funnel=" + funnel(review), "Open the review"))
                .append("</p>");
    }

    private String leak(WeeklyReview review, Leaks.RankedLeak found) {
        Leak leak = found.leak();
        String cost = review.leaks().inMoney()
                ? MoneyFormat.about(leak.money(), leak.worth().currency()) + " (95 % between "
                        + MoneyFormat.about(leak.low(), leak.worth().currency()) + " and "
                        + MoneyFormat.about(leak.high(), leak.worth().currency()) + ")"
                : DisplayFormat.count(Math.round(leak.people()), "person");
        return link("/insight/leaks?period=12m", leak.stage() + " to " + leak.next()) + ": "
                + HtmlUtils.htmlEscape(cost + ". " + found.cause().name() + ": "
                        + found.cause().sentence());
    }

    private String change(WeeklyReview.DefinitionChange change) {
        return link(
                        "/insight/review#changes",
                        "Version " + change.version() + (change.note().isEmpty() ? "" : ", " + change.note()))
                + ": "
                + HtmlUtils.htmlEscape(String.join(
                        "; ",
                        change.steps().stream()
                                .map(step -> DisplayFormat.stage(step.stage()) + " "
                                        + step.before().text() + " of "
                                        + step.before().n() + " before, "
                                        + step.after().text() + " of "
                                        + step.after().n() + " since" + (step.certain() ? ", more than chance" : ""))
                                .toList()));
    }

    private String proposed(ThresholdProposals.ThresholdProposal one) {
        return link(
                        one.href(),
                        DisplayFormat.stage(one.stage()) + " asks for " + Math.round(one.proposed()) + " instead of "
                                + Math.round(one.asked()))
                + HtmlUtils.htmlEscape(
                        ": keeps " + one.wins().text() + " of " + one.wins().n() + " wins and keeps out "
                                + one.losses().text() + " of " + one.losses().n() + " losses");
    }

    private List<String> overdue(WeeklyReview review) {
        List<String> lines = new ArrayList<>();
        review.overdue()
                .forEach(one -> lines.add(link(
                        "/people?funnel=" + review.filter().run().definition().name() + "&stage=" + one.stage()
                                + "&outcome=active",
                        DisplayFormat.count(one.people(), "person") + " in " + DisplayFormat.stage(one.stage())
                                + " for longer than its limit")));
        review.silent()
                .forEach(one -> lines.add(HtmlUtils.htmlEscape(
                        (one.source().isEmpty() ? "A source that was not told" : one.source()) + " is silent")));
        return lines;
    }

    private String link(String path, String text) {
        return "<a href=\"" + HtmlUtils.htmlEscape(address.of(path)) + "\">" + HtmlUtils.htmlEscape(text) + "</a>";
    }

    private static void part(StringBuilder html, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<h3>").append(HtmlUtils.htmlEscape(title)).append("</h3><ul>");
            lines.forEach(line -> html.append("<li>").append(line).append("</li>"));
            html.append("</ul>");
        }
    }
}
