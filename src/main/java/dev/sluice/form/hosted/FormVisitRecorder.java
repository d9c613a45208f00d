package dev.sluice.form.hosted;

import dev.sluice.form.FormSignals;
import dev.sluice.form.Offer;
import dev.sluice.form.PublishedForm;
import dev.sluice.signal.BotDetector;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.kind.Trust;
import dev.sluice.signal.kind.WebSignals;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Records that visitors viewed and started a form or downloaded its offer; returns when it is durable. */
@Component
class FormVisitRecorder {
    private final Signals signals;
    private final InstantSource clock;

    FormVisitRecorder(Signals signals, InstantSource clock) {
        this.signals = signals;
        this.clock = clock;
    }

    void viewed(PublishedForm found, FormPageState state, HostedFormViews.Request request) {
        // a crawler gets a new page with each visit; its user agent identifies it
        boolean bot = BotDetector.isMachine(request.servlet());
        String visitor = bot ? botId(request) : state.visitor();
        record(
                found,
                FormSignals.VIEWED.name(),
                "viewed:" + state.page(),
                state.at(),
                visitor,
                !bot,
                state.signalData(found.offer()));
    }

    void started(PublishedForm found, FormPageState state, HostedFormViews.Request request) {
        boolean human = !BotDetector.isMachine(request.servlet());
        // one instant for all beacons of a page, so that a repeated one is the same signal
        Instant at = state.at().plusMillis(1);
        record(
                found,
                FormSignals.STARTED.name(),
                "started:" + state.page(),
                at,
                state.visitor(),
                human,
                state.signalData(found.offer()));
    }

    void downloaded(PublishedForm found, Offer offer, DownloadToken download, HostedFormViews.Request request) {
        Instant now = clock.instant();
        Instant at = now.isAfter(download.sentAt()) ? now : download.sentAt().plusMillis(1);
        Map<String, Object> data =
                Map.of("form", found.form().slug(), "visitor", download.visitor(), "offer_name", offer.name());
        NewSignal signal = new NewSignal(
                IdentityKeys.visitor(download.visitor()),
                at,
                // however often it is clicked on that page
                "downloaded:" + download.page() + ":" + offer.slug(),
                WebSignals.ASSET_DOWNLOADED.name(),
                offer.slug(),
                !BotDetector.isMachine(request.servlet()),
                found.source(),
                Map.of(),
                data,
                Trust.INTERNAL);
        signals.record(found.workspace(), List.of(signal.from(Trust.FORM)));
    }

    private void record(
            PublishedForm found,
            String kind,
            String message,
            Instant at,
            String visitor,
            boolean human,
            Map<String, Object> data) {
        NewSignal signal = new NewSignal(
                IdentityKeys.visitor(visitor),
                at,
                message,
                kind,
                found.form().slug(),
                human,
                found.source(),
                Map.of(),
                data,
                Trust.INTERNAL);
        signals.record(found.workspace(), List.of(signal.from(Trust.FORM)));
    }

    private static String botId(HostedFormViews.Request request) {
        String agent = request.header("User-Agent");
        String name = agent == null ? "" : agent;
        return "machine-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
