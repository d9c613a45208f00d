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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses the template of each automatic reply by the active definitions. */
@Component
class FirstTouchTemplates {
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

    /** Chooses by the first funnel that has a template for the form and the person. */
    ChosenTemplates choose(int workspace, List<DueFirstTouch> due, Map<Long, Recipient> recipients) {
        Map<UUID, String> chosen = new HashMap<>();
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
                        chosen.putIfAbsent(touch.signal(), template);
                    }
                }
            }
        }
        return new ChosenTemplates(chosen, templates.compiled(workspace, Set.copyOf(chosen.values())));
    }
}
