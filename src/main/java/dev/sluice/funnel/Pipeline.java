package dev.sluice.funnel;

import dev.sluice.funnel.Definition.Playbook;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way of a deal from opened to won or lost, as a definition writes it.
 *
 * @param opensAt the stage of the funnel that opens a deal here when a lead enters it; "" for by hand only
 * @param lost reasons that screens offer for a lost deal
 * @param quiet after so long without a word a deal is stalled
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

    /** What other systems write around the name of a stage: "3. Proposal", "Stage 3: Proposal", "Proposal (50 %)". */
    private static final Pattern AROUND = Pattern.compile(
            "(?i)^\\W*(?:(?:stage|step|phase)\\W*)?\\d{1,2}(?=[\\W_]*\\p{L})|[\\s(]*\\d{1,3}\\s*%\\W*$");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

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
     * @param probability in percent, that a deal which is here will be won
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

    /** Somebody on the deal has this part. */
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

    /** The part that a person has in a deal. */
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

    /** Where a stage stands in the order, -1 for one that is not of this pipeline. */
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
     * The stage that people and other systems mean by a name: case, accents, what stands between words and a number
     * before them make no difference. Null where no stage, or more than one, is called so.
     */
    public @Nullable PipelineStage named(String told) {
        PipelineStage exact = stage(told);
        if (exact != null) {
            return exact;
        }
        PipelineStage alike = alike(told);
        return alike != null ? alike : alike(AROUND.matcher(told).replaceAll(""));
    }

    private @Nullable PipelineStage alike(String told) {
        String key = key(told);
        List<PipelineStage> alike =
                stages.stream().filter(stage -> key(stage.id()).equals(key)).toList();
        return alike.size() == 1 ? alike.getFirst() : null;
    }

    /** How a stage of that name would be written: in lower case, with an underscore between words. */
    public static String idOf(String name) {
        return NO_WORD.matcher(name.strip()).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** Accents are characters of their own after this normalization, and go with everything that is no letter or digit. */
    private static String key(String name) {
        String apart = Normalizer.normalize(name, Normalizer.Form.NFKD);
        return NO_WORD.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Everything that a deal must have had on the way from the first stage to this one; nothing for a strange stage. */
    public List<Need> needs(String stage) {
        return stages.subList(0, position(stage) + 1).stream()
                .flatMap(one -> one.needs().stream())
                .distinct()
                .toList();
    }
}
