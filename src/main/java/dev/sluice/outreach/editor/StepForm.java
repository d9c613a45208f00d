package dev.sluice.outreach.editor;

import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.outreach.sequence.StepReader;
import dev.sluice.platform.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the form of a step. */
final class StepForm {
    private static final List<String> VARIANTS = List.of("", "_b", "_c", "_d", "_e", "_f");

    private StepForm() {}

    /** @param before the step as it was, whose variants keep their weights; null for a new one */
    static SequenceStep read(Map<String, String> fields, String id, @Nullable SequenceStep before) {
        Map<String, Object> json = new HashMap<>();
        json.put("id", id);
        json.put("kind", fields.getOrDefault("kind", ""));
        json.put("after", fields.getOrDefault("amount", "0").strip() + fields.getOrDefault("unit", "d"));
        json.put("task", fields.getOrDefault("task", ""));
        json.put("what", fields.getOrDefault("what", ""));
        json.put("when", fields.getOrDefault("when", ""));
        json.put(
                "variants",
                variants(fields, before instanceof SequenceStep.EmailStep email ? email.variants() : List.of()));
        json.put("by_stage", byStage(fields.getOrDefault("by_stage", "")));
        return StepReader.read(List.of(json)).list().getFirst();
    }

    private static List<Map<String, Object>> variants(Map<String, String> fields, List<SequenceStep.Variant> before) {
        List<Map<String, Object>> variants = new ArrayList<>();
        for (int i = 0; i < VARIANTS.size(); i++) {
            String template = fields.getOrDefault("template" + VARIANTS.get(i), "");
            if (!template.isBlank()) {
                int weight = i < before.size() ? before.get(i).weight() : 1;
                variants.add(Map.of("template", template, "weight", weight));
            }
        }
        return variants;
    }

    private static Map<String, String> byStage(String text) {
        Map<String, String> byStage = new HashMap<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] sides = line.split("[=:]", 2);
            if (sides.length < 2) {
                throw new BadInput("by_stage", "Write a stage and a template a line, such as mql = short-call.");
            }
            byStage.put(sides[0].strip(), sides[1].strip());
        });
        return byStage;
    }
}
