package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Vocabulary.TraitType;
import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that a definition may use. */
class VocabularyTest {

    @ParameterizedTest
    @CsvSource({
        "page_viewd, page_viewed",
        "pageviewed, page_viewed",
        "demo_request, demo_requested",
        "demo, ''",
        "xyzzy, ''"
    })
    void aTypoIsLikeTheNameThatWasProbablyMeant(String typed, String meant) {
        String nearest = Vocabulary.nearest(typed, List.of("page_viewed", "demo_requested", "note_added"));

        assertThat(nearest == null ? "" : nearest).isEqualTo(meant);
    }

    @Test
    void aKindSaysWhatItsSubjectIs() {
        Vocabulary standard = TestDefinitions.vocabulary();

        assertThat(standard.kind("page_viewed").subject()).isEqualTo("path");
        assertThat(standard.kind("note_added").subject()).isEmpty();
        assertThat(standard.kind("unheard_of")).isNull();
        assertThat(standard.trait("company_size").type()).isEqualTo(TraitType.NUMBER);
        assertThat(standard.trait("unheard_of")).isNull();
    }

    @Test
    void everyNameHasASentence() {
        assertThat(TestDefinitions.vocabulary().kinds())
                .allSatisfy(kind -> assertThat(kind.text()).matches("[A-Z].*\\."));
        assertThat(TestDefinitions.vocabulary().traits())
                .allSatisfy(trait -> assertThat(trait.text()).matches("[A-Z].*\\."));
    }

    @Test
    void ofANameThatIsAddedAgainTheLastMeaningCounts() {
        Vocabulary more = TestDefinitions.vocabulary()
                .with(
                        List.of(TestDefinitions.kind("page_viewed", "screen"), TestDefinitions.kind("knocked", "")),
                        List.of(
                                TestDefinitions.trait("role", TraitType.LIST),
                                TestDefinitions.trait("seats", TraitType.NUMBER)));

        assertThat(more.kind("page_viewed").subject()).isEqualTo("screen");
        assertThat(more.kind("knocked")).isNotNull();
        assertThat(more.trait("role").type()).isEqualTo(TraitType.LIST);
        assertThat(more.kinds()).hasSize(TestDefinitions.vocabulary().kinds().size() + 1);
        assertThat(more.traits()).hasSize(TestDefinitions.vocabulary().traits().size() + 1);
        assertThat(TestDefinitions.vocabulary().kind("knocked")).isNull();
    }

    @Test
    void aDefinitionMayUseWhatWasAdded() {
        Vocabulary more = TestDefinitions.vocabulary()
                .with(
                        List.of(TestDefinitions.kind("knocked", "door")),
                        List.of(TestDefinitions.trait("floor", TraitType.NUMBER)));
        String yaml = SoundDefinition.with("{happened: accepted_by_sales}", "{happened: {knocked: front}, floor: 3}");

        assertThat(DefinitionReader.read(yaml, more, DefinitionContext.unknown()))
                .isInstanceOf(ParsedDefinition.Readable.class);
        assertThat(DefinitionReader.read(yaml, TestDefinitions.vocabulary(), DefinitionContext.unknown()))
                .isInstanceOf(ParsedDefinition.DefinitionRefused.class);
    }

    @Test
    void typesAreWrittenInSmallLetters() {
        assertThat(TraitType.values()).extracting(TraitType::word).containsExactly("text", "number", "yes_no", "list");
    }
}
