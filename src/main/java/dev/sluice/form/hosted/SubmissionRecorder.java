package dev.sluice.form.hosted;

import dev.sluice.form.FormDefinition;
import dev.sluice.form.FormRows;
import dev.sluice.form.FormSignals;
import dev.sluice.form.Forms;
import dev.sluice.form.Offer;
import dev.sluice.person.PersonSignals;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.BotDetector;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.Trust;
import dev.sluice.signal.WebSignals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records what visitors do with a form; returns when it is durable. */
@Component
class SubmissionRecorder {
    /** So many different answers may come from one showing of the page: a slip mended, not a flood. */
    private static final int MOST_FROM_ONE_PAGE = 5;

    private static final int CLEAN_EVERY = 200;

    private final Signals signals;
    private final FormRows rows;
    private final Tenancy tenancy;
    private final InstantSource clock;

    SubmissionRecorder(Signals signals, FormRows rows, Tenancy tenancy, InstantSource clock) {
        this.signals = signals;
        this.rows = rows;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    void viewed(Forms.Published found, FormPageState state, HostedFormViews.Request request) {
        // a crawler makes a new page with every look; what it calls itself keeps it one visitor
        boolean machine = BotDetector.isMachine(request.servlet());
        String visitor = machine ? machine(request) : state.visitor();
        record(
                found,
                FormSignals.VIEWED.name(),
                "viewed:" + state.page(),
                state.at(),
                visitor,
                !machine,
                data(found, state));
    }

    void started(Forms.Published found, FormPageState state, HostedFormViews.Request request) {
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
                data(found, state));
    }

    void downloaded(Forms.Published found, Offer offer, DownloadToken download, HostedFormViews.Request request) {
        // a second click within the minute is the same download
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Instant at =
                minute.isAfter(download.sentAt()) ? minute : download.sentAt().plusMillis(1);
        Map<String, Object> data =
                Map.of("form", found.form().slug(), "visitor", download.visitor(), "offer_name", offer.name());
        NewSignal signal = new NewSignal(
                IdentityKeys.visitor(download.visitor()),
                at,
                "downloaded:" + download.page() + ":" + offer.slug(),
                WebSignals.ASSET_DOWNLOADED.name(),
                offer.slug(),
                !BotDetector.isMachine(request.servlet()),
                found.source(),
                Map.of(),
                data);
        signals.record(found.workspace(), List.of(signal.from(Trust.FORM)));
    }

    /** When the answers were first sent, or null when this page has sent too many different ones. */
    @Nullable
    Instant submitted(
            Forms.Published found, FormPageState state, FormSubmission answers, HostedFormViews.Request request) {
        byte[] digest = answers.digest();
        Instant at = sent(found.workspace(), state.page(), digest);
        if (at == null) {
            return null;
        }
        String message = state.page() + ":" + HexFormat.of().formatHex(digest, 0, 12);
        IdentityKeys keys = new IdentityKeys(answers.email(), null, state.visitor(), List.of());
        boolean human = !BotDetector.isMachine(request.servlet());
        Map<String, Object> data = data(found, state);
        if (answers.question() != null) {
            data.put("question", answers.question());
        }
        if (!found.form().definition().problem().isEmpty()) {
            data.put("problem", found.form().definition().problem());
        }
        FormDefinition.ConsentBox consent =
                answers.consented() ? found.form().definition().consent() : null;
        if (consent != null && consent.doubleOptIn()) {
            data.put("consent_to_confirm", consent.wording());
        }
        List<NewSignal> all = new ArrayList<>();
        String slug = found.form().slug();
        all.add(new NewSignal(
                keys,
                at,
                "sent:" + message,
                FormSignals.SUBMITTED.name(),
                slug,
                human,
                found.source(),
                answers.traits(),
                data));
        if (consent != null && !consent.doubleOptIn()) {
            all.add(new NewSignal(
                    keys,
                    at,
                    "consent:" + message,
                    PersonSignals.CONSENT_GIVEN.name(),
                    "marketing",
                    human,
                    found.source(),
                    Map.of(),
                    Map.of("purpose", "marketing", "wording", consent.wording(), "form", slug)));
        }
        signals.record(
                found.workspace(),
                all.stream().map(signal -> signal.from(Trust.FORM)).toList());
        return at;
    }

    @Nullable
    private Instant sent(int workspace, UUID page, byte[] digest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return tenancy.in(workspace, () -> {
            if (ThreadLocalRandom.current().nextInt(CLEAN_EVERY) == 0) {
                rows.forgetSent(workspace, now.minus(FormPageState.TOO_OLD).minus(Duration.ofHours(1)));
            }
            Instant at = rows.sent(workspace, page, digest, now);
            return rows.sentBy(workspace, page) > MOST_FROM_ONE_PAGE ? null : at;
        });
    }

    private void record(
            Forms.Published found,
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
                data);
        signals.record(found.workspace(), List.of(signal.from(Trust.FORM)));
    }

    private static Map<String, Object> data(Forms.Published found, FormPageState state) {
        Map<String, Object> data = new HashMap<>(state.touch());
        data.put("visitor", state.visitor());
        if (found.offer() != null) {
            data.put("offer", found.offer().slug());
        }
        return data;
    }

    private static String machine(HostedFormViews.Request request) {
        String agent = request.header("User-Agent");
        String name = agent == null ? "" : agent;
        return "machine-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
