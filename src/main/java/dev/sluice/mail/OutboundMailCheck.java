package dev.sluice.mail;

import dev.sluice.person.EmailAddress;
import dev.sluice.platform.BadInput;
import java.util.ArrayList;
import java.util.List;

/** Checks an email before it is planned, and brings it into the form in which it is stored. */
final class OutboundMailCheck {
    private static final int MAX_SUBJECT = 250;

    private OutboundMailCheck() {}

    /** The email as it is stored, or {@link BadInput} with every error. */
    static OutboundMail checked(OutboundMail draft) {
        List<BadInput.FieldError> errors = new ArrayList<>();
        String address = EmailAddress.normal(draft.address());
        if (address == null || draft.address().length() > 254) {
            errors.add(new BadInput.FieldError("address", "Write an e-mail address like name@example.com."));
        }
        if (draft.key().isBlank() || draft.key().length() > 200) {
            errors.add(new BadInput.FieldError("key", "A message needs a key of at most 200 characters."));
        }
        if (draft.subject().isBlank()) {
            errors.add(new BadInput.FieldError("subject", "Write a subject."));
        }
        if (!errors.isEmpty() || address == null) {
            throw new BadInput(errors);
        }
        String subject = HeaderText.line(draft.subject());
        return new OutboundMail(
                draft.person(),
                address,
                draft.key(),
                draft.kind(),
                HeaderText.line(draft.template()),
                draft.sender(),
                subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) : subject,
                stored(draft.html()),
                stored(draft.text()),
                draft.inReplyTo(),
                draft.notBefore(),
                Math.clamp(draft.priority(), 0, 9),
                draft.offers());
    }

    /** PostgreSQL cannot hold U+0000. */
    private static String stored(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
