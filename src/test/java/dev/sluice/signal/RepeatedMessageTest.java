package dev.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A message that is sent again changes nothing, whenever and by whichever endpoint it arrives. */
class RepeatedMessageTest extends TrackingCase {
    @Autowired
    Signals signals;

    private long count() {
        long person = persons.withKey(workspace, "a:tab").orElseThrow().id();
        return timeline.page(workspace, person, List.of(), null, 100).items().size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"timestamp\":\"DAYS_AGO\",",
                "\"timestamp\":\"2090-05-01T12:00:00Z\",",
                "\"originalTimestamp\":\"DAYS_AGO\","
            })
    void itCountsOnceWhateverItsTime(String time) {
        post("/v1/track", "{\"anonymousId\":\"tab\",\"messageId\":\"m\",\"event\":\"x\"}");
        clock.forward(Duration.ofHours(1));
        String again = "{"
                + time.replace(
                        "DAYS_AGO", clock.instant().minus(Duration.ofDays(20)).toString())
                + "\"anonymousId\":\"tab\",\"messageId\":\"m\",\"event\":\"x\"";
        post("/v1/track", again + "}");
        post("/v1/t", again + "}");
        post("/v1/batch", "{\"batch\":[" + again + ",\"type\":\"track\"}," + again + ",\"type\":\"track\"}]}");
        post("/v1/import", "{\"batch\":[" + again + ",\"type\":\"track\"}]}");

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aLateRepetitionDoesNotBringAnOldNameBack() {
        String told = "{\"anonymousId\":\"tab\",\"userId\":\"7\",\"messageId\":\"%s\",\"traits\":{\"name\":\"%s\"}}";
        post("/v1/identify", told.formatted("m-1", "Ada Old"));
        clock.forward(Duration.ofMinutes(1));
        post("/v1/identify", told.formatted("m-2", "Ada New"));
        clock.forward(Duration.ofMinutes(1));
        post("/v1/identify", told.formatted("m-1", "Ada Old"));

        assertThat(persons.withKey(workspace, "u:7").orElseThrow().name()).isEqualTo("Ada New");
    }

    @Test
    void longIdsThatBeginAlikeAreTwo() {
        String id = "m".repeat(2_500);
        post("/v1/page", "{\"anonymousId\":\"tab\",\"messageId\":\"" + id + "a\"}");
        post("/v1/page", "{\"anonymousId\":\"tab\",\"messageId\":\"" + id + "b\"}");

        assertThat(count()).isEqualTo(2);
    }

    /** A write key is public: what is guessed of our own messages must not keep them out. */
    @Test
    void aBrowserCannotUseUpTheIdsOfOurOwnMessages() {
        post("/v1/track", "{\"anonymousId\":\"tab\",\"messageId\":\"sent/1\",\"event\":\"x\"}");

        signals.record(workspace, List.of(own("sent/1"), own("sent/1")));
        signals.record(workspace, List.of(own("sent/1")));

        assertThat(count()).isEqualTo(2);
    }

    private NewSignal own(String message) {
        Instant at = clock.instant();
        return new NewSignal(
                IdentityKeys.visitor("tab"),
                at,
                message,
                "page_viewed",
                "/",
                true,
                1,
                Map.of(),
                Map.of(),
                Trust.INTERNAL);
    }
}
