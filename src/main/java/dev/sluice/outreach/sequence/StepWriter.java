package dev.sluice.outreach.sequence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes steps as the JSON that {@link StepReader} reads. */
final class StepWriter {
    private StepWriter() {}

    static List<Map<String, Object>> write(List<SequenceStep> steps) {
        return steps.stream().map(StepWriter::write).toList();
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
                                    .map(variant -> Map.of("template", variant.template(), "weight", variant.weight()))
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
