package dev.sluice.person;

import dev.sluice.platform.StorableText;
import dev.sluice.signal.NewSignal;
import java.util.ArrayList;
import java.util.List;

/** Reads the keys by which a signal identifies its person: a letter for the kind, a colon and the value. */
final class SignalKeys {
    private SignalKeys() {}

    /** The keys of a signal, strong ones first and the browser's last. */
    static List<String> of(NewSignal signal) {
        List<String> keys = new ArrayList<>(4);
        if (signal.keys().user() != null) {
            keys.add("u:" + StorableText.text(signal.keys().user()));
        }
        String email = EmailAddress.normal(signal.keys().email());
        if (email == null && signal.traits().get("email") instanceof String trait) {
            email = EmailAddress.normal(trait);
        }
        if (email != null) {
            keys.add("e:" + email);
        }
        for (String external : signal.keys().external()) {
            keys.add("x:" + StorableText.text(external));
        }
        if (signal.keys().visitor() != null) {
            keys.add("a:" + StorableText.text(signal.keys().visitor()));
        }
        return keys;
    }

    /** Whether the key is a browser's, which a stranger may share. */
    static boolean isWeak(String key) {
        return key.startsWith("a:");
    }
}
