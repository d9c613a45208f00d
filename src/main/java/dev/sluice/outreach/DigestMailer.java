package dev.sluice.outreach;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.sluice.handoff.Digest;
import dev.sluice.handoff.Digest.Morning;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.RecurringTasks;
import dev.sluice.platform.sending.SendingPause;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Workspaces;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Emails each salesperson before their working day which leads warmed up and what is due; nothing where nothing is. */
@Component
public class DigestMailer {
    private static final LocalTime FROM = LocalTime.of(6, 30);
    private static final LocalTime TO = LocalTime.of(11, 0);

    private final Digest digest;
    private final Members members;
    private final Workspaces workspaces;
    private final Outbox outbox;
    private final PublicUrl urls;
    private final InstantSource clock;
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    DigestMailer(
            Digest digest, Members members, Workspaces workspaces, Outbox outbox, PublicUrl urls, InstantSource clock) {
        this.digest = digest;
        this.members = members;
        this.workspaces = workspaces;
        this.outbox = outbox;
        this.urls = urls;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> digestMailTask(SendingPause pause) {
        return RecurringTasks.DIGEST_MAIL.eachWorkspace(pause.unlessPaused(workspaces::ids), this::mornings);
    }

    /** Plans the email of everyone whose morning it is; no one gets a second one a day. */
    public void mornings(int workspace) {
        ZonedDateTime local = clock.instant().atZone(workspaces.get(workspace).timeZone());
        done.removeIf(key -> key.startsWith("digest/" + workspace + "/") && !key.endsWith("/" + local.toLocalDate()));
        for (Member member : members.all(workspace)) {
            String key = "digest/" + workspace + "/" + member.user() + "/" + local.toLocalDate();
            boolean morning =
                    !local.toLocalTime().isBefore(FROM) && local.toLocalTime().isBefore(TO);
            if (morning && done.add(key) && digest.wanted(workspace, member.user())) {
                Morning today = digest.of(workspace, member.user());
                if (!today.isEmpty()) {
                    outbox.plan(workspace, List.of(mail(member, key, today)));
                }
            }
        }
    }

    private OutboundMail mail(Member member, String key, Morning today) {
        String text = text(today);
        return new OutboundMail(
                0,
                member.email(),
                key,
                OutboundMail.Kind.INTERNAL,
                "digest",
                null,
                subject(today),
                CompiledTemplate.html(text),
                text,
                null,
                clock.instant(),
                5,
                Map.of());
    }

    private static String subject(Morning today) {
        int due = today.clocks().size() + today.tasks().size();
        return "Today: " + today.warm().size() + " warmed up, " + due + " due";
    }

    private String text(Morning today) {
        StringBuilder text = new StringBuilder();
        section(
                text,
                "Warmed up",
                today.warm().stream()
                        .map(lead -> line(lead.person(), lead.title())
                                + (lead.came() ? ", new" : "")
                                + lead.flags().stream().map(flag -> ", " + flag).reduce("", String::concat)
                                + (lead.last() == null ? "" : ", last: " + plain(lead.last())))
                        .toList());
        section(text, "Answers due", today.clocks().stream().map(this::line).toList());
        section(text, "Tasks due", today.tasks().stream().map(this::line).toList());
        return text.append("[Open Today](")
                .append(urls.of("/today"))
                .append(")\n")
                .toString();
    }

    private String line(Digest.DueItem due) {
        return line(due.person(), due.title()) + ": " + plain(due.what());
    }

    private String line(long person, String title) {
        return "[" + plain(title) + "](" + urls.of("/people/" + person) + ")";
    }

    /** The titles of leads are not Markdown. */
    private static String plain(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]()#+!<>|])", "\\\\$1");
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("**").append(title).append("**\n\n");
            lines.forEach(line -> text.append("- ").append(line).append('\n'));
            text.append('\n');
        }
    }
}
