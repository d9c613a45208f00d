package dev.sluice.form.hosted;

import dev.sluice.form.FormDefinition.ConsentBox;
import dev.sluice.form.FormSignals;
import dev.sluice.form.PublishedForm;
import dev.sluice.form.held.HeldSubmission;
import dev.sluice.form.held.HeldSubmissions;
import dev.sluice.form.held.HoldReason;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.PersonSignals;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.BotDetector;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records the answers that visitors send with a form, with their consent, or holds them; returns when it is durable. */
@Component
class SubmissionRecorder {
    /** How many different answers one shown page may send: enough to correct a slip, too few for a flood. */
    private static final int MAX_PER_PAGE = 5;

    private static final int CLEAN_EVERY = 200;

    private final Signals signals;
    private final SubmissionRows rows;
    private final HeldSubmissions held;
    private final Tenancy tenancy;
    private final InstantSource clock;

    SubmissionRecorder(
            Signals signals, SubmissionRows rows, HeldSubmissions held, Tenancy tenancy, InstantSource clock) {
        this.signals = signals;
        this.rows = rows;
        this.held = held;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** When the answers were first sent, or null when this page has sent too many different ones, which are held. */
    @Nullable
    Instant record(PublishedForm found, FormPageState state, FormSubmission answers, HostedFormViews.Request request) {
        byte[] digest = answers.digest();
        Instant at = firstSent(found.workspace(), state.page(), digest);
        if (at == null) {
            hold(found, state, answers, HoldReason.SENT_TOO_OFTEN);
            return null;
        }
        if (BotDetector.isMachine(request.servlet())) {
            hold(found, state, answers, HoldReason.USER_AGENT);
            return at;
        }
        String message = message(state, digest);
        IdentityKeys keys = new IdentityKeys(answers.email(), null, state.visitor(), List.of());
        ConsentBox box = found.form().definition().consent();
        ConsentBox consent = answers.consented() ? box : null;
        List<NewSignal> recorded = new ArrayList<>();
        recorded.add(new NewSignal(
                keys,
                at,
                "sent:" + message,
                FormSignals.SUBMITTED.name(),
                found.form().slug(),
                true,
                found.source(),
                answers.traits(),
                data(found, state, answers, consent),
                Trust.INTERNAL));
        if (consent == null && box != null) {
            recorded.add(consent(PersonSignals.CONSENT_DECLINED, recorded.getFirst(), message, box));
        } else if (consent != null && !consent.doubleOptIn()) {
            recorded.add(consent(PersonSignals.CONSENT_GIVEN, recorded.getFirst(), message, consent));
        }
        signals.record(
                found.workspace(),
                recorded.stream().map(signal -> signal.from(Trust.FORM)).toList());
        held.sentAgain(found.workspace(), found.form().slug(), state.visitor(), EmailAddress.normal(answers.email()));
        return at;
    }

    /** Keeps valid answers that look like a bot's for a user to judge. */
    void hold(PublishedForm found, FormPageState state, FormSubmission answers, HoldReason reason) {
        byte[] digest = answers.digest();
        ConsentBox box = found.form().definition().consent();
        ConsentBox consent = answers.consented() ? box : null;
        ConsentBox answered = consent != null && consent.doubleOptIn() ? null : box;
        HeldSubmission submission = new HeldSubmission(
                UUID.randomUUID(),
                found.form().slug(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                reason,
                message(state, digest),
                found.source(),
                null,
                EmailAddress.normal(answers.email()),
                state.visitor(),
                answers.traits(),
                data(found, state, answers, consent),
                (consent == null ? PersonSignals.CONSENT_DECLINED : PersonSignals.CONSENT_GIVEN).name(),
                answered == null ? null : answered.wording());
        held.hold(found.workspace(), submission, digest);
    }

    private static String message(FormPageState state, byte[] digest) {
        return state.page() + ":" + HexFormat.of().formatHex(digest, 0, 12);
    }

    private static Map<String, Object> data(
            PublishedForm found, FormPageState state, FormSubmission answers, @Nullable ConsentBox consent) {
        Map<String, Object> data = state.signalData(found.offer());
        if (answers.question() != null) {
            data.put("question", answers.question());
        }
        if (!found.form().definition().problem().isEmpty()) {
            data.put("problem", found.form().definition().problem());
        }
        if (consent != null && consent.doubleOptIn()) {
            data.put("consent_to_confirm", consent.wording());
        }
        return data;
    }

    /** What was said about consent with a submission. */
    private static NewSignal consent(SignalKind kind, NewSignal submission, String message, ConsentBox box) {
        return new NewSignal(
                submission.keys(),
                submission.at(),
                "consent:" + message,
                kind.name(),
                "marketing",
                submission.human(),
                submission.source(),
                Map.of(),
                Map.of("purpose", "marketing", "wording", box.wording(), "form", submission.subject()),
                Trust.INTERNAL);
    }

    private @Nullable Instant firstSent(int workspace, UUID page, byte[] digest) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return tenancy.in(workspace, () -> {
            if (ThreadLocalRandom.current().nextInt(CLEAN_EVERY) == 0) {
                rows.deleteBefore(workspace, now.minus(FormPageState.TOO_OLD).minus(Duration.ofHours(1)));
            }
            Instant at = rows.record(workspace, page, digest, now);
            return rows.count(workspace, page) > MAX_PER_PAGE ? null : at;
        });
    }
}
