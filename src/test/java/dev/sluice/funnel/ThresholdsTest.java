package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much engagement a gate asks for can be read and tried with another number. */
class ThresholdsTest {
    private static final Definition MANAGED = Life.read(Life.readyMade("managed-it"));

    @Test
    void theThresholdOfAGateIsRead() {
        assertThat(Thresholds.of(MANAGED, "mql")).isEqualTo(12.0);
    }

    @Test
    void agateWithoutOneOrAStageThatIsNotThereHasNone() {
        assertThat(Thresholds.of(MANAGED, "sql")).isNull();
        assertThat(Thresholds.of(MANAGED, "nowhere")).isNull();
    }

    @Test
    void anUpperLimitIsNoThreshold() {
        Definition falling = Life.read(SoundDefinition.with(
                "{happened: accepted_by_sales}", "{all: [{identified: true}, {engagement: {at_most: 5}}]}"));

        assertThat(Thresholds.of(falling, "sql")).isNull();
        assertThat(Thresholds.with(falling, "sql", 50).stages()).isEqualTo(falling.stages());
    }

    @Test
    void withAnotherThresholdOnlyThatGateDiffers() {
        Definition stricter = Thresholds.with(MANAGED, "mql", 40);

        assertThat(Thresholds.of(stricter, "mql")).isEqualTo(40.0);
        assertThat(stricter.stages().get(1).enter().text()).contains("engagement at least 40", "fit at least 20");
        assertThat(stricter.stages().get(0)).isEqualTo(MANAGED.stages().get(0));
        assertThat(stricter.stages().subList(2, 5)).isEqualTo(MANAGED.stages().subList(2, 5));
        assertThat(stricter.stages().get(1).exit())
                .isEqualTo(MANAGED.stages().get(1).exit());
        assertThat(Thresholds.of(MANAGED, "mql")).isEqualTo(12.0);
    }

    @ParameterizedTest
    @CsvSource({"25, mql", "45, mql", "46, lead", "1000, lead"})
    void peopleAreHeldByTheThresholdThatIsTried(double threshold, String stage) {
        Life kim = Life.under(Thresholds.with(MANAGED, "mql", threshold))
                .says(Map.of("email", "kim@acme.example", "role", "owner", "company_size", 90.0))
                .does("page_viewed", "/pricing")
                .does("page_viewed", "/pricing")
                .does("demo_requested");

        assertThat(kim.standing.stage()).isEqualTo(stage);
    }
}
