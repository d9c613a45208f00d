package dev.sluice.funnel;

import java.util.ArrayList;
import java.util.List;

/** Every criterion of a definition, by when it is checked. */
final class DefinitionCriteria {

    private DefinitionCriteria() {}

    /** Checked by the fold, with each signal and as time passes. */
    static List<Criterion> timed(Definition d) {
        List<Criterion> roots = new ArrayList<>();
        d.stages().forEach(stage -> {
            roots.add(stage.enter());
            stage.exit().forEach(exit -> roots.add(exit.when()));
        });
        d.fit().forEach(rule -> roots.add(rule.when()));
        d.flags().forEach(flag -> roots.add(flag.when()));
        d.disqualify().forEach(rule -> roots.add(rule.when()));
        d.lost().forEach(rule -> roots.add(rule.when()));
        roots.add(d.reenter());
        return roots;
    }

    /** Checked at a hand-off, a first touch or the start of a sequence, never as time passes. */
    static List<Criterion> untimed(Definition d) {
        List<Criterion> roots = new ArrayList<>();
        d.routing().forEach(route -> roots.add(route.when()));
        d.response().forEach(response -> response.choose().forEach(choice -> roots.add(choice.when())));
        d.followUp().forEach(rule -> roots.add(rule.when()));
        return roots;
    }
}
