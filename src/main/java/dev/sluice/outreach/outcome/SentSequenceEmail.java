package dev.sluice.outreach.outcome;

import dev.sluice.signal.Signal;
import java.time.Instant;
import java.util.Optional;

/** An email of a sequence that was sent, as its key names it: sequence/NAME/ENROLMENT/STEP/VARIANT. */
record SentSequenceEmail(long message, long person, String sequence, String step, String variant, Instant at) {
    static Optional<SentSequenceEmail> of(Signal signal) {
        if (signal.data().get("message") instanceof Number message
                && signal.data().get("key") instanceof String key
                && key.split("/") instanceof String[] parts
                && parts.length == 5
                && parts[0].equals("sequence")) {
            return Optional.of(new SentSequenceEmail(
                    message.longValue(), signal.person(), parts[1], parts[3], parts[4], signal.at()));
        }
        return Optional.empty();
    }
}
