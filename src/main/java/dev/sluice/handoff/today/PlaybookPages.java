package dev.sluice.handoff.today;

import dev.sluice.handoff.HandoffSignals;
import dev.sluice.person.ManualSignals;
import dev.sluice.person.ManualSignals.Teller;
import dev.sluice.person.Person;
import dev.sluice.person.PersonPanel;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The playbook beside a person: guidance, questions whose answers become traits, and a checklist to tick. */
@Controller
@RequiresRole(Role.MEMBER)
class PlaybookPages {
    private static final int MAX_LENGTH = 1_000;

    @Configuration(proxyBeanMethods = false)
    static class PlaybookEntry {
        @Bean
        PersonPanel playbookPanel() {
            return new PersonPanel(12, "Playbook", "playbook");
        }
    }

    private final Pages pages;
    private final Playbooks playbooks;
    private final Persons persons;
    private final ManualSignals signals;
    private final TimeFormats times;

    PlaybookPages(Pages pages, Playbooks playbooks, Persons persons, ManualSignals signals, TimeFormats times) {
        this.pages = pages;
        this.playbooks = playbooks;
        this.persons = persons;
        this.signals = signals;
        this.times = times;
    }

    @GetMapping("/people/{id}/playbook")
    View playbook(Member member, @PathVariable long id) {
        return page(member, persons.get(member.workspace(), id));
    }

    /** Ticks an item of the checklist of the person's stage. */
    @PostMapping("/people/{id}/checklist")
    View tick(Member member, @PathVariable long id, @RequestParam(defaultValue = "") String item) {
        Person person = persons.get(member.workspace(), id);
        Playbooks.PlaybookItem open = playbooks.of(member.workspace(), person.id()).stream()
                .flatMap(page -> page.checklist().stream())
                .filter(candidate -> candidate.text().equals(item))
                .findFirst()
                .orElseThrow(() -> new BadInput("item", "Tick an item of the stage where the person stands now."));
        if (open.at() == null) {
            signals.tell(Teller.of(member), person, HandoffSignals.CHECKLIST_DONE, item, Map.of(), Map.of());
        }
        return page(member, person);
    }

    /** Records the answers to the questions of the stage as traits. */
    @PostMapping("/people/{id}/answers")
    View answer(Member member, @PathVariable long id, @RequestParam Map<String, String> form) {
        Person person = persons.get(member.workspace(), id);
        Map<String, Object> traits = new TreeMap<>();
        playbooks.of(member.workspace(), person.id()).stream()
                .flatMap(page -> page.questions().stream())
                .filter(question -> !question.trait().isEmpty())
                .forEach(question -> {
                    String answer = form.getOrDefault(question.trait(), "").strip();
                    if (!answer.isEmpty() && !answer.equals(question.answer())) {
                        traits.put(question.trait(), value(question, answer));
                    }
                });
        if (!traits.isEmpty()) {
            signals.tell(
                    Teller.of(member),
                    person,
                    HandoffSignals.QUALIFIED,
                    String.join(",", traits.keySet()),
                    traits,
                    Map.of());
        }
        return page(member, person);
    }

    private static Object value(Playbooks.PlaybookQuestion question, String answer) {
        return switch (question.type()) {
            case TEXT -> answer.length() > MAX_LENGTH ? answer.substring(0, MAX_LENGTH) : answer;
            case YES_NO -> answer.equals("true");
            case LIST ->
                List.of(answer.split(",")).stream()
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
            case NUMBER -> {
                try {
                    yield Double.valueOf(answer);
                } catch (NumberFormatException _) {
                    throw new BadInput(question.trait(), "Write a number, such as 120.");
                }
            }
        };
    }

    private View page(Member member, Person person) {
        return pages.page(
                "handoff/today/playbook",
                Map.of(
                        "person",
                        person.id(),
                        "books",
                        playbooks.of(member.workspace(), person.id()),
                        "when",
                        times.now(member.workspace())));
    }
}
