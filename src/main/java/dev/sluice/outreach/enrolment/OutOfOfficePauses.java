package dev.sluice.outreach.enrolment;

import dev.sluice.inbox.OutOfOfficeReceived;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.template.Recipient;
import dev.sluice.template.Recipients;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whoever is away is written to again on the first morning after, and told no sooner. */
@Component
class OutOfOfficePauses {
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private final EnrolmentRows rows;
    private final Recipients readers;
    private final Tenancy tenancy;

    OutOfOfficePauses(EnrolmentRows rows, Recipients readers, Tenancy tenancy) {
        this.rows = rows;
        this.readers = readers;
        this.tenancy = tenancy;
    }

    @EventListener
    void on(OutOfOfficeReceived away) {
        tenancy.in(away.workspace(), () -> {
            Recipient reader =
                    readers.of(away.workspace(), List.of(away.person())).get(away.person());
            if (reader != null) {
                ZoneId zone = reader.zone();
                rows.postpone(
                        away.workspace(),
                        rows.open(away.workspace(), List.of(reader.person())).stream()
                                .map(Enrolment::id)
                                .toList(),
                        away.until().plusDays(1).atTime(MORNING).atZone(zone).toInstant(),
                        "Away until " + DAY.format(away.until()));
            }
        });
    }
}
