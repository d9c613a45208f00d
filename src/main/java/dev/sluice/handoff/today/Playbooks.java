package dev.sluice.handoff.today;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Playbook;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.Vocabulary.TraitType;
import dev.sluice.handoff.HandoffSignals;
import dev.sluice.person.Persons;
import dev.sluice.person.Timeline;
import dev.sluice.platform.Time;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.standing.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The playbook of a person's stage: what to ask, with the answers so far, and a checklist. */
@Component
class Playbooks {
    private static final int MAX_TICKS = 100;

    /** @param trait the trait that the answer becomes; "" for a question without one */
    record PlaybookQuestion(String trait, TraitType type, String text, String answer) {}

    /** Something to do; {@code by} and {@code at} are null until it is done. */
    record PlaybookItem(
            String text, @Nullable String by, @Nullable Instant at) {}

    /** The playbook of one funnel's stage. */
    record StagePlaybook(String funnel, Stage stage, List<PlaybookQuestion> questions, List<PlaybookItem> checklist) {
        long done() {
            return checklist.stream().filter(item -> item.at() != null).count();
        }
    }

    private final Standings standings;
    private final Persons persons;
    private final Timeline timeline;

    Playbooks(Standings standings, Persons persons, Timeline timeline) {
        this.standings = standings;
        this.persons = persons;
        this.timeline = timeline;
    }

    /** One for each funnel in which the person's stage has a playbook. */
    List<StagePlaybook> of(int workspace, long person) {
        List<StagePlaybook> pages = new ArrayList<>();
        for (Standings.StagePlacement placed : standings.of(workspace, person)) {
            String id = placed.standing().stage();
            Stage stage = id == null ? null : placed.run().definition().stage(id);
            if (stage != null && !stage.playbook().isEmpty()) {
                pages.add(page(
                        workspace,
                        person,
                        placed.run().definition(),
                        stage,
                        Time.instant(placed.standing().enteredAt())));
            }
        }
        return pages;
    }

    private StagePlaybook page(int workspace, long person, Definition definition, Stage stage, Instant since) {
        Playbook playbook = stage.playbook();
        Map<String, String> answers = persons.facts(workspace, person).stream()
                .collect(Collectors.toMap(Persons.Fact::trait, Persons.Fact::value));
        Map<String, PlaybookItem> ticks = new HashMap<>();
        if (!playbook.checklist().isEmpty()) {
            timeline
                    .page(workspace, person, List.of(HandoffSignals.CHECKLIST_DONE.name()), null, MAX_TICKS)
                    .items()
                    .stream()
                    .map(Timeline.TimelineItem::signal)
                    .filter(tick -> !tick.at().isBefore(since)) // a person who re-enters starts again
                    .filter(tick -> tick.data().get("deal") == null) // a deal has a checklist of its own
                    .forEach(tick -> ticks.put(
                            tick.subject(),
                            new PlaybookItem(
                                    tick.subject(), String.valueOf(tick.data().getOrDefault("by", "")), tick.at())));
        }
        return new StagePlaybook(
                definition.name(),
                stage,
                playbook.questions().stream()
                        .map(question -> question(definition, question, answers))
                        .toList(),
                playbook.checklist().stream()
                        .map(item -> ticks.getOrDefault(item, new PlaybookItem(item, null, null)))
                        .toList());
    }

    private static PlaybookQuestion question(Definition definition, String question, Map<String, String> answers) {
        String answer = answers.getOrDefault(question, "");
        TraitType own = definition.traits().get(question);
        if (own != null) {
            return new PlaybookQuestion(question, own, DisplayFormat.stage(question), answer);
        }
        Vocabulary.Trait trait = definition.vocabulary().trait(question);
        return trait == null
                ? new PlaybookQuestion("", TraitType.TEXT, question, "")
                : new PlaybookQuestion(question, trait.type(), trait.text(), answer);
    }
}
