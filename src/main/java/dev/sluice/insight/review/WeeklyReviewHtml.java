package dev.sluice.insight.review;

import dev.sluice.insight.leaks.Leak;
import dev.sluice.insight.leaks.LeakReport.RankedLeak;
import dev.sluice.platform.MoneyFormat;
import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.web.DisplayFormat;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The weekly review as the subject and the text of an email. */
@Component
class WeeklyReviewHtml {
    private final PublicUrl url;

    WeeklyReviewHtml(PublicUrl url) {
        this.url = url;
    }

    static String subject(WeeklyReview review) {
        WeeklyReview.WeeklyCount first = review.lines().getFirst();
        String leads = DisplayFormat.count(first.now(), "new lead");
        return review.worst().isEmpty()
                ? leads
                : leads + ", worst leak "
                        + review.worst().getFirst().leak().stage() + " to "
                        + review.worst().getFirst().leak().next();
    }

    String of(List<WeeklyReview> week, List<ThresholdProposal> proposed) {
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
                        .append(line.verdict().isEmpty() ? "" : " (this week is " + line.verdict() + ")")
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

    private String leak(WeeklyReview review, RankedLeak found) {
        Leak leak = found.leak();
        String interval = leak.hasInterval()
                ? " (95 % between " + MoneyFormat.about(leak.low(), leak.worth().currency()) + " and "
                        + MoneyFormat.about(leak.high(), leak.worth().currency()) + ")"
                : "";
        String cost = review.leaks().inMoney()
                ? MoneyFormat.about(leak.money(), leak.worth().currency()) + interval
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
                                        + step.before().told() + " before, "
                                        + step.after().told() + " since" + (step.certain() ? ", more than chance" : ""))
                                .toList()));
    }

    private String proposed(ThresholdProposal proposal) {
        return link(
                        proposal.href(),
                        DisplayFormat.stage(proposal.stage()) + " asks for " + Math.round(proposal.proposed())
                                + " instead of " + Math.round(proposal.asked()))
                + HtmlUtils.htmlEscape(": keeps " + proposal.wins().told() + " wins and keeps out "
                        + proposal.losses().told() + " losses");
    }

    private List<String> overdue(WeeklyReview review) {
        List<String> lines = new ArrayList<>();
        review.overdue()
                .forEach(line -> lines.add(link(
                        "/people?funnel=" + review.filter().run().definition().name() + "&stage=" + line.stage()
                                + "&outcome=active",
                        DisplayFormat.count(line.people(), "person") + " in " + DisplayFormat.stage(line.stage())
                                + " for longer than its limit")));
        review.silent()
                .forEach(line -> lines.add(HtmlUtils.htmlEscape(
                        (line.source().isEmpty() ? "A source that was not told" : line.source()) + " is silent")));
        return lines;
    }

    private String link(String path, String text) {
        return "<a href=\"" + HtmlUtils.htmlEscape(url.of(path)) + "\">" + HtmlUtils.htmlEscape(text) + "</a>";
    }

    private static void part(StringBuilder html, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<h3>").append(HtmlUtils.htmlEscape(title)).append("</h3><ul>");
            lines.forEach(line -> html.append("<li>").append(line).append("</li>"));
            html.append("</ul>");
        }
    }
}
