package dev.sluice.consent;

import dev.sluice.person.Consents;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Erasure;
import dev.sluice.platform.database.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one answer to "may this mail go there": asked before every mail, for a whole batch at once. */
@Component
public class SendPermissions {
    /** A mail that somebody wants to send; {@code marketing} heeds everything, other mail only what stops all. */
    public record PermissionQuery(long person, String address, boolean marketing) {}

    /** So many mails a day may strangers cause to one address by typing it into forms. */
    public static final int MOST_BY_STRANGERS = 3;

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int CLEAN_EVERY = 200;

    private final SuppressionRows rows;
    private final ConsentSettings settings;
    private final Consents consents;
    private final Erasure erasure;
    private final Tenancy tenancy;
    private final InstantSource clock;

    SendPermissions(
            SuppressionRows rows,
            ConsentSettings settings,
            Consents consents,
            Erasure erasure,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.settings = settings;
        this.consents = consents;
        this.erasure = erasure;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Of these, whichever may not go, with the weightiest reason; two statements whatever the size of the batch. */
    public Map<PermissionQuery, SuppressionReason> refused(int workspace, Collection<PermissionQuery> asks) {
        if (asks.isEmpty()) {
            return Map.of();
        }
        LegalBasis rule = settings.of(workspace).rule();
        return tenancy.read(workspace, () -> {
            Map<String, SuppressionRows.SuppressionPage> listed = listed(workspace, asks);
            Set<Long> persons = asks.stream()
                    .filter(PermissionQuery::marketing)
                    .map(PermissionQuery::person)
                    .collect(Collectors.toSet());
            Map<Long, Consents.ConsentEntry> said =
                    persons.isEmpty() ? Map.of() : consents.standing(workspace, persons, ConsentSettings.MARKETING);
            Map<PermissionQuery, SuppressionReason> refused = new HashMap<>();
            for (PermissionQuery ask : asks) {
                SuppressionReason why = why(ask, rule, listed, said.get(ask.person()));
                if (why != null) {
                    refused.put(ask, why);
                }
            }
            return refused;
        });
    }

    /** Why this one mail may not go, or null when it may. */
    public @Nullable SuppressionReason refused(int workspace, PermissionQuery ask) {
        return refused(workspace, Set.of(ask)).get(ask);
    }

    /**
     * Of these addresses, those to which one more mail may go today that a stranger caused by typing them into a
     * form; each is counted. To be asked in the transaction that plans the mail.
     */
    public Set<String> strangersMay(int workspace, Collection<String> addresses) {
        Instant now = clock.instant();
        Set<String> normal = addresses.stream().map(SendPermissions::normal).collect(Collectors.toSet());
        Set<String> may = tenancy.in(workspace, () -> {
            if (ThreadLocalRandom.current().nextInt(CLEAN_EVERY) == 0) {
                rows.forgetStrangers(workspace, now.minus(A_DAY));
            }
            return rows.mayGetOneMore(workspace, normal, MOST_BY_STRANGERS, now, now.minus(A_DAY));
        });
        return addresses.stream()
                .filter(address -> may.contains(normal(address)))
                .collect(Collectors.toSet());
    }

    private Map<String, SuppressionRows.SuppressionPage> listed(int workspace, Collection<PermissionQuery> asks) {
        Set<String> addresses = asks.stream().map(ask -> normal(ask.address())).collect(Collectors.toSet());
        Map<String, byte[]> hashes = erasure.hashes(workspace, addresses);
        Set<String> listable = new HashSet<>(addresses);
        addresses.forEach(address -> listable.add(domain(address)));
        return rows.listed(workspace, listable, hashes);
    }

    private static @Nullable SuppressionReason why(
            PermissionQuery ask,
            LegalBasis rule,
            Map<String, SuppressionRows.SuppressionPage> listed,
            Consents.@Nullable ConsentEntry said) {
        String address = normal(ask.address());
        Set<SuppressionReason> reasons = EnumSet.noneOf(SuppressionReason.class);
        boolean unconfirmed = false;
        for (String name : new String[] {address, domain(address)}) {
            SuppressionRows.SuppressionPage found = listed.get(name);
            if (found != null) {
                reasons.addAll(found.reasons().keySet());
                unconfirmed |= found.unconfirmed();
            }
        }
        if (said == null && (rule == LegalBasis.ASK || unconfirmed)) {
            reasons.add(SuppressionReason.NO_CONSENT);
        } else if (said != null && !said.given()) {
            reasons.add(SuppressionReason.UNSUBSCRIBED);
        }
        return reasons.stream()
                .filter(reason -> reason.stops(ask.marketing()))
                .findFirst()
                .orElse(null);
    }

    private static String normal(String address) {
        String normal = EmailAddress.normal(address);
        return normal == null ? address.strip().toLowerCase(Locale.ROOT) : normal;
    }

    private static String domain(String address) {
        return "@" + EmailAddress.domainOf(address);
    }
}
