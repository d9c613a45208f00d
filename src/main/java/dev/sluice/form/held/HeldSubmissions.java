package dev.sluice.form.held;

import dev.sluice.form.FormSignals;
import dev.sluice.person.PersonErased;
import dev.sluice.person.Persons;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.Signal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import dev.sluice.signal.kind.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps submissions that look like a bot's, and records them as real ones once a user accepts them. */
@Component
public class HeldSubmissions {
    private final HeldSubmissionRows rows;
    private final Signals signals;
    private final Persons persons;
    private final Tenancy tenancy;

    HeldSubmissions(HeldSubmissionRows rows, Signals signals, Persons persons, Tenancy tenancy) {
        this.rows = rows;
        this.signals = signals;
        this.persons = persons;
        this.tenancy = tenancy;
    }

    /** Holds the submission; {@code answers} is a hash of what was answered, so that a repetition is one. */
    public void hold(int workspace, HeldSubmission submission, byte[] answers) {
        tenancy.in(workspace, () -> rows.add(workspace, submission, answers));
    }

    /** Forgets what this browser sent again and was accepted then. */
    public void sentAgain(int workspace, String slug, String visitor, @Nullable String email) {
        tenancy.in(workspace, () -> rows.deleteRepeated(workspace, slug, visitor, email));
    }

    /** How many are held, by the slug of their form; forms without any are left out. */
    public Map<String, Long> counts(int workspace) {
        return tenancy.read(workspace, () -> rows.counts(workspace));
    }

    /** The newest first. */
    Page<HeldSubmission> page(int workspace, String slug, @Nullable String after, int limit) {
        Cursor cursor = Cursor.read("after", after, Instant.class, UUID.class);
        return tenancy.read(
                workspace,
                () -> Page.of(
                        rows.page(workspace, slug, cursor, limit + 1), limit, one -> Cursor.of(one.at(), one.id())));
    }

    /** Records it as a person's submission at the time it was sent; in the transaction under way. */
    HeldSubmission accept(int workspace, String slug, UUID id) {
        HeldSubmission held = delete(workspace, slug, id);
        IdentityKeys keys = held.personId() == null
                ? new IdentityKeys(held.email(), null, held.visitor(), List.of())
                : persons.keys(workspace, List.of(held.personId())).get(held.personId());
        if (keys == null) {
            throw new NotFound("person");
        }
        List<NewSignal> recorded = new ArrayList<>();
        recorded.add(signal(held, keys, "sent:", FormSignals.SUBMITTED.name(), slug, held.traits(), held.data()));
        if (held.consentKind() != null && held.consent() != null) {
            Map<String, Object> data = Map.of("purpose", "marketing", "wording", held.consent(), "form", slug);
            recorded.add(signal(held, keys, "consent:", held.consentKind(), "marketing", Map.of(), data));
        }
        signals.recordHere(workspace, recorded);
        return held;
    }

    HeldSubmission delete(int workspace, String slug, UUID id) {
        return rows.take(workspace, slug, id).orElseThrow(() -> new NotFound("submission"));
    }

    private static NewSignal signal(
            HeldSubmission held,
            IdentityKeys keys,
            String prefix,
            String kind,
            String subject,
            Map<String, Object> traits,
            Map<String, Object> data) {
        return new NewSignal(
                keys,
                held.at(),
                prefix + held.message(),
                kind,
                subject,
                true,
                held.sourceId(),
                traits,
                data,
                Trust.FORM);
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event);
    }

    /** A website or a server may report a bot's submission: it is in the log, and waits here for a user's word. */
    @EventListener
    @Order(RecipientOrder.HELD_SUBMISSIONS)
    void on(SignalsRecorded event) {
        event.signals().stream()
                .filter(signal -> FormSignals.SUBMITTED.is(signal.kind()) && !signal.human())
                .forEach(signal -> rows.add(
                        event.workspace(), of(signal), signal.id().toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static HeldSubmission of(Signal signal) {
        return new HeldSubmission(
                UUID.randomUUID(),
                signal.subject(),
                signal.at(),
                HoldReason.USER_AGENT,
                signal.id().toString(),
                signal.source(),
                signal.record(),
                signal.traits().get("email") instanceof String email ? email : null,
                null,
                signal.traits(),
                signal.data(),
                null,
                null);
    }
}
