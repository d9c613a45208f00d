package dev.sluice.signal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.kind.AllSignals;
import dev.sluice.signal.kind.Trust;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a message of the tracking API. */
class TrackingMessageTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final int SOURCE = 7;

    private static NewSignal read(String type, String json) {
        return new TrackingMessage(Json.object(json), "", Map.of())
                .signal(type, true, SOURCE, NOW, Trust.SERVER, AllSignals.kinds());
    }

    private static String fault(String type, String json) {
        try {
            read(type, json);
        } catch (BadInput refused) {
            return refused.faults().getFirst().field();
        }
        throw new AssertionError(json + " was taken");
    }

    @ParameterizedTest
    @CsvSource({
        "identify, identified",
        "i, identified",
        "page, page_viewed",
        "p, page_viewed",
        "screen, page_viewed",
        "s, page_viewed",
        "group, company_joined",
        "g, company_joined",
        "alias, aliased",
        "a, aliased",
    })
    void aCallIsASignalOfItsKind(String type, String kind) {
        assertThat(read(type, "{\"userId\":\"7\"}").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "Demo Requested, demo_requested",
        "demoRequested, demo_requested",
        "demo-requested, demo_requested",
        "Order Completed!, order_completed",
        "42, 42",
    })
    void aTrackedEventIsAKindInSnakeCase(String event, String kind) {
        assertThat(read("track", "{\"userId\":\"7\",\"event\":\"" + event + "\"}")
                        .kind())
                .isEqualTo(kind);
        assertThat(read("t", "{\"userId\":\"7\",\"event\":\"" + event + "\"}").kind())
                .isEqualTo(kind);
    }

    @Test
    void aTrackedEventWithoutANameIsRefused() {
        assertThat(fault("track", "{\"userId\":\"7\"}")).isEqualTo("event");
        assertThat(fault("track", "{\"userId\":\"7\",\"event\":\" \"}")).isEqualTo("event");
        assertThat(fault("track", "{\"userId\":\"7\",\"event\":{\"a\":1}}")).isEqualTo("event");
    }

    @Test
    void aCallOfAnotherTypeIsRefused() {
        assertThat(fault("delete", "{\"userId\":\"7\"}")).isEqualTo("type");
        assertThat(fault("", "{\"userId\":\"7\"}")).isEqualTo("type");
    }

    @Test
    void aFaultNamesTheMessageOfTheBatchThatItIsIn() {
        assertThatThrownBy(() -> new TrackingMessage(Map.of("userId", "7"), "batch[3].", Map.of())
                        .signal("track", true, SOURCE, NOW, Trust.SERVER, AllSignals.kinds()))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        refused -> assertThat(refused.faults())
                                .extracting(BadInput.FieldError::field)
                                .containsExactly("batch[3].event"));
    }

    @Test
    void aMessageIsAboutAUserABrowserOrBoth() {
        assertThat(read("page", "{\"userId\":\"7\"}").keys()).isEqualTo(new IdentityKeys(null, "7", null, List.of()));
        assertThat(read("page", "{\"anonymousId\":\"tab\"}").keys()).isEqualTo(IdentityKeys.visitor("tab"));
        assertThat(read("page", "{\"userId\":7,\"anonymousId\":\" tab \"}").keys())
                .isEqualTo(new IdentityKeys(null, "7", "tab", List.of()));
    }

    @Test
    void anAddressAmongTheTraitsNamesThePersonToo() {
        assertThat(read("identify", "{\"traits\":{\"email\":\"ann@harbour.test\"}}")
                        .keys())
                .isEqualTo(IdentityKeys.email("ann@harbour.test"));
        assertThat(fault("page", "{\"traits\":{\"email\":\"ann@harbour.test\"}}"))
                .isEqualTo("userId");
    }

    @Test
    void anAliasNamesTheBrowserByItsPreviousId() {
        assertThat(read("alias", "{\"userId\":\"7\",\"previousId\":\"tab\"}").keys())
                .isEqualTo(new IdentityKeys(null, "7", "tab", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userId\":\"\"}", "{\"userId\":\"  \",\"anonymousId\":null}"})
    void aMessageAboutNoOneIsRefused(String json) {
        assertThat(fault("page", json)).isEqualTo("userId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "anonymousId", "previousId"})
    void anIdThatIsTooLongIsRefusedAndNeverCut(String field) {
        assertThat(fault("alias", "{\"" + field + "\":\"" + "x".repeat(201) + "\"}"))
                .isEqualTo(field);
        String longest = "x".repeat(200);
        assertThat(read("alias", "{\"" + field + "\":\"" + longest + "\"}")
                        .keys()
                        .toString())
                .contains(longest);
    }

    @Test
    void anIdThatIsNoTextIsRefused() {
        assertThat(fault("page", "{\"userId\":[7]}")).isEqualTo("userId");
        assertThat(fault("page", "{\"userId\":{\"id\":7}}")).isEqualTo("userId");
        assertThat(fault("page", "{\"userId\":\"7\",\"messageId\":[]}")).isEqualTo("messageId");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-01T09:30:00Z, 2026-04-01T09:30:00Z",
        "2026-04-01T09:30:00.123Z, 2026-04-01T09:30:00.123Z",
        "2026-04-01T11:30:00+02:00, 2026-04-01T09:30:00Z",
    })
    void theTimeIsThatOfTheMessage(String written, Instant at) {
        assertThat(read("page", "{\"userId\":\"7\",\"timestamp\":\"" + written + "\"}")
                        .at())
                .isEqualTo(at);
        assertThat(read("page", "{\"userId\":\"7\",\"originalTimestamp\":\"" + written + "\"}")
                        .at())
                .isEqualTo(at);
    }

    @Test
    void withoutATimeItIsNow() {
        assertThat(read("page", "{\"userId\":\"7\"}").at()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-04-01", "2026-04-01T09:30:00", "1775035800", "2026-13-01T00:00:00Z"})
    void aTimeThatIsNoInstantIsRefused(String written) {
        assertThat(fault("page", "{\"userId\":\"7\",\"timestamp\":\"" + written + "\"}"))
                .isEqualTo("timestamp");
    }

    @Test
    void theIdOfTheMessageIsKeptAndMayBeAbsent() {
        assertThat(read("page", "{\"userId\":\"7\",\"messageId\":\" m-1 \"}").messageId())
                .isEqualTo("m-1");
        assertThat(read("page", "{\"userId\":\"7\"}").messageId()).isNull();
    }

    @Test
    void whoMadeItAndWhereItCameFromAreTheCallers() {
        NewSignal machine = new TrackingMessage(Json.object("{\"userId\":\"7\"}"), "", Map.of())
                .signal("page", false, 9, NOW, Trust.SERVER, AllSignals.kinds());
        assertThat(machine.human()).isFalse();
        assertThat(machine.source()).isEqualTo(9);
    }

    @Test
    void ourOwnScriptIsKnownByItsLibrary() {
        assertThat(new TrackingMessage(
                                Json.object("{\"context\":{\"library\":{\"name\":\"sluice.js\"}}}"), "", Map.of())
                        .isScript())
                .isTrue();
        assertThat(new TrackingMessage(
                                Json.object("{\"context\":{\"library\":{\"name\":\"analytics.js\"}}}"), "", Map.of())
                        .isScript())
                .isFalse();
        assertThat(new TrackingMessage(Json.object("{\"context\":{\"library\":\"sluice.js\"}}"), "", Map.of())
                        .isScript())
                .isFalse();
    }

    @Test
    void aMessageWithoutAContextHasThatOfItsBatch() {
        Map<String, Object> shared = Map.of("userAgent", "Agent of the batch");
        assertThat(new TrackingMessage(Map.of(), "", shared).agent()).isEqualTo("Agent of the batch");
        assertThat(new TrackingMessage(Json.object("{\"context\":{\"userAgent\":\"own\"}}"), "", shared).agent())
                .isEqualTo("own");
        assertThat(new TrackingMessage(Json.object("{\"context\":{\"userAgent\":7}}"), "", shared).agent())
                .isNull();
    }
}
