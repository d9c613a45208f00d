package dev.sluice.outreach.enrolment;

import dev.sluice.funnel.text.AdHocCriterion;
import dev.sluice.handoff.Handoffs;
import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import dev.sluice.outreach.enrolment.EnrolmentRows.Progress;
import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.SequenceRows;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceSteps;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.outreach.sequence.VariantAssignment;
import dev.sluice.standing.AdHocCriteria;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import dev.sluice.template.TemplateRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes everybody who is due one step further along their sequence, many at once and in one transaction. */
@Component
public class SequenceRunner {
    /** What is not known today may be tomorrow. */
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);

    private final EnrolmentRows rows;
    private final LateStepThrottle lateSteps;
    private final SequenceRows sequences;
    private final Sequences written;
    private final Enrolments enrolments;
    private final TemplateRows templates;
    private final Recipients readers;
    private final Handoffs desk;
    private final Funnels funnels;
    private final Standings standings;
    private final AdHocCriteria questions;
    private final Outbox outbox;
    private final InstantSource clock;

    SequenceRunner(
            EnrolmentRows rows,
            LateStepThrottle lateSteps,
            SequenceRows sequences,
            Sequences written,
            Enrolments enrolments,
            TemplateRows templates,
            Recipients readers,
            Handoffs desk,
            Funnels funnels,
            Standings standings,
            AdHocCriteria questions,
            Outbox outbox,
            InstantSource clock) {
        this.rows = rows;
        this.lateSteps = lateSteps;
        this.sequences = sequences;
        this.written = written;
        this.enrolments = enrolments;
        this.templates = templates;
        this.readers = readers;
        this.desk = desk;
        this.funnels = funnels;
        this.standings = standings;
        this.questions = questions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Somebody at a step, with all that the step may need. */
    private record EnrolmentPosition(
            Enrolment enrolment, Sequence sequence, SequenceStep step, Recipient reader, SendSchedule pace) {}

    /** A mail that may go once its day is free. */
    private record Ready(
            EnrolmentPosition at,
            SequenceStep.EmailStep step,
            SequenceStep.Variant variant,
            CompiledTemplate.FilledTemplate filled,
            LocalDate day) {}

    /** In the caller's transaction; returns how many were due. */
    public int due(int workspace, int most) {
        Instant now = clock.instant();
        List<Enrolment> due = rows.take(workspace, now, most);
        if (!due.isEmpty()) {
            new SequenceBatch(workspace, now).walk(due);
        }
        return due.size();
    }

    private final class SequenceBatch {
        private final int workspace;
        private final Instant now;
        private final List<Progress> progress = new ArrayList<>();
        private final Map<String, List<Enrolment>> out = new HashMap<>();

        SequenceBatch(int workspace, Instant now) {
            this.workspace = workspace;
            this.now = now;
        }

        void walk(List<Enrolment> due) {
            Map<Long, Progress> waiting = lateSteps.waiting(workspace, due, now);
            progress.addAll(waiting.values());
            List<EnrolmentPosition> all = placed(
                    due.stream().filter(one -> !waiting.containsKey(one.id())).toList());
            all.stream().filter(at -> at.step() instanceof SequenceStep.Wait).forEach(at -> on(at, "", true));
            all.stream()
                    .filter(at -> at.step() instanceof SequenceStep.TaskStep)
                    .forEach(this::task);
            branches(all.stream()
                    .filter(at -> at.step() instanceof SequenceStep.Branch)
                    .toList());
            mails(all.stream()
                    .filter(at -> at.step() instanceof SequenceStep.EmailStep)
                    .toList());
            rows.progress(workspace, progress, now);
            out.forEach((why, who) -> enrolments.stop(workspace, who, why));
        }

        private List<EnrolmentPosition> placed(List<Enrolment> due) {
            Map<String, Sequence> byName =
                    sequences.all(workspace).stream().collect(Collectors.toMap(Sequence::name, Function.identity()));
            Map<Long, Recipient> people =
                    readers.of(workspace, due.stream().map(Enrolment::person).toList());
            Set<LocalDate> off = desk.holidays(
                    workspace, LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1));
            List<EnrolmentPosition> all = new ArrayList<>();
            for (Enrolment one : due) {
                Sequence sequence = byName.get(one.sequence());
                Recipient reader = people.get(one.person());
                if (sequence == null || reader == null) {
                    out.computeIfAbsent("The person is gone", why -> new ArrayList<>())
                            .add(one);
                    continue;
                }
                SequenceStep step = step(one, sequence);
                if (step == null) {
                    progress.add(new Progress(one.id(), "", "", sequence.version(), "", now, ""));
                } else {
                    all.add(new EnrolmentPosition(
                            one,
                            sequence,
                            step,
                            reader,
                            new SendSchedule(reader.zone(), sequence.plan().window(), off)));
                }
            }
            return all;
        }

        private @Nullable SequenceStep step(Enrolment one, Sequence sequence) {
            SequenceSteps steps = sequence.plan().steps();
            if (one.version() == sequence.version()) {
                return steps.find(one.nextStep()).orElse(null);
            }
            SequenceSteps before = sequences
                    .version(workspace, sequence.name(), one.version())
                    .map(SequenceDefinition::steps)
                    .orElse(steps);
            return steps.resume(before, one.nextStep()).orElse(null);
        }

        /** The step is done; the next one's time begins. */
        private void on(EnrolmentPosition at, String what, boolean yes) {
            SequenceStep next =
                    at.sequence().plan().steps().next(at.step().id(), yes).orElse(null);
            Instant due = next == null ? now : at.pace().after(now, next.after());
            if (next instanceof SequenceStep.EmailStep || next instanceof SequenceStep.TaskStep) {
                due = at.pace().within(due);
            }
            progress.add(new Progress(
                    at.enrolment().id(),
                    at.step().id(),
                    what,
                    at.sequence().version(),
                    next == null ? "" : next.id(),
                    due,
                    ""));
        }

        /** Nothing is done yet; the same step is due then. */
        private void later(EnrolmentPosition at, Instant due, String held) {
            progress.add(new Progress(
                    at.enrolment().id(),
                    "",
                    "",
                    at.sequence().version(),
                    at.step().id(),
                    due,
                    held));
        }

        private void task(EnrolmentPosition at) {
            SequenceStep.TaskStep task = (SequenceStep.TaskStep) at.step();
            desk.task(
                    workspace,
                    at.reader().person(),
                    task.kind(),
                    task.what(),
                    at.pace().within(now));
            on(at, "task", true);
        }

        private void branches(List<EnrolmentPosition> all) {
            all.stream()
                    .collect(Collectors.groupingBy(at -> ((SequenceStep.Branch) at.step()).when()))
                    .forEach((when, at) -> {
                        try {
                            AdHocCriterion question = written.question(workspace, when);
                            Set<Long> meets = questions.whoMeets(workspace, question, people(at));
                            at.forEach(one -> {
                                boolean yes = meets.contains(one.reader().person());
                                on(one, yes ? "yes" : "no", yes);
                            });
                        } catch (IllegalArgumentException unreadable) {
                            at.forEach(one -> later(
                                    one,
                                    now.plus(LOOK_AGAIN),
                                    "The branch cannot be asked: " + unreadable.getMessage()));
                        }
                    });
        }

        private void mails(List<EnrolmentPosition> all) {
            Set<String> names = new HashSet<>();
            all.forEach(at -> names.addAll(new SequenceSteps(List.of(at.step())).templates()));
            Map<String, CompiledTemplate> letters = templates.letters(workspace, names);
            Map<Long, String> stages = stages(all);
            List<Ready> ready = new ArrayList<>();
            for (EnrolmentPosition at : all) {
                Ready mail = ready(at, letters, stages);
                if (mail != null) {
                    ready.add(mail);
                }
            }
            send(ready);
        }

        private @Nullable Ready ready(
                EnrolmentPosition at, Map<String, CompiledTemplate> letters, Map<Long, String> stages) {
            SequenceStep.EmailStep step = (SequenceStep.EmailStep) at.step();
            Instant open = at.pace().within(now);
            if (open.isAfter(now)) {
                later(at, open, "");
                return null;
            }
            if (at.reader().address() == null) {
                out.computeIfAbsent("No e-mail address is known", why -> new ArrayList<>())
                        .add(at.enrolment());
                return null;
            }
            String byStage = step.byStage().get(stages.getOrDefault(at.reader().person(), ""));
            SequenceStep.Variant variant = byStage == null
                    ? VariantAssignment.variant(at.enrolment().id(), step)
                    : new SequenceStep.Variant("a", byStage, 1);
            CompiledTemplate letter = letters.get(variant.template());
            if (letter == null) {
                later(at, now.plus(LOOK_AGAIN), "There is no template " + variant.template());
                return null;
            }
            CompiledTemplate.FilledTemplate filled = letter.fill(at.reader().values());
            if (!filled.missing().isEmpty()) {
                later(at, now.plus(LOOK_AGAIN), "Not known: " + String.join(", ", filled.missing()));
                return null;
            }
            return new Ready(at, step, variant, filled, at.pace().day(now));
        }

        /** One mail a day and person: the more important sequence has it, the others wait for their next day. */
        private void send(List<Ready> ready) {
            if (ready.isEmpty()) {
                return;
            }
            List<Ready> ordered = ready.stream()
                    .sorted(Comparator.comparing(
                                    (Ready one) -> one.at().enrolment().priority())
                            .reversed()
                            .thenComparing(one -> one.at().enrolment().id()))
                    .toList();
            Set<Long> waiting = rows.giveWay(
                    workspace,
                    ordered.stream().map(one -> one.at().enrolment().id()).toList(),
                    ordered.stream().map(one -> one.at().pace().nextDay(now)).toList());
            List<Ready> mine = ordered.stream()
                    .filter(one -> !waiting.contains(one.at().enrolment().id()))
                    .toList();
            Set<Long> claimed = rows.claimDays(
                    workspace,
                    mine.stream().map(one -> one.at().enrolment().id()).toList(),
                    mine.stream().map(one -> one.at().reader().person()).toList(),
                    mine.stream().map(Ready::day).toList());
            List<OutboundMail> drafts = new ArrayList<>();
            for (Ready one : ordered) {
                if (claimed.contains(one.at().enrolment().id())) {
                    String key = one.at()
                            .enrolment()
                            .key(one.step().id(), one.variant().id());
                    drafts.add(draft(one, key));
                    on(one.at(), key, true);
                } else {
                    later(one.at(), one.at().pace().nextDay(now), "");
                }
            }
            outbox.plan(workspace, drafts);
        }

        private OutboundMail draft(Ready one, String key) {
            Recipient reader = one.at().reader();
            return new OutboundMail(
                    reader.person(),
                    String.valueOf(reader.address()),
                    key,
                    OutboundMail.Kind.MARKETING,
                    one.variant().template(),
                    reader.owner(),
                    one.filled().subject(),
                    one.filled().html(),
                    one.filled().text(),
                    null,
                    now,
                    one.at().enrolment().priority() / 12,
                    Map.of());
        }

        /** At which stage those stand whose mail depends on it. */
        private Map<Long, String> stages(List<EnrolmentPosition> all) {
            List<Long> asked = people(all.stream()
                    .filter(at ->
                            !((SequenceStep.EmailStep) at.step()).byStage().isEmpty())
                    .toList());
            Map<Long, String> stages = new HashMap<>();
            if (!asked.isEmpty()) {
                for (DefinitionRun run : funnels.active(workspace)) {
                    standings.of(workspace, run, asked).forEach((person, standing) -> {
                        String stage = standing.stage();
                        if (stage != null) {
                            stages.putIfAbsent(person, stage);
                        }
                    });
                }
            }
            return stages;
        }

        private static List<Long> people(Collection<EnrolmentPosition> all) {
            return all.stream().map(at -> at.reader().person()).toList();
        }
    }
}
