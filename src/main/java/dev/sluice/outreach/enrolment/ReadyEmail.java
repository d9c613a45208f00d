package dev.sluice.outreach.enrolment;

import dev.sluice.mail.OutboundMail;
import dev.sluice.outreach.sequence.SequenceStep;
import dev.sluice.template.CompiledTemplate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** An email of a sequence that may go once its person has no other on that day. */
record ReadyEmail(
        EnrolmentPosition position,
        SequenceStep.Variant variant,
        CompiledTemplate.FilledTemplate filled,
        LocalDate day,
        Instant nextDay) {

    long enrolment() {
        return position.enrolment().id();
    }

    long person() {
        return position.person();
    }

    int priority() {
        return position.enrolment().priority();
    }

    String key() {
        return position.enrolment().key(position.step().id(), variant.id());
    }

    OutboundMail mail(Instant now) {
        return new OutboundMail(
                person(),
                String.valueOf(position.recipient().address()),
                key(),
                OutboundMail.Kind.MARKETING,
                variant.template(),
                position.recipient().owner(),
                filled.subject(),
                filled.html(),
                filled.text(),
                null,
                now,
                priority() / 12,
                Map.of());
    }
}
