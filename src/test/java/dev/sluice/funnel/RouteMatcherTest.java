package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Definition.Route;
import dev.sluice.funnel.text.AdHocCriterion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules are tried from the top, and the first that applies takes the lead. */
class RouteMatcherTest {
    private static final Definition RULES = Life.read("""
            funnel: routed
            stages:
              - {id: lead, layer: engage, owner: marketing, enter: {identified: true}, limit: 30d}
            disqualify:
              - {reason: student, when: {role: student}}
            engagement:
              half_life: 7d
              rules:
                - {when: page_viewed, points: 10}
            routing:
              - {when: {company: {has_owner: true}}, to: company_owner}
              - {when: {country: {in: [GB, IE]}}, to: team/london}
              - {when: {engagement: {at_least: 30}}, to: user/ada@example.com}
              - {when: {happened: {demo_requested: "*", within: 2d}}, to: team/demo, by: least_busy}
              - {otherwise: true, to: team/inbound}
            """);

    private static String target(Life life, Map<String, Object> known) {
        Route route = RouteMatcher.choose(life.definition, life.standing, known, life.now);
        return route == null ? "none" : route.to();
    }

    private static Life life() {
        return Life.under(RULES).tells("email", "kim@acme.example");
    }

    @ParameterizedTest
    @CsvSource({"GB, team/london", "ie, team/london", "US, team/inbound", "'', team/inbound"})
    void aTraitDecides(String country, String target) {
        assertThat(target(life().says(Map.of("country", country)), Map.of())).isEqualTo(target);
    }

    @Test
    void theFirstOfTwoRulesThatApplyWins() {
        Life british = life().says(Map.of("country", "GB"));

        assertThat(target(british, Map.of("company_has_owner", true))).isEqualTo("company_owner");
        assertThat(target(british.does("demo_requested"), Map.of())).isEqualTo("team/london");
    }

    @Test
    void traitsOfTheWorkspaceOutrankThoseOfSignals() {
        Life kim = life().says(Map.of("company_has_owner", true));

        assertThat(target(kim, Map.of())).isEqualTo("company_owner");
        assertThat(target(kim, Map.of("company_has_owner", false))).isEqualTo("team/inbound");
    }

    @Test
    void aScoreDecidesAsItIsAtThatInstant() {
        Life busy = life();
        for (int i = 0; i < 4; i++) {
            busy.does("page_viewed", "/");
        }

        assertThat(target(busy, Map.of())).isEqualTo("user/ada@example.com");
        assertThat(target(busy.days(7), Map.of())).isEqualTo("team/inbound");
    }

    @Test
    void aWindowCountsFromTheInstantOfTheQuestion() {
        Life kim = life().does("demo_requested");

        assertThat(target(kim.days(1), Map.of())).isEqualTo("team/demo");
        assertThat(target(kim.days(1), Map.of())).isEqualTo("team/inbound");
    }

    @Test
    void withoutARuleThereIsNoTarget() {
        Life kim = life();
        Definition without = AdHocCriterion.of(kim.definition, new Criterion.Any(java.util.List.of()))
                .definition();
        Life strange = Life.under(without).tells("email", "kim@acme.example");

        assertThat(RouteMatcher.choose(without, strange.standing, Map.of(), strange.now))
                .isNull();
    }

    @Test
    void theAnswerNamesTheRule() {
        Route route = RouteMatcher.choose(RULES, life().standing, Map.of(), Crowd.START);

        assertThat(route).isNotNull();
        assertThat(route.otherwise()).isTrue();
        assertThat(route.by()).isEqualTo("round_robin");
        assertThat(route.line()).isEqualTo(15);
    }
}
