package dev.sluice.outreach.enrolment;

import dev.sluice.mail.OutboundMail;
import dev.sluice.mail.Outbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Plans one email a day and person: the more important sequence has it, the others wait for their next day. */
@Component
class DailyEmails {
    private final MailDayRows days;
    private final Outbox outbox;

    DailyEmails(MailDayRows days, Outbox outbox) {
        this.days = days;
        this.outbox = outbox;
    }

    void plan(StepBatch batch, List<ReadyEmail> ready) {
        if (ready.isEmpty()) {
            return;
        }
        List<ReadyEmail> ordered = ready.stream()
                .sorted(Comparator.comparing(ReadyEmail::priority).reversed().thenComparing(ReadyEmail::enrolment))
                .toList();
        Set<Long> yielding = days.yielding(batch.workspace(), ordered);
        Set<Long> claimed = days.claim(
                batch.workspace(),
                ordered.stream()
                        .filter(email -> !yielding.contains(email.enrolment()))
                        .toList());
        List<OutboundMail> mails = new ArrayList<>();
        for (ReadyEmail email : ordered) {
            if (claimed.contains(email.enrolment())) {
                mails.add(email.mail(batch.now()));
                batch.advance(email.position(), email.key(), true);
            } else {
                batch.postpone(email.position(), email.nextDay(), "");
            }
        }
        outbox.plan(batch.workspace(), mails);
    }
}
