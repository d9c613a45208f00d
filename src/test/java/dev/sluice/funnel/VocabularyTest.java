package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Vocabulary.Kind;
import dev.sluice.funnel.Vocabulary.Trait;
import dev.sluice.funnel.Vocabulary.TraitType;
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
        Vocabulary standard = Vocabulary.standard();

        assertThat(standard.kind("page_viewed")).isEqualTo(new Kind("page_viewed", "path", "A page was seen."));
        assertThat(standard.kind("unheard_of")).isNull();
        assertThat(standard.trait("company_size"))
                .isEqualTo(new Trait("company_size", TraitType.NUMBER, "Number of employees."));
        assertThat(standard.trait("unheard_of")).isNull();
    }

    @Test
    void everyNameHasASentence() {
        assertThat(Vocabulary.standard().kinds())
                .allSatisfy(kind -> assertThat(kind.text()).matches("[A-Z].*\\."));
        assertThat(Vocabulary.standard().traits())
                .allSatisfy(trait -> assertThat(trait.text()).matches("[A-Z].*\\."));
    }

    @Test
    void ofANameThatIsAddedAgainTheLastMeaningCounts() {
        Vocabulary more = Vocabulary.standard()
                .with(
                        List.of(
                                new Kind("page_viewed", "screen", "A screen was seen."),
                                new Kind("knocked", "", "Knock.")),
                        List.of(
                                new Trait("role", TraitType.LIST, "Roles."),
                                new Trait("seats", TraitType.NUMBER, "Seats.")));

        assertThat(more.kind("page_viewed").subject()).isEqualTo("screen");
        assertThat(more.kind("knocked")).isNotNull();
        assertThat(more.trait("role").type()).isEqualTo(TraitType.LIST);
        assertThat(more.kinds()).hasSize(Vocabulary.standard().kinds().size() + 1);
        assertThat(more.traits()).hasSize(Vocabulary.standard().traits().size() + 1);
        assertThat(Vocabulary.standard().kind("knocked")).isNull();
    }

    @Test
    void aDefinitionMayUseWhatWasAdded() {
        Vocabulary more = Vocabulary.standard()
                .with(
                        List.of(new Kind("knocked", "door", "Knock.")),
                        List.of(new Trait("floor", TraitType.NUMBER, "F.")));
        String yaml = SoundDefinition.with("{happened: accepted_by_sales}", "{happened: {knocked: front}, floor: 3}");

        assertThat(DefinitionReader.read(yaml, more, Surroundings.unknown())).isInstanceOf(Reading.Readable.class);
        assertThat(DefinitionReader.read(yaml, Vocabulary.standard(), Surroundings.unknown()))
                .isInstanceOf(Reading.Refused.class);
    }

    @Test
    void typesAreWrittenInSmallLetters() {
        assertThat(TraitType.values()).extracting(TraitType::word).containsExactly("text", "number", "yes_no", "list");
    }
}
