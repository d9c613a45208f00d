package dev.sluice.consent;

import dev.sluice.person.EmailAddress;
import dev.sluice.person.Erasure;
import dev.sluice.person.PersonSignals;
import dev.sluice.person.Persons;
import dev.sluice.platform.PublicUrl;
import dev.sluice.platform.database.LinkTokens;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.signal.NewSignal;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.Signals;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.Sources;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Double opt-in: a consent ticked on a form counts once whoever reads the mailbox has confirmed it. */
@Component
class DoubleOptIns {
    /** What is to be confirmed. */
    record OptIn(int workspace, long id, long person, String address, String form, String wording, boolean confirmed) {}

    /** Under this name a form says in its signal which consent waits for its confirmation. */
    static final String ASKED = "consent_to_confirm";

    private static final String PURPOSE = "opt-in";

    private final JdbcClient jdbc;
    private final SuppressionRows suppressed;
    private final LinkTokens tokens;
    private final PublicUrl address;
    private final Persons persons;
    private final Erasure erasure;
    private final Signals signals;
    private final Sources sources;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    DoubleOptIns(
            JdbcClient jdbc,
            SuppressionRows suppressed,
            LinkTokens tokens,
            PublicUrl address,
            Persons persons,
            Erasure erasure,
            Signals signals,
            Sources sources,
            Tenancy tenancy,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.suppressed = suppressed;
        this.tokens = tokens;
        this.address = address;
        this.persons = persons;
        this.erasure = erasure;
        this.signals = signals;
        this.sources = sources;
        this.tenancy = tenancy;
        this.clock = clock;
        this.events = events;
    }

    @EventListener
    @Order(RecipientOrder.OPT_INS)
    void on(SignalsRecorded recorded) {
        for (Signal signal : recorded.signals()) {
            if (signal.data().get(ASKED) instanceof String wording
                    && signal.traits().get("email") instanceof String typed) {
                String to = EmailAddress.normal(typed);
                if (to != null
                        && erasure.suppressed(recorded.workspace(), Set.of(to)).isEmpty()) {
                    ask(recorded.workspace(), signal, to, wording);
                }
            }
        }
    }

    private void ask(int workspace, Signal signal, String to, String wording) {
        long id = jdbc.sql("""
                        INSERT INTO opt_in (workspace_id, person_id, address, form, wording, asked_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (workspace_id, address, form) WHERE confirmed_at IS NULL
                        DO UPDATE SET person_id = excluded.person_id, wording = excluded.wording,
                                      asked_at = excluded.asked_at
                        RETURNING id""")
                .params(workspace, signal.person(), to, signal.subject(), wording, Timestamp.from(signal.at()))
                .query(Long.class)
                .single();
        String url = address.of("/confirm/" + tokens.close(workspace, PURPOSE, Long.toString(id)));
        events.publishEvent(new OptInRequested(workspace, signal.person(), to, signal.subject(), url));
    }

    /** What that link confirms; nothing when it was forged, or the person was erased since. */
    Optional<OptIn> find(@Nullable String token) {
        return tokens.open(PURPOSE, token)
                .flatMap(opened -> tenancy.read(
                        opened.workspace(),
                        () -> jdbc.sql("""
                                SELECT id, person_id, address, form, wording, confirmed_at IS NOT NULL FROM opt_in
                                WHERE workspace_id = ? AND id = ?""")
                                .params(opened.workspace(), Long.valueOf(opened.content()))
                                .query((row, number) -> new OptIn(
                                        opened.workspace(),
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getBoolean(6)))
                                .optional()));
    }

    /** Records the consent with its words; the second time changes nothing. */
    void confirm(OptIn what) {
        int workspace = what.workspace();
        Instant now = clock.instant();
        tenancy.in(workspace, () -> {
            int first = jdbc.sql("""
                            UPDATE opt_in SET confirmed_at = ?
                            WHERE workspace_id = ? AND id = ? AND confirmed_at IS NULL""")
                    .params(Timestamp.from(now), workspace, what.id())
                    .update();
            if (first == 0) {
                return;
            }
            suppressed.remove(workspace, Set.of(what.address()), SuppressionReason.UNSUBSCRIBED);
            signals.recordHere(
                    workspace,
                    List.of(new NewSignal(
                            persons.keys(workspace, what.person()),
                            now,
                            null,
                            PersonSignals.CONSENT_GIVEN.name(),
                            ConsentSettings.MARKETING,
                            true,
                            sources.named(workspace, Sources.Kind.MAILBOX, "Links in mail"),
                            Map.of(),
                            Map.of(
                                    "purpose",
                                    ConsentSettings.MARKETING,
                                    "wording",
                                    what.wording(),
                                    "form",
                                    what.form(),
                                    "how",
                                    "confirmed by mail"))));
        });
    }
}
