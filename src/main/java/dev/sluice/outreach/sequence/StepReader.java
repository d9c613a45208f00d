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

/** Reads steps from JSON and writes them back; every fault names its place, as {@code steps[2].template}. */
public final class StepReader {

    private static final int MOST_STEPS = 60;
    private static final int DEEPEST = 3;
    private static final Set<String> KINDS = Set.of("mail", "task", "wait", "branch");
    public static final List<String> TASKS = List.of("call", "mail", "meeting", "review", "respond", "other");

    private final Set<String> had;
    private final Set<String> ids = new HashSet<>();
    private int next;

    private StepReader(Set<String> had) {
        this.had = had;
    }

    public static SequenceSteps read(@Nullable Object json) {
        return read(json, Set.of());
    }

    /** @param had the ids of all steps that the sequence ever had: a step goes on under its id, one without an id is new */
    static SequenceSteps read(@Nullable Object json, Set<String> had) {
        StepReader reader = new StepReader(had);
        List<SequenceStep> steps = reader.steps("steps", json, 0);
        if (reader.ids.size() > MOST_STEPS) {
            throw new BadInput("steps", "A sequence has at most " + MOST_STEPS + " steps.");
        }
        return new SequenceSteps(steps);
    }

    private List<SequenceStep> steps(String place, @Nullable Object json, int depth) {
        if (json == null) {
            return List.of();
        }
        if (!(json instanceof List<?> list)) {
            throw new BadInput(place, "Give a list of steps.");
        }
        if (depth > DEEPEST) {
            throw new BadInput(place, "Branches stand at most " + DEEPEST + " deep.");
        }
        List<SequenceStep> steps = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            steps.add(step(place + "[" + i + "]", list.get(i), depth));
        }
        return List.copyOf(steps);
    }

    private SequenceStep step(String place, @Nullable Object json, int depth) {
        if (!(json instanceof Map<?, ?> fields)) {
            throw new BadInput(place, "Give a step as an object with its kind.");
        }
        String kind = text(fields, "kind");
        if (!KINDS.contains(kind)) {
            throw new BadInput(place + ".kind", "Say mail, task, wait or branch.");
        }
        String id = id(place, text(fields, "id"));
        StepDelay after =
                fields.get("after") == null ? StepDelay.NONE : StepDelay.read(place + ".after", text(fields, "after"));
        return switch (kind) {
            case "mail" -> mail(place, fields, id, after);
            case "task" -> task(place, fields, id, after);
            case "wait" -> new SequenceStep.Wait(id, after);
            default -> {
                String when = text(fields, "when").strip();
                if (when.isEmpty()) {
                    throw new BadInput(
                            place + ".when",
                            "Write a criterion as in a definition, such as {engagement: {at_least: 20}}.");
                }
                yield new SequenceStep.Branch(
                        id,
                        after,
                        when,
                        steps(place + ".then", fields.get("then"), depth + 1),
                        steps(place + ".otherwise", fields.get("otherwise"), depth + 1));
            }
        };
    }

    private static SequenceStep mail(String place, Map<?, ?> fields, String id, StepDelay after) {
        List<SequenceStep.Variant> variants = new ArrayList<>();
        if (fields.get("variants") instanceof List<?> list) {
            for (int i = 0; i < list.size() && i < 6; i++) {
                if (list.get(i) instanceof Map<?, ?> one) {
                    int weight = one.get("weight") instanceof Number number ? Math.clamp(number.intValue(), 1, 100) : 1;
                    variants.add(new SequenceStep.Variant(
                            String.valueOf((char) ('a' + i)),
                            slug(place + ".variants[" + i + "].template", text(one, "template")),
                            weight));
                }
            }
        } else {
            variants.add(new SequenceStep.Variant("a", slug(place + ".template", text(fields, "template")), 1));
        }
        if (variants.isEmpty()) {
            throw new BadInput(place + ".template", "Name the template of the mail.");
        }
        Map<String, String> byStage = new LinkedHashMap<>();
        if (fields.get("by_stage") instanceof Map<?, ?> stages) {
            stages.forEach((stage, template) ->
                    byStage.put(String.valueOf(stage), slug(place + ".by_stage." + stage, String.valueOf(template))));
        }
        return new SequenceStep.EmailStep(id, after, List.copyOf(variants), Map.copyOf(byStage));
    }

    private static SequenceStep task(String place, Map<?, ?> fields, String id, StepDelay after) {
        String task = text(fields, "task");
        if (!TASKS.contains(task)) {
            throw new BadInput(place + ".task", "Say one of " + String.join(", ", TASKS) + ".");
        }
        String what = text(fields, "what").strip();
        if (what.isEmpty() || what.length() > 200) {
            throw new BadInput(place + ".what", "Say in 1 to 200 characters what is to be done.");
        }
        return new SequenceStep.TaskStep(id, after, task, what);
    }

    private String id(String place, String given) {
        String id = given.isEmpty() ? fresh() : given;
        if (!Slug.good(id) || !ids.add(id)) {
            throw new BadInput(place + ".id", "An id is of small letters and digits, and stands for one step.");
        }
        if (!given.isEmpty() && !had.isEmpty() && !had.contains(id)) {
            throw new BadInput(place + ".id", "This sequence has no step " + id + "; leave the id of a new step out.");
        }
        return id;
    }

    private String fresh() {
        String id;
        do {
            id = "s" + ++next;
        } while (ids.contains(id) || had.contains(id));
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

    static List<Map<String, Object>> write(List<SequenceStep> steps) {
        return steps.stream().map(StepReader::write).toList();
    }

    private static Map<String, Object> write(SequenceStep step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", step.id());
        json.put("after", step.after().written());
        switch (step) {
            case SequenceStep.EmailStep mail -> {
                json.put("kind", "mail");
                if (mail.variants().size() == 1) {
                    json.put("template", mail.variants().getFirst().template());
                } else {
                    json.put(
                            "variants",
                            mail.variants().stream()
                                    .map(one -> Map.of("template", one.template(), "weight", one.weight()))
                                    .toList());
                }
                if (!mail.byStage().isEmpty()) {
                    json.put("by_stage", mail.byStage());
                }
            }
            case SequenceStep.TaskStep task -> {
                json.put("kind", "task");
                json.put("task", task.kind());
                json.put("what", task.what());
            }
            case SequenceStep.Wait _ -> json.put("kind", "wait");
            case SequenceStep.Branch branch -> {
                json.put("kind", "branch");
                json.put("when", branch.when());
                json.put("then", write(branch.then()));
                json.put("otherwise", write(branch.otherwise()));
            }
        }
        return json;
    }
}
