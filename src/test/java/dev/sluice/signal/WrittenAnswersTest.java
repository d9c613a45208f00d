package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.WrittenAnswers.WrittenAnswer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WrittenAnswersTest {
    @Test
    void theNumberOfAnEmailOfOursIsNothingThatAPersonWrote() {
        assertThat(WrittenAnswers.of(signal(Map.of("message", 350_303L)))).isEmpty();
        assertThat(WrittenAnswers.message(signal(Map.of("message", 350_303L, "text", "Call me"))))
                .hasValue("Call me");
    }

    @Test
    void aMessageInWordsIs() {
        assertThat(WrittenAnswers.of(signal(Map.of("message", "350303"))))
                .containsExactly(new WrittenAnswer("Message", "350303"));
    }

    private static Signal signal(Map<String, Object> data) {
        Instant now = Instant.parse("2026-03-02T10:00:00Z");
        return new Signal(new UUID(1, 2), 7, 7, now, now, 1, true, "email_replied", "", Map.of(), data);
    }
}
