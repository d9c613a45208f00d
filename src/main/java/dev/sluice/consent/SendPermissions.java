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

/** Decides which emails may be sent: checked before every email, for a whole batch at once. */
@Component
public class SendPermissions {
    /** An email that is to be sent; marketing is stopped by every reason, other email only by those that stop all. */
    public record PermissionQuery(long person, String address, boolean marketing) {}

    /** How many emails a day strangers may cause to one address by typing it into forms. */
    public static final int MAX_BY_STRANGERS = 3;

    /** The purpose that marketing email is consented to, and unsubscribed from. */
    public static final String MARKETING = ConsentSettings.MARKETING;

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int CLEAN_EVERY = 200;

    private final SuppressionRows rows;
    private final StrangerMailRows strangers;
    private final ConsentSettings settings;
    private final Consents consents;
    private final Erasure erasure;
    private final Tenancy tenancy;
    private final InstantSource clock;

    SendPermissions(
            SuppressionRows rows,
            StrangerMailRows strangers,
            ConsentSettings settings,
            Consents consents,
            Erasure erasure,
            Tenancy tenancy,
            InstantSource clock) {
        this.rows = rows;
        this.strangers = strangers;
        this.settings = settings;
        this.consents = consents;
        this.erasure = erasure;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** Those that may not go, each with its weightiest reason; two statements for any size of the batch. */
    public Map<PermissionQuery, SuppressionReason> refused(int workspace, Collection<PermissionQuery> queries) {
        if (queries.isEmpty()) {
            return Map.of();
        }
        LegalBasis basis = settings.of(workspace).rule();
        return tenancy.read(workspace, () -> {
            Map<String, SuppressionRows.SuppressionPage> listed = listed(workspace, queries);
            Set<Long> persons = queries.stream()
                    .filter(PermissionQuery::marketing)
                    .map(PermissionQuery::person)
                    .collect(Collectors.toSet());
            Map<Long, Consents.ConsentEntry> consented =
                    persons.isEmpty() ? Map.of() : consents.standing(workspace, persons, ConsentSettings.MARKETING);
            Map<PermissionQuery, SuppressionReason> refused = new HashMap<>();
            for (PermissionQuery query : queries) {
                SuppressionReason reason = reason(query, basis, listed, consented.get(query.person()));
                if (reason != null) {
                    refused.put(query, reason);
                }
            }
            return refused;
        });
    }

    /** Why this email may not go, or null when it may. */
    public @Nullable SuppressionReason refused(int workspace, PermissionQuery query) {
        return refused(workspace, Set.of(query)).get(query);
    }

    /**
     * Of these addresses, those to which one more email may go today that a stranger caused by typing them into a
     * form; each is counted. Call it in the transaction that plans the email.
     */
    public Set<String> strangersMay(int workspace, Collection<String> addresses) {
        Instant now = clock.instant();
        Set<String> normal = addresses.stream().map(SendPermissions::normal).collect(Collectors.toSet());
        Set<String> may = tenancy.in(workspace, () -> {
            if (ThreadLocalRandom.current().nextInt(CLEAN_EVERY) == 0) {
                strangers.prune(workspace, now.minus(A_DAY));
            }
            return strangers.addWithin(workspace, normal, MAX_BY_STRANGERS, now, now.minus(A_DAY));
        });
        return addresses.stream()
                .filter(address -> may.contains(normal(address)))
                .collect(Collectors.toSet());
    }

    private Map<String, SuppressionRows.SuppressionPage> listed(int workspace, Collection<PermissionQuery> queries) {
        Set<String> addresses =
                queries.stream().map(query -> normal(query.address())).collect(Collectors.toSet());
        Map<String, byte[]> hashes = erasure.hashes(workspace, addresses);
        Set<String> listable = new HashSet<>(addresses);
        addresses.forEach(address -> listable.add(domain(address)));
        return rows.listed(workspace, listable, hashes);
    }

    private static @Nullable SuppressionReason reason(
            PermissionQuery query,
            LegalBasis basis,
            Map<String, SuppressionRows.SuppressionPage> listed,
            Consents.@Nullable ConsentEntry consent) {
        String address = normal(query.address());
        Set<SuppressionReason> reasons = EnumSet.noneOf(SuppressionReason.class);
        boolean unconfirmed = false;
        for (String name : new String[] {address, domain(address)}) {
            SuppressionRows.SuppressionPage found = listed.get(name);
            if (found != null) {
                reasons.addAll(found.reasons().keySet());
                unconfirmed |= found.unconfirmed();
            }
        }
        if (consent == null && (basis == LegalBasis.ASK || unconfirmed)) {
            reasons.add(SuppressionReason.NO_CONSENT);
        } else if (consent != null && !consent.given()) { // whatever the legal basis
            reasons.add(consent.declined() ? SuppressionReason.DECLINED : SuppressionReason.UNSUBSCRIBED);
        }
        return reasons.stream()
                .filter(reason -> reason.stops(query.marketing()))
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
