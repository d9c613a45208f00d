package dev.sluice.outreach.firsttouch;

import dev.sluice.funnel.FollowUpRules;
import dev.sluice.funnel.Standing;
import dev.sluice.outreach.firsttouch.FirstTouchRows.DueFirstTouch;
import dev.sluice.platform.Time;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.standing.Standings;
import dev.sluice.template.CompiledTemplate;
import dev.sluice.template.Recipient;
import dev.sluice.template.Templates;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses the template of each automatic reply by the active definitions. */
@Component
class FirstTouchTemplates {
    /** The template that a new workspace has for offers; where it was removed, the link is added to the general one. */
    private static final String HANDS_OUT = "your-checklist";

    private final Funnels funnels;
    private final Standings standings;
    private final Templates templates;
    private final InstantSource clock;

    FirstTouchTemplates(Funnels funnels, Standings standings, Templates templates, InstantSource clock) {
        this.funnels = funnels;
        this.standings = standings;
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * The chosen templates by signal.
     *
     * @param names the name of each, also of templates that do not exist
     */
    record ChosenTemplates(Map<UUID, String> names, Map<String, CompiledTemplate> compiled) {
        /** The name of the template for a signal, or "" where no active funnel has one. */
        String name(UUID signal) {
            return names.getOrDefault(signal, "");
        }

        @Nullable
        CompiledTemplate template(UUID signal) {
            return compiled.get(name(signal));
        }
    }

    /**
     * Chooses by the first funnel that has a template for the form and the person. A form with an offer is answered by
     * the template that hands offers out, unless the funnel names one for that very form.
     */
    ChosenTemplates choose(
            int workspace, List<DueFirstTouch> due, Map<Long, Recipient> recipients, Predicate<String> hasOffer) {
        Map<UUID, String> chosen = new HashMap<>();
        Map<UUID, String> fallbacks = new HashMap<>();
        long now = Time.micros(clock.instant());
        List<Long> people = recipients.values().stream().map(Recipient::person).toList();
        for (DefinitionRun run : funnels.active(workspace)) {
            Map<Long, Standing> found = standings.of(workspace, run, people);
            for (DueFirstTouch touch : due) {
                Recipient recipient = recipients.get(touch.person());
                Standing standing = recipient == null ? null : found.get(recipient.person());
                if (standing != null) {
                    String template = FollowUpRules.firstTouch(run.definition(), standing, touch.form(), now);
                    if (!template.isEmpty()) {
                        boolean handsOut = hasOffer.test(touch.form())
                                && !FollowUpRules.answersForm(run.definition(), touch.form());
                        chosen.putIfAbsent(touch.signal(), handsOut ? HANDS_OUT : template);
                        fallbacks.putIfAbsent(touch.signal(), template);
                    }
                }
            }
        }
        Set<String> names = new HashSet<>(chosen.values());
        names.addAll(fallbacks.values());
        Map<String, CompiledTemplate> compiled = templates.compiled(workspace, names);
        chosen.replaceAll((signal, name) ->
                name.equals(HANDS_OUT) && !compiled.containsKey(name) ? fallbacks.getOrDefault(signal, name) : name);
        return new ChosenTemplates(chosen, compiled);
    }
}
