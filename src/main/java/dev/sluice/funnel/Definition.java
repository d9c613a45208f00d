package dev.sluice.funnel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A funnel as written: stages, scores, flags, disqualifiers, gates, routing and response classes, each rule with its
 * line. Made by {@code DefinitionReader} only, so one that exists has passed every check.
 *
 * @param sources capture sources named in the text: {@code form/<slug>}, {@code script}, {@code api},
 *     {@code import}, {@code mailbox}
 * @param compiled the same rules indexed for the fold, built at first use
 */
public record Definition(
        String name,
        String profile,
        List<Stage> stages,
        List<FitRule> fit,
        EngagementRules engagement,
        List<FlagRule> flags,
        List<Disqualifier> disqualify,
        List<Loss> lost,
        Criterion reenter,
        List<Route> routing,
        List<ResponseClass> response,
        List<FollowUp> followUp,
        List<Pipeline> pipelines,
        List<FormReference> forms,
        List<String> sources,
        List<String> signals,
        Map<String, Vocabulary.TraitType> traits,
        Vocabulary vocabulary,
        CompilationCache compiled) {

    /** What a stage is for in the life of a lead. */
    public enum Layer {
        ATTRACT,
        ENGAGE,
        CONVERT,
        RETAIN
    }

    /** The team that is responsible for a stage. */
    public enum StageOwner {
        MARKETING,
        SALES,
        SUCCESS
    }

    /**
     * @param limit how long a person may stay before it is noticed; null is none
     * @param text what the stage means, for the glossary; "" when not written
     * @param playbook how the stage is worked
     */
    public record Stage(
            String id,
            Layer layer,
            StageOwner owner,
            Criterion enter,
            @Nullable Duration limit,
            List<ExitRule> exit,
            String text,
            Playbook playbook,
            int line) {}

    /**
     * How a stage is worked.
     *
     * @param guidance "" when not written
     * @param questions to ask, each the name of a trait that the answer becomes, or a sentence
     * @param checklist what is to be done, in order
     */
    public record Playbook(String guidance, List<String> questions, List<String> checklist) {
        static final Playbook NONE = new Playbook("", List.of(), List.of());

        public boolean isEmpty() {
            return guidance.isEmpty() && questions.isEmpty() && checklist.isEmpty();
        }
    }

    /** Moves a person back or out; {@code to} is an earlier stage, or {@code lost} or {@code disqualified} with the reason. */
    public record ExitRule(Criterion when, String to, String reason, int line) {}

    public record FitRule(Criterion when, int points, int line) {}

    public record EngagementRules(Duration halfLife, List<EngagementRule> rules) {}

    /** Points for each signal of a kind whose subject matches, as far as the cap allows. */
    public record EngagementRule(
            String kind,
            String pattern,
            int points,
            @Nullable Cap cap,
            int line) {

        public String text() {
            return new Criterion.Happened(kind, pattern, 1, null, false).text();
        }
    }

    /** At most so many signals in any window of this length earn points. */
    public record Cap(int times, Duration per) {}

    public record FlagRule(String id, Criterion when, int line) {}

    public record Disqualifier(String reason, Criterion when, int line) {}

    public record Loss(String reason, Criterion when, int line) {}

    /**
     * Rules are tried in order.
     *
     * @param when always true for {@code otherwise}
     * @param to {@code company_owner}, {@code team/<name>} or {@code user/<name>}
     * @param by {@code round_robin}, {@code least_busy}, or "" where {@code to} is one user
     */
    public record Route(Criterion when, boolean otherwise, String to, String by, int line) {}

    /**
     * How soon a lead gets a response, by a human or automatically, in which hours, and what follows when it is late.
     *
     * @param template the email of an automatic response where none of {@code choose} applies
     */
    public record ResponseClass(
            String name,
            Duration within,
            String by,
            String template,
            List<Choice> choose,
            String hours,
            List<String> then,
            int line) {}

    /** Another email for people who sent this form ("" for any) and meet the criterion. */
    public record Choice(String form, Criterion when, String template, int line) {}

    /**
     * Starts a sequence when a person enters a stage, gets a flag or is lost; the first rule that applies does.
     *
     * @param on the id of a stage, {@code flag/<id>} or {@code lost}
     */
    public record FollowUp(String on, Criterion when, String sequence, int line) {}

    public record FormReference(String slug, List<String> fields, int line) {}

    /** The slugs of the forms among its sources. */
    public List<String> formSources() {
        return sources.stream()
                .filter(source -> source.startsWith("form/"))
                .map(source -> source.substring("form/".length()))
                .toList();
    }

    public @Nullable Pipeline pipeline(String id) {
        for (Pipeline pipeline : pipelines) {
            if (pipeline.id().equals(id)) {
                return pipeline;
            }
        }
        return null;
    }

    public @Nullable Stage stage(String id) {
        for (Stage stage : stages) {
            if (stage.id().equals(id)) {
                return stage;
            }
        }
        return null;
    }
}
