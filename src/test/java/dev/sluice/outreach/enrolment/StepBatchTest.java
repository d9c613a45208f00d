package dev.sluice.outreach.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.outreach.sequence.SendSchedule;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.template.Recipient;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a batch of due steps decides. */
class StepBatchTest {
    /** A Monday at noon. */
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static final Sequence SEQUENCE = new Sequence(
            "two",
            Status.RUNNING,
            "",
            3,
            SequenceDefinition.read(Map.of(
                    "title",
                    "Two",
                    "window",
                    Map.of("days", List.of("tuesday"), "from", "09:00", "to", "10:00"),
                    "steps",
                    List.of(
                            Map.of("id", "a", "kind", "wait"),
                            Map.of("id", "b", "kind", "task", "task", "call", "what", "Call", "after", "2h"),
                            Map.of("id", "c", "kind", "wait", "after", "2h")))));

    private final StepBatch batch = new StepBatch(1, NOW);

    private static EnrolmentPosition at(String step) {
        Enrolment enrolment =
                new Enrolment(7, "two", 5, 2, "active", "", step, NOW, "", 50, null, null, "by hand", NOW, null);
        return new EnrolmentPosition(
                enrolment,
                SEQUENCE,
                SEQUENCE.plan().steps().find(step).orElseThrow(),
                new Recipient(5, "Ruth", "ruth@example.com", ZoneOffset.UTC, null, Map.of()),
                new SendSchedule(ZoneOffset.UTC, SEQUENCE.plan().window(), Set.of()));
    }

    @Test
    void aTaskIsDueWithinTheSendWindow() {
        batch.advance(at("a"), "", true);

        assertThat(batch.progress())
                .containsExactly(new StepProgress(7, "a", "", 3, "b", Instant.parse("2026-12-01T09:00:00Z"), ""));
    }

    @Test
    void aWaitIsDueAtAnyHour() {
        batch.advance(at("b"), "task", true);

        assertThat(batch.progress())
                .containsExactly(new StepProgress(7, "b", "task", 3, "c", Instant.parse("2026-11-30T14:00:00Z"), ""));
    }

    @Test
    void theLastStepEndsTheEnrolment() {
        batch.advance(at("c"), "", true);

        assertThat(batch.progress()).containsExactly(new StepProgress(7, "c", "", 3, "", NOW, ""));
    }

    @Test
    void aPostponedStepStaysTheNextOne() {
        batch.postpone(at("b"), NOW.plusSeconds(60), "Not known: company");

        assertThat(batch.progress())
                .containsExactly(new StepProgress(7, "", "", 3, "b", NOW.plusSeconds(60), "Not known: company"));
    }
}
