package dev.sluice.inbox.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mail.refusal.PhraseLists;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of phrases are written as the classifier compares: in lower case, each phrase once. */
class PhraseListsTest {
    @ParameterizedTest
    @ValueSource(strings = {"auto-reply", "bounce", "unsubscribe"})
    void everyPhraseIsInLowerCaseAndSpacedAsTextIsBeforeItIsCompared(String file) {
        PhraseLists.read(file)
                .all()
                .forEach((list, phrases) -> assertThat(phrases)
                        .as("%s of %s.yaml", list, file)
                        .isNotEmpty()
                        .doesNotContain("")
                        .allSatisfy(phrase -> assertThat(phrase)
                                .isEqualTo(phrase.toLowerCase(Locale.ROOT))
                                .isEqualTo(AutoReplyPhrases.normal(phrase))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto-reply", "bounce", "unsubscribe"})
    void noPhraseIsTwiceInAListWhateverItsLanguages(String file) {
        PhraseLists.read(file)
                .all()
                .forEach((list, phrases) ->
                        assertThat(phrases).as("%s of %s.yaml", list, file).doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto-reply", "bounce", "unsubscribe"})
    void everyLanguageIsOneOfIso639(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PhraseListsTest.class.getResourceAsStream("/inbox/" + file + ".yaml"))) {
            Map<?, ?> languages = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            assertThat(Set.of(Locale.getISOLanguages())).containsAll(new HashSet<>(strings(languages)));
        }
    }

    @Test
    void aListHoldsThePhrasesOfAllLanguages() {
        assertThat(PhraseLists.read("auto-reply").list("subject"))
                .contains("out of office", "abwesenheitsnotiz", "respuesta automática", "不在通知");
    }

    @Test
    void aPhraseWithAColonIsReadAsAPhrase() {
        assertThat(PhraseLists.read("bounce").list("delayed")).contains("warning: message");
    }

    @Test
    void aListThatNoFileHasIsAFaultOfTheBuild() {
        assertThatThrownBy(() -> PhraseLists.read("bounce").list("greeting"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("/inbox/bounce.yaml has no list greeting");
        assertThatThrownBy(() -> PhraseLists.read("klingon"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("/inbox/klingon.yaml is missing from the build");
    }

    private static List<String> strings(Map<?, ?> languages) {
        return languages.keySet().stream().map(String::valueOf).toList();
    }
}
