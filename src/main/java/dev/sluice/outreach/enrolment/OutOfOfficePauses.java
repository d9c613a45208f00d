package dev.sluice.outreach.enrolment;

import dev.sluice.inbox.OutOfOfficeReceived;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Postpones the sequences of people who are away to the first morning after. */
@Component
class OutOfOfficePauses {
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private final EnrolmentRows rows;
    private final Recipients recipients;
    private final Tenancy tenancy;

    OutOfOfficePauses(EnrolmentRows rows, Recipients recipients, Tenancy tenancy) {
        this.rows = rows;
        this.recipients = recipients;
        this.tenancy = tenancy;
    }

    @EventListener
    void on(OutOfOfficeReceived event) {
        tenancy.in(event.workspace(), () -> {
            Recipient recipient =
                    recipients.of(event.workspace(), List.of(event.person())).get(event.person());
            if (recipient != null) {
                List<Long> open = rows.open(event.workspace(), List.of(recipient.person())).stream()
                        .map(Enrolment::id)
                        .toList();
                Instant until = event.until()
                        .plusDays(1)
                        .atTime(MORNING)
                        .atZone(recipient.zone())
                        .toInstant();
                rows.postpone(event.workspace(), open, until, "Away until " + DAY.format(event.until()));
            }
        });
    }
}
