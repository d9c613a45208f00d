package dev.sluice.deal;

import dev.sluice.funnel.Pipeline;
import dev.sluice.platform.BadInput;
import dev.sluice.standing.DefinitionRun;
import java.util.List;

/** A pipeline of a funnel that decides. */
public record ActivePipeline(DefinitionRun run, Pipeline pipeline) {
    /** As an address names it. */
    public String code() {
        return run.funnel() + "." + pipeline.id();
    }

    /** Refuses, in the name of that field, what is no stage of the pipeline. */
    public void check(String field, String stage) {
        if (pipeline.position(stage) < 0) {
            List<String> stages =
                    pipeline.stages().stream().map(Pipeline.PipelineStage::id).toList();
            throw new BadInput(
                    field, "Say a stage of the pipeline " + pipeline.id() + ": " + String.join(", ", stages) + ".");
        }
    }
}
