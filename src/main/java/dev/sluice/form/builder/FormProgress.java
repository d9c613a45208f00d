package dev.sluice.form.builder;

import dev.sluice.form.FormSignals;
import dev.sluice.person.PersonErased;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.kind.RecipientOrder;
import dev.sluice.signal.kind.WebSignals;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps how far each visitor of a form came, from the signals as they are recorded; bots do not count. */
@Component
class FormProgress {
    /** One signal about a visitor, as the statement reads it. */
    record ProgressUpdate(String slug, String visitor, long person, String offer, String kind, String at) {
        private static final Set<String> ON_FORMS =
                Set.of(FormSignals.VIEWED.name(), FormSignals.STARTED.name(), FormSignals.SUBMITTED.name());

        static final Comparator<ProgressUpdate> ORDER =
                Comparator.comparing(ProgressUpdate::slug).thenComparing(ProgressUpdate::visitor);

        static @Nullable ProgressUpdate of(Signal signal) {
            boolean download = WebSignals.ASSET_DOWNLOADED.is(signal.kind());
            Object slug = download ? signal.data().get("form") : signal.subject();
            boolean relevant = download || ON_FORMS.contains(signal.kind());
            if (!relevant || !signal.human() || !(slug instanceof String form) || form.isEmpty()) {
                return null;
            }
            Object offer = download ? signal.subject() : signal.data().get("offer");
            return new ProgressUpdate(
                    form,
                    signal.data().get("visitor") instanceof String visitor ? visitor : "person:" + signal.record(),
                    signal.record(),
                    offer instanceof String offered ? offered : "",
                    signal.kind(),
                    signal.at().toString());
        }
    }

    private final FormVisitRows rows;

    FormProgress(FormVisitRows rows) {
        this.rows = rows;
    }

    @EventListener
    void on(PersonErased event) {
        rows.erase(event.workspace(), event.persons());
    }

    @EventListener
    @Order(RecipientOrder.FORM_VISITS)
    void on(SignalsRecorded event) {
        List<ProgressUpdate> updates = event.signals().stream()
                .map(ProgressUpdate::of)
                .filter(Objects::nonNull)
                .sorted(ProgressUpdate.ORDER) // one order of locking for all writers
                .toList();
        if (!updates.isEmpty()) {
            rows.add(event.workspace(), updates);
        }
    }
}
