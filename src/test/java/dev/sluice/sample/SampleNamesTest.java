package dev.sluice.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample has enough different people and firms, and each once. */
class SampleNamesTest {
    private static final SampleNames NAMES = SampleNames.read();

    @Test
    void noNameIsListedTwice() {
        Stream.of(NAMES.first(), NAMES.last(), NAMES.places(), NAMES.trades())
                .forEach(list ->
                        assertThat(list).isNotEmpty().doesNotHaveDuplicates().allMatch(name -> !name.isBlank()));
    }

    @Test
    void everyFirmHasADomainOfItsOwn() {
        assertThat(SampleProfile.companies(new SeededRandom(1)).stream().map(SampleProfile.SampleCompany::domain))
                .hasSize(NAMES.places().size() * NAMES.trades().size())
                .doesNotHaveDuplicates()
                .allMatch(domain -> domain.matches("[a-z-]+\\.example"));
    }
}
