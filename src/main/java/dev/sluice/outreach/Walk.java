package dev.sluice.outreach;

import dev.sluice.funnel.Question;
import dev.sluice.handoff.Desk;
import dev.sluice.mail.Draft;
import dev.sluice.mail.Outbox;
import dev.sluice.outreach.EnrolmentRows.Progress;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Questions;
import dev.sluice.standing.Run;
import dev.sluice.standing.Standings;
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
class Walk {
    /** What is not known today may be tomorrow. */
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);

    private final EnrolmentRows rows;
    private final LateSteps lateSteps;
    private final SequenceRows sequences;
    private final Sequences written;
    private final Enrolments enrolments;
    private final TemplateRows templates;
    private final Readers readers;
    private final Desk desk;
    private final Funnels funnels;
    private final Standings standings;
    private final Questions questions;
    private final Outbox outbox;
    private final InstantSource clock;

    Walk(
            EnrolmentRows rows,
            LateSteps lateSteps,
            SequenceRows sequences,
            Sequences written,
            Enrolments enrolments,
            TemplateRows templates,
            Readers readers,
            Desk desk,
            Funnels funnels,
            Standings standings,
            Questions questions,
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
    private record At(Enrolment enrolment, Sequence sequence, Step step, Reader reader, Pace pace) {}

    /** A mail that may go once its day is free. */
    private record Ready(At at, Step.Mail step, Step.Variant variant, Letter.Filled filled, LocalDate day) {}

    /** In the caller's transaction; returns how many were due. */
    int due(int workspace, int most) {
        Instant now = clock.instant();
        List<Enrolment> due = rows.take(workspace, now, most);
        if (!due.isEmpty()) {
            new Batch(workspace, now).walk(due);
        }
        return due.size();
    }

    private final class Batch {
        private final int workspace;
        private final Instant now;
        private final List<Progress> progress = new ArrayList<>();
        private final Map<String, List<Enrolment>> out = new HashMap<>();

        Batch(int workspace, Instant now) {
            this.workspace = workspace;
            this.now = now;
        }

        void walk(List<Enrolment> due) {
            Map<Long, Progress> waiting = lateSteps.waiting(workspace, due, now);
            progress.addAll(waiting.values());
            List<At> all = placed(
                    due.stream().filter(one -> !waiting.containsKey(one.id())).toList());
            all.stream().filter(at -> at.step() instanceof Step.Wait).forEach(at -> on(at, "", true));
            all.stream().filter(at -> at.step() instanceof Step.Task).forEach(this::task);
            branches(all.stream().filter(at -> at.step() instanceof Step.Branch).toList());
            mails(all.stream().filter(at -> at.step() instanceof Step.Mail).toList());
            rows.progress(workspace, progress, now);
            out.forEach((why, who) -> enrolments.stop(workspace, who, why));
        }

        private List<At> placed(List<Enrolment> due) {
            Map<String, Sequence> byName =
                    sequences.all(workspace).stream().collect(Collectors.toMap(Sequence::name, Function.identity()));
            Map<Long, Reader> people =
                    readers.of(workspace, due.stream().map(Enrolment::person).toList());
            Set<LocalDate> off = desk.holidays(
                    workspace, LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1));
            List<At> all = new ArrayList<>();
            for (Enrolment one : due) {
                Sequence sequence = byName.get(one.sequence());
                Reader reader = people.get(one.person());
                if (sequence == null || reader == null) {
                    out.computeIfAbsent("The person is gone", why -> new ArrayList<>())
                            .add(one);
                    continue;
                }
                Step step = step(one, sequence);
                if (step == null) {
                    progress.add(new Progress(one.id(), "", "", sequence.version(), "", now, ""));
                } else {
                    all.add(new At(
                            one,
                            sequence,
                            step,
                            reader,
                            new Pace(reader.zone(), sequence.plan().window(), off)));
                }
            }
            return all;
        }

        private @Nullable Step step(Enrolment one, Sequence sequence) {
            Steps steps = sequence.plan().steps();
            if (one.version() == sequence.version()) {
                return steps.find(one.nextStep()).orElse(null);
            }
            Steps before = sequences
                    .version(workspace, sequence.name(), one.version())
                    .map(Plan::steps)
                    .orElse(steps);
            return steps.resume(before, one.nextStep()).orElse(null);
        }

        /** The step is done; the next one's time begins. */
        private void on(At at, String what, boolean yes) {
            Step next = at.sequence().plan().steps().next(at.step().id(), yes).orElse(null);
            Instant due = next == null ? now : at.pace().after(now, next.after());
            if (next instanceof Step.Mail || next instanceof Step.Task) {
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
        private void later(At at, Instant due, String held) {
            progress.add(new Progress(
                    at.enrolment().id(),
                    "",
                    "",
                    at.sequence().version(),
                    at.step().id(),
                    due,
                    held));
        }

        private void task(At at) {
            Step.Task task = (Step.Task) at.step();
            desk.task(
                    workspace,
                    at.reader().person(),
                    task.kind(),
                    task.what(),
                    at.pace().within(now));
            on(at, "task", true);
        }

        private void branches(List<At> all) {
            all.stream()
                    .collect(Collectors.groupingBy(at -> ((Step.Branch) at.step()).when()))
                    .forEach((when, at) -> {
                        try {
                            Question question = written.question(workspace, when);
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

        private void mails(List<At> all) {
            Set<String> names = new HashSet<>();
            all.forEach(at -> names.addAll(new Steps(List.of(at.step())).templates()));
            Map<String, Letter> letters = templates.letters(workspace, names);
            Map<Long, String> stages = stages(all);
            List<Ready> ready = new ArrayList<>();
            for (At at : all) {
                Ready mail = ready(at, letters, stages);
                if (mail != null) {
                    ready.add(mail);
                }
            }
            send(ready);
        }

        private @Nullable Ready ready(At at, Map<String, Letter> letters, Map<Long, String> stages) {
            Step.Mail step = (Step.Mail) at.step();
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
            Step.Variant variant =
                    byStage == null ? Draw.variant(at.enrolment().id(), step) : new Step.Variant("a", byStage, 1);
            Letter letter = letters.get(variant.template());
            if (letter == null) {
                later(at, now.plus(LOOK_AGAIN), "There is no template " + variant.template());
                return null;
            }
            Letter.Filled filled = letter.fill(at.reader().values());
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
            List<Draft> drafts = new ArrayList<>();
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

        private Draft draft(Ready one, String key) {
            Reader reader = one.at().reader();
            return new Draft(
                    reader.person(),
                    String.valueOf(reader.address()),
                    key,
                    Draft.Kind.MARKETING,
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
        private Map<Long, String> stages(List<At> all) {
            List<Long> asked = people(all.stream()
                    .filter(at -> !((Step.Mail) at.step()).byStage().isEmpty())
                    .toList());
            Map<Long, String> stages = new HashMap<>();
            if (!asked.isEmpty()) {
                for (Run run : funnels.active(workspace)) {
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

        private static List<Long> people(Collection<At> all) {
            return all.stream().map(at -> at.reader().person()).toList();
        }
    }
}
