package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.Definition.EngagementRule;
import dev.sluice.funnel.TestDefinitions;
import dev.sluice.funnel.Vocabulary;
import dev.sluice.signal.kind.AllSignals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Time on a page is a kind like any other: declared once, and open to scores and gates by that alone. */
class PageTimeTest {
    @Test
    void aDefinitionMayScoreEachHalfMinuteOnThePricingPages() throws IOException {
        String rule = "    - {when: {page_time: /pricing*}, points: 3, at_most: 4 per 7d}\n";
        String yaml = managedIt().replace("  half_life: 14d\n  rules:\n", "  half_life: 14d\n  rules:\n" + rule);

        EngagementRule read = TestDefinitions.read(yaml).engagement().rules().getFirst();

        assertThat(read.kind()).isEqualTo("page_time");
        assertThat(read.pattern()).isEqualTo("/pricing*");
        assertThat(read.points()).isEqualTo(3);
    }

    @Test
    void itIsOneOfTheKindsThatDefinitionsMayUse() {
        assertThat(AllSignals.vocabulary().kinds())
                .filteredOn(kind -> kind.name().equals("page_time"))
                .extracting(Vocabulary.Kind::subject)
                .containsExactly("path");
    }

    private static String managedIt() throws IOException {
        try (InputStream in = PageTimeTest.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
