package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which mail answers a form, and which sequence follows up. */
class FollowUpRulesTest {
    private static final String CHOOSING = """
            response:
              first_touch:
                within: 5m
                by: automation
                template: thanks
                choose:
                  - {form: checklist, when: {role: {in: [owner]}}, template: checklist-for-owners}
                  - {form: checklist, template: checklist}
                  - {when: {country: {in: [GB]}}, template: thanks-in-london}
            follow_up:
              - {on: lead, when: {role: {in: [owner]}}, sequence: owners}
              - {on: lead, sequence: everybody}
              - {on: flag/warm, sequence: warm}
            """;

    private static Definition definition(String ending) {
        String text = Life.readyMade("managed-it");
        return Life.read(text.substring(0, text.indexOf("response:")) + ending);
    }

    private static String firstTouch(Map<String, Object> traits, String form) {
        Life life = Life.under(definition(CHOOSING)).says(traits);
        return FollowUpRules.firstTouch(life.definition, life.standing, form, life.now);
    }

    @Test
    void theFirstChoiceThatFitsFormAndTraitsNamesTheMail() {
        Map<String, Object> owner = Map.of("email", "ruth@acme.example", "role", "owner", "country", "GB");
        Map<String, Object> clerk = Map.of("email", "tom@acme.example", "role", "clerk");

        assertThat(firstTouch(owner, "checklist")).isEqualTo("checklist-for-owners");
        assertThat(firstTouch(clerk, "checklist")).isEqualTo("checklist");
        assertThat(firstTouch(owner, "contact")).isEqualTo("thanks-in-london");
        assertThat(firstTouch(clerk, "contact")).isEqualTo("thanks");
    }

    @Test
    void ofTheRulesForOneEventTheFirstThatAppliesStartsItsSequence() {
        Life owner = Life.under(definition(CHOOSING)).says(Map.of("email", "ruth@acme.example", "role", "owner"));
        Life clerk = Life.under(definition(CHOOSING)).says(Map.of("email", "tom@acme.example"));

        assertThat(FollowUpRules.sequences(owner.definition, owner.standing, List.of("lead"), owner.now))
                .containsExactly("owners");
        assertThat(FollowUpRules.sequences(clerk.definition, clerk.standing, List.of("lead", "flag/warm"), clerk.now))
                .containsExactly("everybody", "warm");
        assertThat(FollowUpRules.sequences(clerk.definition, clerk.standing, List.of("mql"), clerk.now))
                .isEmpty();
    }

    @Test
    void aFollowUpOfNoStageIsRefusedWithItsLine() {
        assertThatThrownBy(() -> definition("follow_up:\n  - {on: nowhere, sequence: x}\n"))
                .hasMessageContaining("expected the id of a stage, flag/<id of a flag> or lost");
        assertThatThrownBy(() ->
                        definition("response:\n  first_touch: {within: 5m, by: automation, choose: [{template: x}]}\n"))
                .hasMessageContaining("expected form or when");
    }
}
