package dev.sluice.outreach.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a step comes after the one before. */
class StepDelayTest {

    @ParameterizedTest
    @CsvSource({
        "0m, MINUTES, 0m, at once",
        "30m, MINUTES, 30m, 30 minutes later",
        "1h, HOURS, 1h, 1 hour later",
        "3 d, DAYS, 3d, 3 days later",
        "1wd, WORKING_DAYS, 1wd, 1 working day later",
        "2WD, WORKING_DAYS, 2wd, 2 working days later",
        "' 10d ', DAYS, 10d, 10 days later",
        "9999h, HOURS, 9999h, 9999 hours later"
    })
    void isReadWrittenAndWorded(String text, StepDelay.DelayUnit unit, String written, String words) {
        StepDelay delay = StepDelay.read("after", text);

        assertThat(delay.unit()).isEqualTo(unit);
        assertThat(delay.written()).isEqualTo(written);
        assertThat(delay.text()).isEqualTo(words);
        assertThat(StepDelay.read("after", delay.written())).isEqualTo(delay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "d", "3w", "-1d", "1.5h", "10000d", "three days", "3d 4h"})
    void anythingElseIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> StepDelay.read("steps[2].after", text))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused -> assertThat(refused.faults())
                                .containsExactly(new BadInput.FieldError(
                                        "steps[2].after", "Write a delay such as 30m, 2h, 3d or 2wd (working days).")));
    }
}
