package dev.sluice.standing.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.standing.EvaluationQueueRows.QueuedSignal;
import dev.sluice.standing.StandingRows.Arrival;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvaluationBatchTest {
    private static final Arrival ROSALIND = new Arrival(1, 7, null, 100);
    private static final Arrival TOMASZ = new Arrival(2, 7, null, 100);
    private static final FoldSignal EARLIER = signal(10);
    private static final FoldSignal LATER = signal(20);

    @Test
    void signals_of_one_person_come_in_the_order_of_their_time() {
        EvaluationBatch batch = EvaluationBatch.of(List.of(queued(1, LATER), queued(1, EARLIER)), Map.of(1L, ROSALIND));

        assertThat(batch.signals()).containsExactly(Map.entry(1L, List.of(EARLIER, LATER)));
    }

    @Test
    void signals_of_a_merged_record_belong_to_its_survivor() {
        EvaluationBatch batch =
                EvaluationBatch.of(List.of(queued(5, LATER), queued(1, EARLIER)), Map.of(5L, ROSALIND, 1L, ROSALIND));

        assertThat(batch.signals()).containsExactly(Map.entry(1L, List.of(EARLIER, LATER)));
        assertThat(batch.arrivals()).containsExactly(Map.entry(1L, ROSALIND));
    }

    @Test
    void signals_of_an_erased_person_are_dropped() {
        EvaluationBatch batch = EvaluationBatch.of(List.of(queued(1, EARLIER), queued(9, LATER)), Map.of(1L, ROSALIND));

        assertThat(batch.people()).containsExactly(1L);
    }

    @Test
    void a_person_without_a_signal_is_folded_again() {
        EvaluationBatch batch = EvaluationBatch.of(
                List.of(queued(1, EARLIER), new QueuedSignal(2, null, 0)), Map.of(1L, ROSALIND, 2L, TOMASZ));

        assertThat(batch.refolds()).containsExactly(2L);
        assertThat(batch.people()).containsExactly(1L, 2L);
        assertThat(batch.newSignals()).containsOnlyKeys(1L);
    }

    @Test
    void passing_time_brings_no_new_signals() {
        EvaluationBatch batch = EvaluationBatch.timePassed(Map.of(1L, ROSALIND, 2L, TOMASZ));

        assertThat(batch.people()).containsExactly(1L, 2L);
        assertThat(batch.newSignals()).isEmpty();
        assertThat(batch.refolds()).isEmpty();
    }

    private static QueuedSignal queued(long person, FoldSignal signal) {
        return new QueuedSignal(person, signal, 1);
    }

    private static FoldSignal signal(long at) {
        return new FoldSignal(new UUID(0, at), at, "page_viewed", "/pricing", true, Map.of());
    }
}
