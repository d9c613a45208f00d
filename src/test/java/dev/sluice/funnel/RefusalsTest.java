package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.funnel.text.Problem.Severity;
import dev.sluice.signal.kind.AllSignals;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A definition that lacks what makes a funnel leak is refused, with the line and the reason. */
class RefusalsTest {

    private static final String SOUND = """
            funnel: sound
            sources: [script, form/contact]
            stages:
              - {id: lead, layer: engage, owner: marketing, enter: {identified: true}, limit: 30d}
              - id: mql
                layer: engage
                owner: marketing
                limit: 7d
                enter: {all: [{fit: {at_least: 30}}, {engagement: {at_least: 25}}, {happened: demo_requested}]}
              - {id: sql, layer: convert, owner: sales, enter: {happened: accepted_by_sales}, limit: 14d}
              - {id: customer, layer: retain, owner: success, enter: {happened: deal_won}}
            fit:
              - {when: {company_size: {between: [50, 500]}}, points: 20}
              - {when: {role: {in: [director, owner]}}, points: 15}
              - {when: {role: {in: [cfo]}}, points: 12}
            engagement:
              half_life: 14d
              rules:
                - {when: {page_viewed: /pricing*}, points: 10, at_most: 3 per 7d}
            flags:
              - {id: warm, when: {happened: {email_opened: "*", times: 2}}}
            disqualify:
              - {reason: student, when: {role: {in: [student]}}}
            routing:
              - {when: {country: {in: [GB]}}, to: team/london}
              - {otherwise: true, to: team/inbound}
            """;

    private static final DefinitionContext NOTHING = DefinitionContext.of(Set.of(), Set.of(), Set.of());

    private static List<Problem> problems(String yaml) {
        return switch (DefinitionReader.read(yaml, AllSignals.vocabulary(), NOTHING)) {
            case ParsedDefinition.Readable readable -> readable.warnings();
            case ParsedDefinition.DefinitionRefused refused -> refused.problems();
        };
    }

    /** The one problem of the sound definition with this text replaced. */
    private static Problem after(String text, String replacement) {
        assertThat(SOUND).contains(text);
        List<Problem> problems = problems(SOUND.replace(text, replacement));
        assertThat(problems).as("problems").hasSize(1);
        return problems.getFirst();
    }

    private static int line(String text) {
        return (int) SOUND.substring(0, SOUND.indexOf(text)).lines().count() + (text.startsWith(" ") ? 1 : 0);
    }

    private static void refused(Problem problem, int line, String... words) {
        assertThat(problem.severity()).isEqualTo(Severity.ERROR);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.what()).contains(words);
    }

    @Test
    void theSoundOneHasNoProblem() {
        assertThat(problems(SOUND)).isEmpty();
    }

    @Test
    void fewerThanTwoCaptureSources() {
        refused(after("[script, form/contact]", "[script]"), 2, "fewer than two capture sources (only script)");
        refused(after("sources: [script, form/contact]\n", ""), 1, "fewer than two capture sources (none)");
    }

    @Test
    void sourcesThatStandInTheWorkspaceCountToo() {
        String yaml = SOUND.replace("sources: [script, form/contact]\n", "");
        DefinitionContext two = DefinitionContext.of(Set.of("api", "import"), Set.of(), Set.of());

        assertThat(DefinitionReader.read(yaml, AllSignals.vocabulary(), two))
                .isInstanceOf(ParsedDefinition.Readable.class);
        assertThat(DefinitionReader.read(yaml, AllSignals.vocabulary(), DefinitionContext.unknown()))
                .isInstanceOf(ParsedDefinition.Readable.class);
    }

    @Test
    void aLeadThatNoRoutingRuleCatchesIsPrinted() {
        refused(
                after("  - {otherwise: true, to: team/inbound}\n", ""),
                25,
                "no routing rule catches",
                "a lead with country FR",
                "otherwise: true");
    }

    @Test
    void rulesThatTogetherCatchEveryLeadNeedNoOtherwise() {
        String yaml = SOUND.replace(
                "{otherwise: true, to: team/inbound}", "{when: {none: [{country: GB}]}, to: team/inbound}");

        assertThat(problems(yaml)).isEmpty();
    }

    @Test
    void aRuleBelowOtherwiseIsNeverUsed() {
        Problem problem = after(
                "  - {otherwise: true, to: team/inbound}\n",
                "  - {otherwise: true, to: team/inbound}\n  - {when: {country: US}, to: team/us}\n");

        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        assertThat(problem.line()).isEqualTo(27);
    }

    @Test
    void noDisqualifier() {
        refused(after("disqualify:\n  - {reason: student, when: {role: {in: [student]}}}\n", ""), 1, "no disqualifier");
    }

    @Test
    void aStageWithoutOwnerEntryOrLimit() {
        refused(after(", owner: sales", ""), 10, "a stage has no owner");
        refused(after(", enter: {happened: accepted_by_sales}", ""), 10, "a stage has no enter");
        refused(after(", limit: 14d", ""), 10, "stage sql has no limit");
        refused(after("limit: 14d", "limit: none"), 10, "layer retain only");
    }

    @Test
    void moreFitThanTheRulesCanGiveToOneLead() {
        refused(after("fit: {at_least: 30}", "fit: {at_least: 36}"), 9, "can never be entered", "35 at most");
    }

    @Test
    void moreEngagementThanCapsAndHalfLifeAllow() {
        refused(
                after("engagement: {at_least: 25}", "engagement: {at_least: 103}"),
                9,
                "can never be entered",
                "never give more than 102.4");
    }

    @Test
    void criteriaThatContradictEachOther() {
        refused(
                after("{happened: accepted_by_sales}", "{all: [{country: GB}, {none: [{country: {in: [gb, US]}}]}]}"),
                10,
                "contradict");
        refused(
                after(
                        "{happened: accepted_by_sales}",
                        "{all: [{happened: {page_viewed: /a, times: 3, within: 7d}}, {none: [{happened: page_viewed}]}]}"),
                10,
                "contradict");
        refused(
                after("{happened: accepted_by_sales}", "{all: [{company_size: {at_least: 9}}, {company_size: 8}]}"),
                10,
                "contradict");
        refused(after("{happened: accepted_by_sales}", "{in_stage: customer}"), 10, "contradict");
    }

    @Test
    void limitsInTheWrongOrderAndEmptyLists() {
        refused(after("[50, 500]", "[50, 10]"), 13, "between [50, 10] can never be met");
        refused(after("in: [director, owner]", "in: []"), 14, "can never be met");
    }

    @Test
    void aGateWhoseLeadsAreAllDisqualifiedOrLostBefore() {
        refused(
                after("{happened: accepted_by_sales}", "{role: student}"),
                10,
                "disqualified before (student, line 23)");
        refused(after("{happened: accepted_by_sales}", "{happened: deal_lost}"), 10, "lost before (deal_lost)");
    }

    @Test
    void aGateThatOpenedMailAloneCouldPass() {
        refused(
                after("{happened: accepted_by_sales}", "{happened: {email_opened: \"*\", times: 2}}"),
                10,
                "opened mail alone");
        refused(after("{happened: accepted_by_sales}", "{flagged: warm}"), 10, "opened mail alone");
        refused(
                after("{happened: accepted_by_sales}", "{any: [{happened: email_opened}, {fit: {at_least: 30}}]}"),
                10,
                "opened mail alone");
    }

    @Test
    void opensMayEarnPointsAsLongAsThoseAloneDoNotOpenAGate() {
        String gate = SOUND.replace(", {happened: demo_requested}]", "]");
        String rule = "    - {when: {page_viewed: /pricing*}";

        assertThat(problems(gate.replace(rule, "    - {when: email_opened, points: 2, at_most: 3 per 7d}\n" + rule)))
                .isEmpty();
        assertThat(problems(gate.replace(rule, "    - {when: email_opened, points: 2}\n" + rule)))
                .singleElement()
                .satisfies(problem -> refused(problem, 9, "opened mail alone", "company size 275"));
    }

    @Test
    void opensBesideSomethingStrongerAreFine() {
        assertThat(problems(SOUND.replace(
                        "{happened: accepted_by_sales}",
                        "{all: [{happened: email_opened}, {happened: email_replied}]}")))
                .isEmpty();
    }

    @Test
    void aFormWithMoreThanFourFieldsIsWarnedAbout() {
        Problem problem = after(
                "stages:", "forms:\n  - {slug: contact, fields: [email, name, phone, company, message]}\nstages:");

        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        assertThat(problem.line()).isEqualTo(4);
        assertThat(problem.what()).contains("asks for 5 fields");
    }

    @Test
    void aMarketingGateWithoutBothMinimumsIsWarnedAbout() {
        Problem problem = after("{engagement: {at_least: 25}}, ", "");

        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        assertThat(problem.line()).isEqualTo(9);
        assertThat(problem.what()).contains("both fit and engagement");
    }

    @Test
    void namesThatAreNotKnownComeWithTheNearestOne() {
        refused(after("happened: demo_requested", "happened: demo_request"), 9, "did you mean \"demo_requested\"?");
        refused(after("{role: {in: [cfo]}}", "{rolle: {in: [cfo]}}"), 15, "did you mean \"role\"?");
        refused(after("half_life", "halflife: 1d\n  half_life"), 17, "did you mean \"half_life\"?");
        refused(after("{happened: accepted_by_sales}", "{flagged: warn}"), 10, "did you mean \"warm\"?");
        refused(after("{happened: accepted_by_sales}", "{reached: mq}"), 10, "did you mean \"mql\"?");
        refused(
                after("{happened: accepted_by_sales}", "{accepted_by_sales: true}"),
                10,
                "is a signal kind: write happened");
    }

    @Test
    void aProblemNamesTheColumnToo() {
        assertThat(after("happened: demo_requested", "happened: demo_request").column())
                .isEqualTo(SOUND.lines().toList().get(8).indexOf("demo_requested") + 1);
    }

    @Test
    void namesOfOnesOwnAreDeclared() {
        String yaml = "signals: [trial_started]\ntraits: {seats: number}\n"
                + SOUND.replace("happened: demo_requested", "happened: trial_started")
                        .replace("{company_size: {between: [50, 500]}}", "{seats: {at_least: 5}}");

        assertThat(problems(yaml)).isEmpty();
    }

    @Test
    void idsUsedTwiceKeysWrittenTwiceAndSpansBelowZero() {
        refused(after("id: sql", "id: mql"), 10, "used twice");
        refused(after("half_life: 14d", "half_life: 14d\n  half_life: 7d"), 18, "written twice");
        refused(after("limit: 14d", "limit: -14d"), 10, "a span of time above zero");
    }

    @Test
    void testsThatDoNotFitTheTypeOfTheTrait() {
        refused(
                after("company_size: {between: [50, 500]}", "role: {between: [50, 500]}"),
                13,
                "needs a trait of numbers");
        refused(after("{role: {in: [cfo]}}", "{decision_maker: maybe}"), 15, "expected true or false");
    }

    @Test
    void anExitMustLeadBackOrOut() {
        refused(
                after("limit: 14d}", "limit: 14d, exit: [{when: {happened: meeting_missed}, to: customer}]}"),
                10,
                "does not lie before sql");
    }

    @Test
    void everyProblemIsFoundInOneReading() {
        assertThat(problems(SOUND.replace("half_life: 14d", "half_life: soon")
                        .replace("owner: success", "owner: nobody")
                        .replace("points: 12", "points: many")))
                .extracting(Problem::line)
                .containsExactly(11, 15, 17);
    }

    @Test
    void textThatIsNoYamlNamesThePlace() {
        refused(problems("funnel: [a\nstages: b").getFirst(), 2, "not YAML");
        refused(problems("").getFirst(), 1, "the text is empty");
        refused(problems("just words").getFirst(), 1, "expected a definition");
    }

    @Test
    void bombsAreRefusedBeforeTheyAreBuilt() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }

        assertThat(problems(bomb.toString()))
                .extracting(Problem::what)
                .anyMatch(what -> what.contains("more than 20000"));
        assertThat(problems("[".repeat(100_000))).extracting(Problem::what).anyMatch(what -> what.contains("nested"));
        assertThat(problems("a: &a [*a]")).extracting(Problem::what).anyMatch(what -> what.contains("named &a"));
        assertThat(problems("#".repeat(300_000)))
                .extracting(Problem::what)
                .anyMatch(what -> what.contains("at most 262144"));
    }

    @Test
    void teamsThatDoNotStandAreWarnedAbout() {
        DefinitionContext london = DefinitionContext.of(Set.of(), Set.of("london"), Set.of());

        assertThat(DefinitionReader.read(SOUND, AllSignals.vocabulary(), london))
                .isInstanceOfSatisfying(
                        ParsedDefinition.Readable.class,
                        readable -> assertThat(readable.warnings())
                                .extracting(Problem::line)
                                .containsExactly(26));
    }

    @Test
    void aQuestionIsASentenceOrATraitAndNothingStandsTwice() {
        Problem question = after("limit: 14d}", "limit: 14d, questions: [budgte, What else do they use?]}");
        assertThat(question.what()).contains("budgte", "budget", "sentence");
        assertThat(question.line()).isEqualTo(line("  - {id: sql"));
        assertThat(after("limit: 14d}", "limit: 14d, checklist: [Called, Called]}")
                        .what())
                .contains("stands twice");
    }
}
