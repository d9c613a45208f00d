package dev.sluice.funnel;

import dev.sluice.funnel.Pipeline.PipelineStage;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the stage of a pipeline by the name that a person or another system gives it. */
final class PipelineStageNames {

    /** What other systems write around the name of a stage: "3. Proposal", "Stage 3: Proposal", "Proposal (50 %)". */
    private static final Pattern AROUND = Pattern.compile(
            "(?i)^\\W*(?:(?:stage|step|phase)\\W*)?\\d{1,2}(?=[\\W_]*\\p{L})|[\\s(]*\\d{1,3}\\s*%\\W*$");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private PipelineStageNames() {}

    static @Nullable PipelineStage find(Pipeline pipeline, String name) {
        PipelineStage exact = pipeline.stage(name);
        if (exact != null) {
            return exact;
        }
        PipelineStage alike = alike(pipeline, name);
        return alike != null ? alike : alike(pipeline, AROUND.matcher(name).replaceAll(""));
    }

    private static @Nullable PipelineStage alike(Pipeline pipeline, String name) {
        String key = key(name);
        List<PipelineStage> alike = pipeline.stages().stream()
                .filter(stage -> key(stage.id()).equals(key))
                .toList();
        return alike.size() == 1 ? alike.getFirst() : null;
    }

    static String id(String name) {
        return NO_WORD.matcher(name.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** Accents are characters of their own after this normalization, and go with everything that is no letter or digit. */
    private static String key(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD);
        return NO_WORD.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
