package dev.sluice.funnel;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Picks the email that answers a form and the sequences that follow up. Pure: reads the definition alone. */
public final class FollowUpRules {

    private FollowUpRules() {}

    /**
     * The template of the automatic response to a form; "" where the definition has none.
     *
     * @param now microseconds
     */
    public static String firstTouch(Definition d, Standing s, String form, long now) {
        for (Definition.ResponseClass response : d.response()) {
            if (response.by().equals("automation")) {
                CriterionExplainer explainer = explainer(d, s, now);
                return response.choose().stream()
                        .filter(choice ->
                                choice.form().isEmpty() || choice.form().equals(form))
                        .filter(choice -> explainer.met(choice.when()))
                        .map(Definition.Choice::template)
                        .findFirst()
                        .orElse(response.template());
            }
        }
        return "";
    }

    /** Whether the automatic response names the form, so that its template was chosen for that form. */
    public static boolean answersForm(Definition d, String form) {
        return d.response().stream()
                .filter(response -> response.by().equals("automation"))
                .anyMatch(response -> response.choose().stream()
                        .anyMatch(choice -> choice.form().equals(form)));
    }

    /**
     * The sequences that start now, for each of these events the first rule that applies.
     *
     * @param events ids of stages entered, {@code flag/<id>}, {@code lost}
     * @param now microseconds
     */
    public static Set<String> sequences(Definition d, Standing s, Collection<String> events, long now) {
        CriterionExplainer explainer = explainer(d, s, now);
        Set<String> started = new LinkedHashSet<>();
        for (String event : events) {
            d.followUp().stream()
                    .filter(rule -> rule.on().equals(event) && explainer.met(rule.when()))
                    .findFirst()
                    .ifPresent(rule -> started.add(rule.sequence()));
        }
        return started;
    }

    private static CriterionExplainer explainer(Definition d, Standing s, long now) {
        FoldStep step = new FoldStep(d, s);
        return new CriterionExplainer(step.plan(), step.draft(), now, LogPosition.START);
    }
}
