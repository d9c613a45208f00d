package dev.sluice.outreach;

import dev.sluice.outreach.enrolment.Enrolments;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.SequenceSteps;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.outreach.sequence.StepEdits;
import dev.sluice.outreach.sequence.StepReader;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.Redirect;
import dev.sluice.template.Slug;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Changes sequences; each change is a version of its own and says what it means for those who are in it. */
@Controller
@RequiresRole(Role.MANAGER)
class SequenceActions {
    private static final String AT = "/outreach/sequences/";
    private static final String ONE = AT + "{name}";
    private static final int MOST_ADDRESSES = 5_000;
    private static final List<String> VARIANTS = List.of("", "_b", "_c", "_d", "_e", "_f");

    private final SequencePages pages;
    private final Sequences sequences;
    private final Enrolments enrolments;
    private final Persons persons;
    private final AuditLog audit;

    SequenceActions(SequencePages pages, Sequences sequences, Enrolments enrolments, Persons persons, AuditLog audit) {
        this.pages = pages;
        this.sequences = sequences;
        this.enrolments = enrolments;
        this.persons = persons;
        this.audit = audit;
    }

    @PostMapping("/outreach/sequences")
    View add(Member member, @RequestParam(defaultValue = "") String title) {
        String name = Slug.of(title);
        SequenceDefinition plan = SequenceDefinition.read(Map.of("title", title, "steps", List.of()));
        if (name.isEmpty()) {
            throw new BadInput("title", "Give the sequence a title with letters or digits in it.");
        }
        Sequence made = sequences.add(member.workspace(), name, plan, member.user());
        audit.note(member, "sequence made", made.name(), Map.of("title", title.strip()));
        return Redirect.to(AT + made.name());
    }

    @PostMapping(ONE + "/status")
    View status(Member member, @PathVariable String name, @RequestParam(defaultValue = "") String status) {
        return after(member, name, () -> {
            Sequence changed = sequences.status(member.workspace(), name, SequencePages.status(status));
            audit.note(member, "sequence " + changed.status().code(), name, Map.of());
            return "";
        });
    }

    @PostMapping(ONE + "/settings")
    View settings(
            Member member,
            @PathVariable String name,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam Map<String, String> fields,
            @RequestParam(defaultValue = "") List<String> day,
            @RequestParam(defaultValue = "") List<String> exit) {
        return after(member, name, () -> {
            SequenceDefinition before = sequences.get(member.workspace(), name).plan();
            Map<String, Object> json = new HashMap<>(before.asJson());
            json.put("title", fields.getOrDefault("title", ""));
            json.put("purpose", fields.getOrDefault("purpose", ""));
            json.put("priority", number("priority", fields.getOrDefault("priority", "50")));
            json.put(
                    "window",
                    Map.of("days", day, "from", fields.getOrDefault("from", ""), "to", fields.getOrDefault("to", "")));
            json.put("exits", exit);
            return change(member, name, version, SequenceDefinition.read(json));
        });
    }

    @PostMapping(ONE + "/steps")
    View put(
            Member member,
            @PathVariable String name,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String place,
            @RequestParam Map<String, String> fields) {
        return after(member, name, () -> {
            SequenceDefinition plan = sequences.get(member.workspace(), name).plan();
            SequenceStep step = step(fields, sequences.freshStep(member.workspace(), name), null);
            SequenceSteps steps = StepEdits.put(plan.steps(), place, step);
            if (steps.find(step.id()).isEmpty()) {
                throw new BadInput("place", "There is no such place for the step any more; choose another.");
            }
            return change(member, name, version, plan.with(steps));
        });
    }

    @PostMapping(ONE + "/steps/{step}")
    View change(
            Member member,
            @PathVariable String name,
            @PathVariable String step,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam Map<String, String> fields) {
        return after(member, name, () -> {
            SequenceDefinition plan = known(member, name, step);
            SequenceStep before = plan.steps().find(step).orElse(null);
            return change(member, name, version, plan.with(StepEdits.change(plan.steps(), step(fields, step, before))));
        });
    }

    @PostMapping(ONE + "/steps/{step}/removal")
    View remove(
            Member member,
            @PathVariable String name,
            @PathVariable String step,
            @RequestParam(defaultValue = "0") int version) {
        return after(member, name, () -> {
            SequenceDefinition plan = known(member, name, step);
            return change(member, name, version, plan.with(StepEdits.remove(plan.steps(), step)));
        });
    }

    @PostMapping(ONE + "/steps/{step}/place")
    View move(
            Member member,
            @PathVariable String name,
            @PathVariable String step,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "earlier") String to) {
        return after(member, name, () -> {
            SequenceDefinition plan = known(member, name, step);
            return change(member, name, version, plan.with(StepEdits.move(plan.steps(), step, to.equals("earlier"))));
        });
    }

    /** Enrols the people with these addresses, one a line. */
    @PostMapping(ONE + "/enrolments")
    @RequiresRole(Role.MEMBER)
    View enrol(Member member, @PathVariable String name, @RequestParam(defaultValue = "") String addresses) {
        return after(member, name, () -> {
            List<String> lines = addresses
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.isEmpty() || lines.size() > MOST_ADDRESSES) {
                throw new BadInput("addresses", "Write 1 to 5,000 e-mail addresses, one a line.");
            }
            List<Long> found = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            Map<String, String> keys = new LinkedHashMap<>();
            lines.forEach(line -> keys.put(line, "e:" + EmailAddress.normal(line)));
            Map<String, Long> known = persons.withKeys(member.workspace(), keys.values());
            keys.forEach((line, key) -> {
                Long person = known.get(key);
                if (person == null) {
                    unknown.add(line);
                } else {
                    found.add(person);
                }
            });
            int begun = enrolments.beginByHand(member.workspace(), name, found, member.user());
            audit.note(member, "enrolled " + begun + " people", name, Map.of("people", begun));
            return begun + " of " + lines.size() + " began. "
                    + (unknown.isEmpty()
                            ? ""
                            : "Nobody here has the address "
                                    + String.join(
                                            ", ", unknown.stream().limit(5).toList())
                                    + (unknown.size() > 5 ? " and " + (unknown.size() - 5) + " more" : "") + ".");
        });
    }

    private SequenceDefinition known(Member member, String name, String step) {
        SequenceDefinition plan = sequences.get(member.workspace(), name).plan();
        if (plan.steps().find(step).isEmpty()) {
            throw new NotFound("There is no such step.");
        }
        return plan;
    }

    private String change(Member member, String name, int version, SequenceDefinition plan) {
        Sequence before = sequences.get(member.workspace(), name);
        List<String> difference = sequences.difference(member.workspace(), before, plan);
        sequences.change(member.workspace(), name, version, plan, member.user());
        audit.note(member, "sequence changed", name, Map.of("version", version + 1));
        return String.join(" ", difference);
    }

    /** @param before the step as it was, whose variants keep their weights */
    private static SequenceStep step(Map<String, String> fields, String id, @Nullable SequenceStep before) {
        Map<String, Object> json = new HashMap<>();
        json.put("id", id);
        json.put("kind", fields.getOrDefault("kind", ""));
        json.put("after", fields.getOrDefault("amount", "0").strip() + fields.getOrDefault("unit", "d"));
        json.put("task", fields.getOrDefault("task", ""));
        json.put("what", fields.getOrDefault("what", ""));
        json.put("when", fields.getOrDefault("when", ""));
        List<Map<String, Object>> variants = new ArrayList<>();
        List<SequenceStep.Variant> old = before instanceof SequenceStep.EmailStep mail ? mail.variants() : List.of();
        for (int i = 0; i < VARIANTS.size(); i++) {
            String template = fields.getOrDefault("template" + VARIANTS.get(i), "");
            if (!template.isBlank()) {
                int weight = i < old.size() ? old.get(i).weight() : 1;
                variants.add(Map.of("template", template, "weight", weight));
            }
        }
        json.put("variants", variants);
        Map<String, String> byStage = new HashMap<>();
        fields.getOrDefault("by_stage", "")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    String[] sides = line.split("[=:]", 2);
                    if (sides.length < 2) {
                        throw new BadInput(
                                "by_stage", "Write a stage and a template a line, such as mql = short-call.");
                    }
                    byStage.put(sides[0].strip(), sides[1].strip());
                });
        json.put("by_stage", byStage);
        return StepReader.read(List.of(json)).list().getFirst();
    }

    private static int number(String field, String text) {
        if (!text.strip().matches("[0-9]{1,2}|100")) {
            throw new BadInput(field, "Write the " + field + " as a number from 0 to 100.");
        }
        return Integer.parseInt(text.strip());
    }

    private View after(Member member, String name, Supplier<String> change) {
        sequences.get(member.workspace(), name);
        try {
            String said = change.get();
            return said.isBlank() ? Redirect.to(AT + name) : pages.page(200, member, name, "", Map.of("said", said));
        } catch (BadInput bad) {
            return pages.page(422, member, name, bad.faults().getFirst().sentence(), Map.of());
        }
    }
}
