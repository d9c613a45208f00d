package dev.sluice.funnel.text;

import dev.sluice.funnel.Pipeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads pipelines: the stages of a deal with their gates, limits and playbooks. */
final class PipelineReader {
    private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Duration QUIET = Duration.ofDays(14);
    private static final Duration DECIDE = Duration.ofDays(7);

    private final ProblemCollector findings;
    private final KnownNames names;
    private final NeedReader needs;
    private final StageReader stages;

    PipelineReader(ProblemCollector findings, KnownNames names, CriterionReader criteria, StageReader stages) {
        this.findings = findings;
        this.names = names;
        needs = new NeedReader(findings, names, criteria);
        this.stages = stages;
    }

    Pipeline read(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a pipeline", Keywords.PIPELINE);
        String id = block.id("id", "sales");
        if (block.required("stages", "a list of stages") instanceof Yaml.Items items
                && items.items().isEmpty()) {
            findings.error(items, "expected at least one stage in the pipeline " + id);
        }
        List<Pipeline.PipelineStage> read =
                block.items("stages").stream().map(this::stage).toList();
        ordered(block, read);
        Yaml stalled = block.get("stalled");
        BlockReader silence = stalled == null ? null : BlockReader.of(findings, stalled, "stalled", Keywords.STALLED);
        Duration quiet = silence == null ? null : silence.span("quiet");
        Duration decide = silence == null ? null : silence.span("decide_within");
        return new Pipeline(
                id,
                opensAt(block),
                read,
                reasons(block),
                quiet == null ? QUIET : quiet,
                decide == null ? DECIDE : decide,
                node.line());
    }

    private String opensAt(BlockReader block) {
        Yaml node = block.get("opens_at");
        String stage = block.text("opens_at");
        if (node != null && !names.stages().contains(stage)) {
            findings.error(
                    node,
                    "there is no stage \"" + stage + "\" in this funnel" + BlockReader.guess(stage, names.stages())
                            + " Expected the stage that opens a deal when a lead enters it.");
        }
        return stage;
    }

    private List<String> reasons(BlockReader block) {
        if (!block.has("lost")) {
            return Pipeline.PLAIN.lost();
        }
        Set<String> seen = new LinkedHashSet<>();
        for (Yaml item : block.items("lost")) {
            String reason = YamlValues.text(findings, item, "lost");
            if (!REASON.matcher(reason).matches()) {
                findings.error(item, "expected a reason of small letters, digits and _, such as no_decision");
            } else if (!seen.add(reason)) {
                findings.error(item, "the reason " + reason + " stands twice under lost: keep one");
            }
        }
        if (seen.isEmpty()) {
            findings.error(block.line, block.column, "expected at least one reason under lost, such as [no_decision]");
        }
        return List.copyOf(seen);
    }

    private Pipeline.PipelineStage stage(Yaml node) {
        BlockReader block = BlockReader.of(findings, node, "a stage of a pipeline", Keywords.PIPELINE_STAGE);
        String id = block.id("id", "proposal");
        if (id.equals("won") || id.equals("lost")) {
            findings.error(node, "no stage may be called " + id + ": that is how a deal ends");
        }
        Yaml probability = block.required("probability", "50");
        block.required("limit", "14d");
        Duration limit = block.span("limit");
        return new Pipeline.PipelineStage(
                id,
                probability == null ? 0 : YamlValues.integer(findings, probability, "probability", 0, 100),
                limit == null ? QUIET : limit,
                block.items("needs").stream().map(needs::read).toList(),
                block.text("text"),
                stages.playbook(block),
                node.line());
    }

    /** Stages are in the order in which a deal passes them, so each one is at least as likely to end in a win. */
    private void ordered(BlockReader block, List<Pipeline.PipelineStage> read) {
        Set<String> seen = new HashSet<>();
        int likely = 0;
        for (int i = 0; i < read.size(); i++) {
            Pipeline.PipelineStage stage = read.get(i);
            Yaml node = block.items("stages").get(i);
            if (!seen.add(stage.id())) {
                findings.error(node, "the id \"" + stage.id() + "\" is used twice in this pipeline");
            }
            boolean written =
                    node instanceof Yaml.YamlFields fields && fields.fields().containsKey("probability");
            if (written && stage.probability() < likely) {
                findings.error(
                        node,
                        "the probability of " + stage.id() + " (" + stage.probability()
                                + ") is below that of the stage before it (" + likely
                                + "): stages stand in the order in which a deal passes them");
            }
            likely = Math.max(likely, stage.probability());
        }
    }
}
