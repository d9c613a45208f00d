package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import java.util.List;
import java.util.Set;

/** A definition without a fault that has every section, for tests that break one thing in it. */
public final class SoundDefinition {
    public static final String TEXT = """
            funnel: sound
            sources: [script, form/contact]
            forms:
              - {slug: contact, fields: [email, company]}
            signals: [trial_started]
            traits: {seats: number}
            stages:
              - id: lead
                layer: engage
                owner: marketing
                enter: {identified: true}
                limit: 30d
              - id: sql
                layer: convert
                owner: sales
                enter: {happened: accepted_by_sales}
                limit: 14d
                exit:
                  - {when: {happened: rejected_by_sales}, to: lead, reason: sent_back}
              - {id: customer, layer: retain, owner: success, enter: {happened: deal_won}}
            fit:
              - {when: {role: {in: [owner]}}, points: 20}
            engagement:
              half_life: 14d
              rules:
                - {when: {page_viewed: /pricing*}, points: 10, at_most: 3 per 7d}
            flags:
              - {id: warm, when: {happened: {email_opened: "*", times: 2}}}
            disqualify:
              - {reason: student, when: {role: {in: [student]}}}
            lost:
              - {reason: deal_lost, when: {happened: deal_lost}}
            reenter: {happened: form_submitted}
            routing:
              - {when: {country: {in: [GB]}}, to: team/london}
              - {otherwise: true, to: team/inbound}
            response:
              inbound: {within: 30m, by: human, hours: working, then: [remind]}
            follow_up:
              - {on: lead, sequence: five-mails}
            pipelines:
              - id: sales
                opens_at: sql
                stages:
                  - {id: discovery, probability: 20, limit: 14d}
                stalled: {quiet: 10d}
            """;

    private static final DefinitionContext EMPTY = DefinitionContext.of(Set.of(), Set.of(), Set.of());

    private SoundDefinition() {}

    static List<Problem> problems(String yaml) {
        return problems(yaml, EMPTY);
    }

    static List<Problem> problems(String yaml, DefinitionContext surroundings) {
        return switch (DefinitionReader.read(yaml, TestDefinitions.vocabulary(), surroundings)) {
            case ParsedDefinition.Readable readable -> readable.warnings();
            case ParsedDefinition.DefinitionRefused refused -> refused.problems();
        };
    }

    /** The text with one piece of it, which must be there once, replaced. */
    public static String with(String piece, String replacement) {
        assertThat(TEXT.split(java.util.regex.Pattern.quote(piece), -1))
                .as(piece)
                .hasSize(2);
        return TEXT.replace(piece, replacement);
    }

    /** The line (from 1) on which a piece of the text begins. */
    static int lineOf(String piece) {
        return (int) TEXT.substring(0, TEXT.indexOf(piece))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }
}
