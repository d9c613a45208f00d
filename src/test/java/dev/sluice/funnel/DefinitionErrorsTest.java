package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.text.Problem;
import dev.sluice.funnel.text.Problem.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is written wrong is an error on its line that says what was expected there. */
class DefinitionErrorsTest {
    private static final String GATE = "{happened: accepted_by_sales}";

    /** With this piece replaced the definition is refused, for this reason, on the line of the piece. */
    private static void refused(String piece, String replacement, String reason) {
        assertThat(SoundDefinition.problems(SoundDefinition.with(piece, replacement)))
                .as("%s instead of %s", replacement, piece)
                .anySatisfy(problem -> {
                    assertThat(problem.what()).contains(reason);
                    assertThat(problem.line()).isEqualTo(SoundDefinition.lineOf(piece));
                    assertThat(problem.severity()).isEqualTo(Severity.ERROR);
                });
    }

    @Test
    void theDefinitionThatTheseBreakIsSound() {
        assertThat(SoundDefinition.problems(SoundDefinition.TEXT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            funnel: sound                    | funnel: Sound!               | expected funnel of small letters, digits, _ and -
            funnel: sound                    | funnel: [a]                  | expected one word or sentence after funnel
            [script, form/contact]           | script                       | expected a list after sources
            [script, form/contact]           | [script, fax]                | expected a capture source: script, api, import, mailbox or form/<slug>
            [script, form/contact]           | [script, form/]              | expected a capture source
            [script, form/contact]           | [script, api, script]        | the source script is named twice
            [email, company]                 | email                        | expected a list after fields
            {slug: contact, fields: [email, company]} | {fields: [email]}   | a form has no slug: add slug: contact
            {slug: contact, fields: [email, company]} | {slug: contact}     | a form has no fields: add fields: [email, company]
            {slug: contact, fields: [email, company]} | contact             | expected a form with slug, fields
            {slug: contact, fields: [email, company]} | {slug: x, feilds: [email], fields: [email]} | did you mean "fields"?
            signals: [trial_started]         | signals: [Trial started]     | expected the name of a signal kind
            signals: [trial_started]         | signals: [times]             | expected the name of a signal kind
            traits: {seats: number}          | traits: [seats]              | expected traits with their types, such as contract_end: text
            traits: {seats: number}          | traits: {seats: numeric}     | expected a type, one of text, number, yes_no, list
            traits: {seats: number}          | traits: {fit: number}        | expected the name of a trait
            layer: engage                    | layer: engaged               | expected layer to be one of attract, engage, convert, retain, did you mean "engage"?
            owner: marketing                 | owner: nobody                | expected owner to be one of marketing, sales, success
            limit: 30d                       | limit: 0d                    | expected a span of time above zero and up to ten years after limit
            limit: 30d                       | limit: 3661d                 | expected a span of time above zero and up to ten years after limit
            limit: 30d                       | limit: a month               | expected a span of time above zero and up to ten years after limit
            limit: 30d                       | limit: [30d]                 | expected a span of time above zero and up to ten years after limit
            """)
    void inTheFirstSections(String piece, String replacement, String reason) {
        refused(piece, replacement, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            accepted_by_sales                | expected a criterion, such as {identified: true}
            {}                               | expected a criterion, such as {identified: true}
            {all: []}                        | expected at least one criterion under all
            {none: []}                       | expected at least one criterion under none
            {any: accepted_by_sales}         | expected a list after any
            {identified: maybe}              | expected true or false after identified
            {in_stage: [sq]}                 | there is no stage "sq" in this definition, did you mean "sql"? It has lead, sql, customer.
            {reached: nowhere-at-all}        | there is no stage "nowhere-at-all" in this definition. It has lead, sql, customer.
            {flagged: hot}                   | there is no flag "hot" in this definition
            {colour: red}                    | A trait of your own is declared under traits:
            {page_viewed: /pricing}          | "page_viewed" is a signal kind: write happened: {page_viewed: "*"}
            """)
    void inWhatACriterionIsMadeOf(String written, String reason) {
        refused(GATE, written, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {happened: waved}                                    | A kind of your own is declared under signals:
            {happened: [page_viewed]}                            | expected a signal kind, such as {page_viewed: /pricing*, times: 3, within: 7d}
            {happened: {times: 2}}                               | expected a signal kind with a pattern, such as page_viewed: /pricing*
            {happened: {page_viewed: "*", form_viewed: "*"}}     | expected one signal kind here; join two with all: or any:
            {happened: {page_viewed: "*", times: 0}}             | expected a whole number from 1 to 100 after times
            {happened: {page_viewed: "*", times: 101}}           | expected a whole number from 1 to 100 after times
            {happened: {page_viewed: "*", times: often}}         | expected a whole number from 1 to 100 after times
            {happened: {page_viewed: "*", times: [2]}}           | expected a whole number from 1 to 100 after times
            {happened: {page_viewed: "*", within: -1d}}          | expected a span of time above zero
            {happened: {page_viewed: "*", by: robot}}            | expected by: human; signals of machines are never counted
            {happened: {page_viewed: ""}}                        | expected a pattern, "*" for any
            {happened: {page_viewed: [a]}}                       | expected one word or sentence after the signal kind
            {happened: {page_viewed: "*", time: 2}}              | no signal kind "time" is known, did you mean "times"?
            """)
    void inWhatShouldHaveHappened(String written, String reason) {
        refused(GATE, written, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {fit: 30}                              | expected fit limits with at_least, at_most, between
            {fit: {}}                              | expected at_least and a number, such as fit: {at_least: 30}
            {fit: {at_least: high}}                | expected a number after at_least
            {fit: {at_least: 30, at_most: 10}}     | can never be met: at_least is above at_most
            {fit: {between: [1]}}                  | expected two numbers after between, such as [50, 500]
            {fit: {between: [9, 1]}}               | between [9, 1] can never be met: write the smaller number first
            {engagement: {at_least: 0}}            | expected an engagement above 0: everybody has 0
            {engagement: {at_least: -3}}           | expected an engagement above 0: everybody has 0
            {engagement: {atleast: 20}}            | "atleast" does not belong to engagement limits, did you mean "at_least"?
            """)
    void inTheLimitsOfScores(String written, String reason) {
        refused(GATE, written, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {country: {}}                          | expected a test, one of in, not_in, between
            {country: {in: GB}}                    | expected a list after in
            {country: []}                          | in with an empty list can never be met
            {country: {not_in: []}}                | not_in with an empty list says nothing
            {country: {is_free_mail: true}}        | is_free_mail belongs to email, not to country
            {email: {has_owner: true}}             | has_owner belongs to company, not to email
            {email: {is_free_mail: often}}         | expected true or false after is_free_mail
            {seats: {matches: 1*}}                 | matches needs a trait of text; seats is number
            {decision_maker: {matches: t*}}        | matches needs a trait of text; decision_maker is yes_no
            {country: {at_least: 3}}               | at_least needs a trait of numbers; country is text
            {tags: {at_most: 3}}                   | at_most needs a trait of numbers; tags is list
            {seats: many}                          | expected a number after seats
            {seats: {at_least: Infinity}}          | expected a number after at_least
            {decision_maker: yes}                  | expected true or false after decision_maker
            {country: Narnia}                      | "Narnia" is no value of country
            {country: {not_in: [GB, Europe]}}      | "Europe" is no value of country
            {role_level: {in: [boss]}}             | "boss" is no value of role_level
            {country: {at: 3}}                     | "at" does not belong to a test of country
            """)
    void inTheTestsOfTraits(String written, String reason) {
        refused(GATE, written, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {when: {happened: rejected_by_sales}, to: lead, reason: sent_back} | {when: {happened: rejected_by_sales}} | an exit has no to: add to: lead
            {when: {happened: rejected_by_sales}, to: lead, reason: sent_back} | {to: lead}               | an exit has no when: add when: a criterion
            to: lead, reason                 | to: leed, reason             | there is no stage "leed", did you mean "lead"? Expected an earlier stage, lost or disqualified.
            to: lead, reason                 | to: sql, reason              | sql does not lie before sql
            {when: {role: {in: [owner]}}, points: 20} | {when: {happened: page_viewed}, points: 20} | fit is about who a person is
            {when: {role: {in: [owner]}}, points: 20} | {when: {role: owner}}    | a fit rule has no points: add points: 10
            points: 20                       | points: 10.5                 | expected a whole number from -10000 to 10000 after points
            points: 20                       | points: 10001                | expected a whole number from -10000 to 10000 after points
            half_life: 14d                   | half_life: soon              | expected a span of time above zero
            {page_viewed: /pricing*}         | {page_viewed: /a, form_viewed: b} | expected one signal kind with a pattern
            {page_viewed: /pricing*}         | [page_viewed]                | expected one signal kind with a pattern
            3 per 7d                         | 3                            | expected how many signals per span of time earn points, such as 3 per 7d
            3 per 7d                         | 0 per 7d                     | expected how many signals per span of time earn points
            3 per 7d                         | 101 per 7d                   | expected how many signals per span of time earn points
            3 per 7d                         | 3 per week                   | expected how many signals per span of time earn points
            {id: warm                        | {id: Warm                    | expected id of small letters
            {reason: student,                | {                            | a disqualifier has no reason: add reason: not_a_fit
            {reason: deal_lost,              | {reason: Deal lost,          | expected reason of small letters
            reenter: {happened: form_submitted} | reenter: often            | expected a criterion
            """)
    void inExitsScoresAndOutcomes(String piece, String replacement, String reason) {
        refused(piece, replacement, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            to: team/london                  | to: london                   | expected company_owner, team/<name> or user/<name> after to
            to: team/london                  | to: team/                    | expected company_owner, team/<name> or user/<name> after to
            to: team/london                  | to: team/london, by: fair    | expected by to be one of round_robin, least_busy
            {when: {country: {in: [GB]}}, to: team/london} | {when: {country: GB}} | a routing rule has no to: add to: team/inbound
            {otherwise: true, to: team/inbound} | {otherwise: true, when: {country: US}, to: team/x} | expected when or otherwise, not both
            {otherwise: true, to: team/inbound} | {otherwise: always, to: team/x} | expected true or false after otherwise
            within: 30m, by: human           | by: human                    | a response class has no within: add within: 30m
            within: 30m, by: human           | within: 30m                  | a response class has no by: add by: automation or human
            by: human                        | by: robot                    | expected by to be one of automation, human
            hours: working                   | hours: nights                | expected hours to be one of working, always
            then: [remind]                   | then: [shout]                | expected one of remind, reassign, escalate
            then: [remind]                   | choose: [{template: thanks}] | expected form or when, or the choice applies to everybody
            then: [remind]                   | choose: [{form: x}]          | a choice of the first touch has no template
            then: [remind]                   | choose: [{form: x, template: Not a slug}] | expected a name in small letters, digits, - and _
            inbound: {within: 30m, by: human, hours: working, then: [remind]} | - {within: 30m, by: human} | expected response classes by name
            {on: lead, sequence: five-mails} | {on: leed, sequence: five-mails} | expected the id of a stage, flag/<id of a flag> or lost after on
            {on: lead, sequence: five-mails} | {on: flag/hot, sequence: five-mails} | expected the id of a stage, flag/<id of a flag> or lost after on
            {on: lead, sequence: five-mails} | {sequence: five-mails}       | a follow-up has no on: add on: lead
            {on: lead, sequence: five-mails} | {on: lead}                   | a follow-up has no sequence: add sequence: five-mails
            {on: lead, sequence: five-mails} | {on: lead, sequence: Five Mails} | expected a name in small letters
            """)
    void inRoutingAndAnswers(String piece, String replacement, String reason) {
        refused(piece, replacement, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            opens_at: sql                    | opens_at: sq                 | did you mean "sql"? Expected the stage that opens a deal when a lead enters it.
            probability: 20                  | probability: 101             | expected a whole number from 0 to 100 after probability
            probability: 20                  | probability: likely          | expected a whole number from 0 to 100 after probability
            id: discovery                    | id: lost                     | no stage may be called lost: that is how a deal ends
            id: discovery                    | id: 1st                      | expected id of small letters
            limit: 14d}                      | limit: 14d, needs: amount}   | expected a list after needs
            limit: 14d}                      | limit: 14d, needs: [budget]} | or a criterion, such as {happened: {meeting_held: discovery}}
            limit: 14d}                      | limit: 14d, needs: [{happened: {email_opened: x}}]} | opened mail is weak evidence
            limit: 14d}                      | limit: 14d, questions: [budgte]} | there is no trait "budgte", did you mean "budget"?
            stalled: {quiet: 10d}            | stalled: soon                | expected stalled with quiet, decide_within
            stalled: {quiet: 10d}            | lost: [Too dear]             | expected a reason of small letters, digits and _, such as no_decision
            stalled: {quiet: 10d}            | lost: [price, price]         | the reason price stands twice under lost: keep one
            """)
    void inPipelines(String piece, String replacement, String reason) {
        refused(piece, replacement, reason);
    }

    @Test
    void aTextOfAPlaybookHasALimit() {
        String long201 = "x ".repeat(100) + "y";

        refused(
                "limit: 14d}",
                "limit: 14d, checklist: [" + long201 + "]}",
                "expected 1 to 200 characters under checklist");
        refused("limit: 14d}", "limit: 14d, questions: ['']}", "expected 1 to 200 characters under questions");
    }

    @Test
    void aSectionWithoutItemsSaysSo() {
        String stages = SoundDefinition.TEXT.replaceAll("(?s)\nstages:.*\nfit:", "\nstages: []\nfit:");
        String pipelines = SoundDefinition.TEXT.replaceAll("(?s)\npipelines:.*", "\npipelines: []\n");
        String reasons = SoundDefinition.with("stalled: {quiet: 10d}", "lost: []");

        assertThat(SoundDefinition.problems(stages))
                .anySatisfy(problem -> assertThat(problem.what()).isEqualTo("expected at least one stage"));
        assertThat(SoundDefinition.problems(pipelines))
                .anySatisfy(problem -> assertThat(problem.what()).isEqualTo("expected at least one pipeline"));
        assertThat(SoundDefinition.problems(reasons))
                .anySatisfy(problem -> assertThat(problem.what()).contains("expected at least one reason under lost"));
    }

    @Test
    void aProblemPrintsItsPlaceFirst() {
        assertThat(new Problem(4, 7, Severity.WARNING, "expected less")).hasToString("line 4, column 7: expected less");
    }
}
