package dev.sluice.funnel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TruthTest {
    @Test
    void all_are_true_only_when_none_is_false_or_open() {
        assertThat(all(Truth.YES, Truth.YES)).isEqualTo(Truth.YES);
        assertThat(all(Truth.YES, Truth.OPEN)).isEqualTo(Truth.OPEN);
        assertThat(all(Truth.OPEN, Truth.NO)).isEqualTo(Truth.NO);
        assertThat(all()).isEqualTo(Truth.YES);
    }

    @Test
    void one_true_part_decides_even_beside_an_open_one() {
        assertThat(any(Truth.OPEN, Truth.YES)).isEqualTo(Truth.YES);
        assertThat(any(Truth.NO, Truth.OPEN)).isEqualTo(Truth.OPEN);
        assertThat(any(Truth.NO, Truth.NO)).isEqualTo(Truth.NO);
        assertThat(any()).isEqualTo(Truth.NO);
    }

    @Test
    void the_opposite_of_open_is_open() {
        assertThat(Truth.OPEN.not()).isEqualTo(Truth.OPEN);
        assertThat(Truth.YES.not()).isEqualTo(Truth.NO);
        assertThat(Truth.NO.not()).isEqualTo(Truth.YES);
    }

    private static Truth all(Truth... parts) {
        return Truth.all(List.of(parts), Function.identity());
    }

    private static Truth any(Truth... parts) {
        return Truth.any(List.of(parts), Function.identity());
    }
}
