package dev.sluice.outreach.sequence;

import dev.sluice.platform.BadInput;
import dev.sluice.template.Slug;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads steps from JSON; every error names its path, as {@code steps[2].template}. */
public final class StepReader {

    private static final int MAX_STEPS = 60;
    private static final int MAX_DEPTH = 3;
    private static final Set<String> KINDS = Set.of("mail", "task", "wait", "branch");
    public static final List<String> TASKS = List.of("call", "mail", "meeting", "review", "respond", "other");

    private final Set<String> formerIds;
    private final Set<String> ids = new HashSet<>();
    private int next;

    private StepReader(Set<String> formerIds) {
        this.formerIds = formerIds;
    }

    public static SequenceSteps read(@Nullable Object json) {
        return read(json, Set.of());
    }

    /** @param formerIds the ids of all steps that the sequence ever had: a step goes on under its id, one without an id is new */
    static SequenceSteps read(@Nullable Object json, Set<String> formerIds) {
        StepReader reader = new StepReader(formerIds);
        List<SequenceStep> steps = reader.steps("steps", json, 0);
        if (reader.ids.size() > MAX_STEPS) {
            throw new BadInput("steps", "A sequence has at most " + MAX_STEPS + " steps.");
        }
        return new SequenceSteps(steps);
    }

    private List<SequenceStep> steps(String path, @Nullable Object json, int depth) {
        if (json == null) {
            return List.of();
        }
        if (!(json instanceof List<?> list)) {
            throw new BadInput(path, "Give a list of steps.");
        }
        if (depth > MAX_DEPTH) {
            throw new BadInput(path, "Branches stand at most " + MAX_DEPTH + " deep.");
        }
        List<SequenceStep> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            steps.add(step(path + "[" + i + "]", list.get(i), depth));
        }
        return List.copyOf(steps);
    }

    private SequenceStep step(String path, @Nullable Object json, int depth) {
        if (!(json instanceof Map<?, ?> fields)) {
            throw new BadInput(path, "Give a step as an object with its kind.");
        }
        String kind = text(fields, "kind");
        if (!KINDS.contains(kind)) {
            throw new BadInput(path + ".kind", "Say mail, task, wait or branch.");
        }
        String id = id(path, text(fields, "id"));
        StepDelay after =
                fields.get("after") == null ? StepDelay.NONE : StepDelay.read(path + ".after", text(fields, "after"));
        return switch (kind) {
            case "mail" -> mail(path, fields, id, after);
            case "task" -> task(path, fields, id, after);
            case "wait" -> new SequenceStep.Wait(id, after);
            default -> {
                String when = text(fields, "when").strip();
                if (when.isEmpty()) {
                    throw new BadInput(
                            path + ".when",
                            "Write a criterion as in a definition, such as {engagement: {at_least: 20}}.");
                }
                yield new SequenceStep.Branch(
                        id,
                        after,
                        when,
                        steps(path + ".then", fields.get("then"), depth + 1),
                        steps(path + ".otherwise", fields.get("otherwise"), depth + 1));
            }
        };
    }

    private static SequenceStep mail(String path, Map<?, ?> fields, String id, StepDelay after) {
        List<SequenceStep.Variant> variants = new ArrayList<>();
        if (fields.get("variants") instanceof List<?> list) {
            for (int i = 0; i < list.size() && i < 6; i++) {
                if (list.get(i) instanceof Map<?, ?> variant) {
                    int weight =
                            variant.get("weight") instanceof Number number ? Math.clamp(number.intValue(), 1, 100) : 1;
                    variants.add(new SequenceStep.Variant(
                            String.valueOf((char) ('a' + i)),
                            slug(path + ".variants[" + i + "].template", text(variant, "template")),
                            weight));
                }
            }
        } else {
            variants.add(new SequenceStep.Variant("a", slug(path + ".template", text(fields, "template")), 1));
        }
        if (variants.isEmpty()) {
            throw new BadInput(path + ".template", "Name the template of the mail.");
        }
        Map<String, String> byStage = new LinkedHashMap<>();
        if (fields.get("by_stage") instanceof Map<?, ?> stages) {
            stages.forEach((stage, template) ->
                    byStage.put(String.valueOf(stage), slug(path + ".by_stage." + stage, String.valueOf(template))));
        }
        return new SequenceStep.EmailStep(id, after, List.copyOf(variants), Map.copyOf(byStage));
    }

    private static SequenceStep task(String path, Map<?, ?> fields, String id, StepDelay after) {
        String task = text(fields, "task");
        if (!TASKS.contains(task)) {
            throw new BadInput(path + ".task", "Say one of " + String.join(", ", TASKS) + ".");
        }
        String what = text(fields, "what").strip();
        if (what.isEmpty() || what.length() > 200) {
            throw new BadInput(path + ".what", "Say in 1 to 200 characters what is to be done.");
        }
        return new SequenceStep.TaskStep(id, after, task, what);
    }

    private String id(String path, String input) {
        String id = input.isEmpty() ? fresh() : input;
        if (!Slug.good(id) || !ids.add(id)) {
            throw new BadInput(path + ".id", "An id is of small letters and digits, and stands for one step.");
        }
        if (!input.isEmpty() && !formerIds.isEmpty() && !formerIds.contains(id)) {
            throw new BadInput(path + ".id", "This sequence has no step " + id + "; leave the id of a new step out.");
        }
        return id;
    }

    private String fresh() {
        String id;
        do {
            id = "s" + ++next;
        } while (ids.contains(id) || formerIds.contains(id));
        return id;
    }

    private static String slug(String field, String name) {
        if (!Slug.good(name)) {
            throw new BadInput(field, "Name a template: small letters, digits, - and _.");
        }
        return name;
    }

    private static String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }
}
