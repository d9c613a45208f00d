package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each criterion says in words, and whom it lets pass. */
class CriterionTest {

    /** A criterion as written, what it says, a person who meets it, one who does not, and how far that one is. */
    private record Case(String written, String says, Life meets, Life misses, String progress) {}

    private static Life with(String written) {
        return Life.under("""
                funnel: f
                signals: [knocked]
                stages:
                  - {id: lead, layer: attract, owner: marketing, enter: {happened: call_logged}, limit: 99d}
                  - {id: asked, layer: convert, owner: sales, enter: {all: [%s, {happened: knocked}]}, limit: 99d}
                fit:
                  - {when: {role: owner}, points: 10}
                engagement:
                  half_life: 7d
                  rules:
                    - {when: page_viewed, points: 10}
                flags:
                  - {id: warm, when: {happened: email_replied}}
                disqualify:
                  - {reason: no, when: {happened: unsubscribed}}
                routing:
                  - {otherwise: true, to: team/inbound}
                """.formatted(written));
    }

    private static Case of(String written, String says, String progress, Past meets, Past misses) {
        return new Case(written, says, meets.live(with(written)), misses.live(with(written)), progress);
    }

    private interface Past {
        Life live(Life life);
    }

    private static Past says(String trait, Object value) {
        return life -> life.says(Map.of(trait, value));
    }

    private static Past does(String kind, String... subjects) {
        return life -> {
            for (String subject : subjects) {
                life.does(kind, subject);
            }
            return life;
        };
    }

    private static final Past NOTHING = life -> life;

    private static List<Case> cases() {
        return List.of(
                of(
                        "{role: {in: [owner, cfo]}}",
                        "role is one of owner, cfo",
                        "clerk",
                        says("role", "CFO"),
                        says("role", "clerk")),
                of(
                        "{role: {not_in: [owner, cfo]}}",
                        "role is known and none of owner, cfo",
                        "unknown",
                        says("role", "clerk"),
                        NOTHING),
                of(
                        "{company_size: {between: [50, 500]}}",
                        "company size between 50 and 500",
                        "501",
                        says("company_size", 500.0),
                        says("company_size", 501.0)),
                of(
                        "{company_size: {at_least: 50}}",
                        "company size at least 50",
                        "49",
                        says("company_size", 50.0),
                        says("company_size", 49.0)),
                of(
                        "{company_size: {at_most: 50}}",
                        "company size at most 50",
                        "51",
                        says("company_size", 50.0),
                        says("company_size", 51.0)),
                of(
                        "{email: {matches: \"*@*.gov\"}}",
                        "email like *@*.gov",
                        "kim@acme.example",
                        says("email", "kim@nasa.gov"),
                        says("email", "kim@acme.example")),
                of(
                        "{decision_maker: true}",
                        "decision maker is true",
                        "false",
                        says("decision_maker", true),
                        says("decision_maker", false)),
                of(
                        "{email: {is_free_mail: true}}",
                        "the address is free mail",
                        "false",
                        says("email_is_free", true),
                        says("email_is_free", false)),
                of(
                        "{company: {has_owner: false}}",
                        "the company has no owner",
                        "true",
                        says("company_has_owner", false),
                        says("company_has_owner", true)),
                of(
                        "{happened: {page_viewed: /pricing*, times: 2, within: 7d, by: human}}",
                        "page viewed /pricing* at least 2 times within 7 d by a human",
                        "1 of 2 within 7 d",
                        life -> life.does("page_viewed", "/pricing")
                                .later(30 * Crowd.MINUTE)
                                .does("page_viewed", "/Pricing/plans"),
                        does("page_viewed", "/pricing", "/about")),
                of("{fit: {at_least: 10}}", "fit at least 10", "fit 0 of 10", says("role", "owner"), NOTHING),
                of(
                        "{engagement: {at_least: 20}}",
                        "engagement at least 20",
                        "engagement 10 of 20",
                        does("page_viewed", "/", "/"),
                        does("page_viewed", "/")),
                of("{flagged: warm}", "flagged warm", "not flagged", does("email_replied", ""), NOTHING),
                of("{in_stage: lead}", "in stage lead", "visitor", does("call_logged", ""), NOTHING),
                of("{reached: lead}", "has reached lead", "not reached", does("call_logged", ""), NOTHING),
                of("{identified: true}", "identified", "not identified", does("identified", ""), NOTHING),
                of(
                        "{all: [{country: GB}, {role: owner}]}",
                        "country is GB and role is owner",
                        "1 of 2",
                        life -> life.says(Map.of("country", "GB", "role", "owner")),
                        says("country", "GB")),
                of(
                        "{none: [{country: GB}, {role: owner}]}",
                        "none of (country is GB; role is owner)",
                        "1 of 2, none may be",
                        says("country", "US"),
                        says("country", "GB")),
                of(
                        "{any: [{country: GB}, {role: owner}]}",
                        "country is GB or role is owner",
                        "0 of 2, one is enough",
                        says("role", "owner"),
                        says("country", "US")));
    }

    @Test
    void eachPrintsAsOneReadableLine() {
        assertThat(cases())
                .allSatisfy(one ->
                        assertThat(asked(one.meets()).parts().getFirst().text()).isEqualTo(one.says()));
    }

    @Test
    void eachLetsPassWhoMeetsItAndHoldsWhoDoesNot() {
        assertThat(cases()).allSatisfy(one -> {
            assertThat(asked(one.meets()).parts().getFirst().met())
                    .as(one.says())
                    .isTrue();
            assertThat(asked(one.misses()).parts().getFirst().met())
                    .as(one.says())
                    .isFalse();
        });
    }

    @Test
    void eachSaysHowFarItIs() {
        assertThat(cases())
                .allSatisfy(
                        one -> assertThat(asked(one.misses()).parts().getFirst().progress())
                                .isEqualTo(one.progress()));
    }

    /** The first part of the gate that nobody here passes, since nobody knocks. */
    private static Explanation.ConditionResult asked(Life life) {
        Criterion gate = life.definition.stages().getLast().enter();
        CompiledDefinition plan = life.definition.compiled().plan(life.definition);
        return new CriterionExplainer(plan, started(life), life.now, LogPosition.START).part(gate);
    }

    private static StandingBuilder started(Life life) {
        return new FoldStep(life.definition, life.standing).draft();
    }

    @ParameterizedTest
    @CsvSource({
        "/pricing*, /pricing, true",
        "/pricing*, /PRICING/plans, true",
        "/pricing*, /about/pricing, false",
        "*, '', true",
        "*guide*, the-guide-2, true",
        "a*b*c, aXXbYYc, true",
        "a*b*c, aXXbYY, false",
        "discovery, discovery, true",
        "discovery, discovery-2, false"
    })
    void aPatternTakesAStarForAnyCharacters(String pattern, String subject, boolean matches) {
        assertThat(Glob.of(pattern).matches(subject)).isEqualTo(matches);
    }
}
