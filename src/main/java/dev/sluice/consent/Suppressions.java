package dev.sluice.consent;

import dev.sluice.person.EmailAddress;
import dev.sluice.person.Erasure;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.database.Tenancy;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The suppression list: addresses and domains to which nothing is sent. */
@Component
public class Suppressions {
    private final SuppressionRows rows;
    private final Erasure erasure;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Suppressions(
            SuppressionRows rows,
            Erasure erasure,
            Tenancy tenancy,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.erasure = erasure;
        this.tenancy = tenancy;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Puts addresses on the list, "@example.com" for a whole domain; joins the transaction under way. What is no
     * address is skipped.
     *
     * @param note what a reader should know of it, such as a bounce's text
     * @return how many were not there for this reason before
     */
    public int suppress(int workspace, Collection<String> addresses, SuppressionReason reason, String note) {
        return add(workspace, addresses, reason, note, null).size();
    }

    /** Takes addresses off the list for one reason; joins the transaction under way. */
    public void lift(int workspace, Collection<String> addresses, SuppressionReason reason) {
        tenancy.in(workspace, () -> rows.remove(workspace, addresses, reason));
    }

    Set<String> add(
            int workspace, Collection<String> addresses, SuppressionReason reason, String note, @Nullable Integer by) {
        Set<String> normal = new TreeSet<>();
        for (String address : addresses) {
            String plain = normal(address);
            if (plain != null) {
                normal.add(plain);
            }
        }
        return tenancy.in(workspace, () -> {
            // an erased address is suppressed already, and may not be stored in clear again
            normal.removeAll(erasure.suppressed(workspace, normal));
            Set<String> added = normal.isEmpty()
                    ? Set.of()
                    : rows.add(workspace, normal, reason, truncate(note), clock.instant(), by);
            if (!added.isEmpty()) {
                events.publishEvent(new RecipientsSuppressed(workspace, added, Set.of()));
            }
            return added;
        });
    }

    /** The address, or "@" and the domain, in its one spelling; null when it is neither. */
    static @Nullable String normal(String text) {
        String plain = text.strip();
        if (!plain.startsWith("@")) {
            return EmailAddress.normal(plain);
        }
        String example = EmailAddress.normal("someone" + plain);
        return example == null ? null : "@" + EmailAddress.domainOf(example);
    }

    @EventListener
    void on(PersonErased erased) {
        rows.forget(erased.workspace(), erased.addresses(), erased.persons());
        rows.clearNotes(erased.workspace(), erased.mentions());
    }

    private static String truncate(String note) {
        String clean = note.replace("\0", "").strip();
        return clean.length() <= 1_000 ? clean : clean.substring(0, 1_000);
    }
}
