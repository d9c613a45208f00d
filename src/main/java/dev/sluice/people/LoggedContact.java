package dev.sluice.people;

import dev.sluice.person.PersonSignals;
import dev.sluice.signal.kind.SignalKind;
import dev.sluice.signal.kind.WebSignals;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contacts that users log by hand, each of which becomes a signal. */
final class LoggedContact {
    private static final Map<String, SignalKind> KINDS = Map.of(
            "call",
            PersonSignals.CALL_LOGGED,
            "request",
            WebSignals.INFORMATION_REQUESTED,
            "note",
            PersonSignals.NOTE_ADDED);

    private LoggedContact() {}

    /** The kind of signal of a contact as forms name it; null when there is none of that name. */
    static @Nullable SignalKind kind(String name) {
        return KINDS.get(name);
    }

    /** The data of a signal with that remark; empty for a blank one. */
    static Map<String, Object> remark(String text) {
        return text.isBlank() ? Map.of() : Map.of("remark", TraitInput.text("remark", text.strip()));
    }
}
