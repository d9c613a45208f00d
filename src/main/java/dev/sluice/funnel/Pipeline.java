package dev.sluice.funnel;

import dev.sluice.funnel.Definition.Playbook;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a deal from opened to won or lost, as a definition writes them.
 *
 * @param opensAt the stage of the funnel that opens a deal here when a lead enters it; "" for by hand only
 * @param lost reasons that screens offer for a lost deal
 * @param quiet a deal without contact for so long is stalled
 * @param decideWithin how long a deal may be stalled before its owner must decide
 */
public record Pipeline(
        String id,
        String opensAt,
        List<PipelineStage> stages,
        List<String> lost,
        Duration quiet,
        Duration decideWithin,
        int line) {

    /** What a definition that writes no pipeline has. */
    public static final Pipeline PLAIN = new Pipeline(
            "sales",
            "",
            List.of(new PipelineStage("open", 30, Duration.ofDays(60), List.of(), "", Playbook.NONE, 0)),
            List.of("structure_change", "cycle_too_long", "price", "competitor", "no_decision"),
            Duration.ofDays(14),
            Duration.ofDays(7),
            0);

    /**
     * @param probability in percent, that a deal in this stage will be won
     * @param limit how long a deal may stay before it is stalled
     * @param needs what a deal must have to enter
     */
    public record PipelineStage(
            String id, int probability, Duration limit, List<Need> needs, String text, Playbook playbook, int line) {}

    /** Something a deal must have to enter a stage. */
    public sealed interface Need {
        /** As the definition writes it. */
        String text();
    }

    /** A field of the deal is filled. */
    public record FieldFilled(PipelineField field) implements Need {
        @Override
        public String text() {
            return field.word();
        }
    }

    /** Someone on the deal has this buying role. */
    public record Present(BuyingRole part) implements Need {
        @Override
        public String text() {
            return part.word();
        }
    }

    /** What the main person's history must show. */
    public record RequiredEvidence(Criterion criterion) implements Need {
        @Override
        public String text() {
            return criterion.text();
        }
    }

    /** The fields of a deal that a stage can ask for. */
    public enum PipelineField {
        AMOUNT,
        EXPECTED_CLOSE,
        NEXT_STEP,
        OWNER,
        SDR,
        PRODUCTS,
        COMPETITORS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The role that a person has in a deal. */
    public enum BuyingRole {
        DECISION_MAKER,
        INFLUENCER,
        GATEKEEPER,
        USER,
        CHAMPION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The position of a stage, -1 for one that is not of this pipeline. */
    public int position(String stage) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).id().equals(stage)) {
                return i;
            }
        }
        return -1;
    }

    public @Nullable PipelineStage stage(String id) {
        int position = position(id);
        return position < 0 ? null : stages.get(position);
    }

    /**
     * The stage that people and other systems mean by a name: case, accents, what is between words and a number
     * before them make no difference. Null where no stage, or more than one, has such a name.
     */
    public @Nullable PipelineStage named(String name) {
        return PipelineStageNames.find(this, name);
    }

    /** The id of a stage with that name: in lower case, with an underscore between words. */
    public static String idOf(String name) {
        return PipelineStageNames.id(name);
    }

    /** Everything that a deal must have from the first stage to this one; nothing for a stage of another pipeline. */
    public List<Need> needs(String stage) {
        return stages.subList(0, position(stage) + 1).stream()
                .flatMap(passed -> passed.needs().stream())
                .distinct()
                .toList();
    }
}
