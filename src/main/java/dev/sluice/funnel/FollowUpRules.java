package dev.sluice.funnel;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which mail answers a form and which sequence follows up. Pure, and in the words of the definition alone. */
public final class FollowUpRules {

    private FollowUpRules() {}

    /**
     * The template of the automatic answer to whoever sent a form; "" where the definition asks for none.
     *
     * @param now microseconds
     */
    public static String firstTouch(Definition d, Standing s, String form, long now) {
        for (Definition.ResponseClass answer : d.response()) {
            if (answer.by().equals("automation")) {
                CriterionExplainer account = account(d, s, now);
                return answer.choose().stream()
                        .filter(choice ->
                                choice.form().isEmpty() || choice.form().equals(form))
                        .filter(choice -> account.met(choice.when()))
                        .map(Definition.Choice::template)
                        .findFirst()
                        .orElse(answer.template());
            }
        }
        return "";
    }

    /**
     * The sequences that start now, for each of these events the first rule that applies.
     *
     * @param events ids of stages entered, {@code flag/<id>}, {@code lost}
     * @param now microseconds
     */
    public static Set<String> sequences(Definition d, Standing s, Collection<String> events, long now) {
        CriterionExplainer account = account(d, s, now);
        Set<String> started = new LinkedHashSet<>();
        for (String event : events) {
            d.followUp().stream()
                    .filter(rule -> rule.on().equals(event) && account.met(rule.when()))
                    .findFirst()
                    .ifPresent(rule -> started.add(rule.sequence()));
        }
        return started;
    }

    private static CriterionExplainer account(Definition d, Standing s, long now) {
        FoldStep step = new FoldStep(d, s);
        return new CriterionExplainer(step.plan(), step.draft(), now, LogPosition.START);
    }
}
