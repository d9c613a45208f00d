package dev.sluice.consent;

import dev.sluice.consent.SendPermissions.PermissionQuery;
import dev.sluice.person.Consents;
import dev.sluice.person.Consents.ConsentEntry;
import dev.sluice.person.Person;
import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says which statement decides whether a person gets marketing email, and why it outweighs the others. */
@Component
class ConsentExplanations {
    /**
     * What decides.
     *
     * @param marketing why no marketing email goes; null when it may
     * @param any why no email at all goes; null when it may
     * @param statement the statement or rule that decides
     * @param at when it was made; null for a rule
     * @param precedence why another statement does not count; "" when there is none
     */
    record ConsentExplanation(
            @Nullable SuppressionReason marketing,
            @Nullable SuppressionReason any,
            String statement,
            @Nullable Instant at,
            String precedence) {}

    private static final String OUTWEIGHED =
            "A consent from a form, an import or the API does not undo this. The person can"
                    + " subscribe again with the link in an email, or you record what they said.";

    private final SendPermissions permissions;
    private final SuppressionRows rows;
    private final Consents consents;
    private final ConsentSettings settings;
    private final Tenancy tenancy;

    ConsentExplanations(
            SendPermissions permissions,
            SuppressionRows rows,
            Consents consents,
            ConsentSettings settings,
            Tenancy tenancy) {
        this.permissions = permissions;
        this.rows = rows;
        this.consents = consents;
        this.settings = settings;
        this.tenancy = tenancy;
    }

    /** Null for a person without an address. */
    @Nullable
    ConsentExplanation of(int workspace, Person person) {
        String address = person.email();
        if (address == null) {
            return null;
        }
        SuppressionReason marketing = permissions.refused(workspace, new PermissionQuery(person.id(), address, true));
        SuppressionReason any = permissions.refused(workspace, new PermissionQuery(person.id(), address, false));
        ConsentEntry consent = consents.of(workspace, person.id()).stream()
                .filter(entry -> entry.purpose().equals(ConsentSettings.MARKETING))
                .findFirst()
                .orElse(null);
        return tenancy.read(workspace, () -> explain(workspace, address, marketing, any, consent));
    }

    private ConsentExplanation explain(
            int workspace,
            String address,
            @Nullable SuppressionReason marketing,
            @Nullable SuppressionReason any,
            @Nullable ConsentEntry consent) {
        boolean given = consent != null && consent.given();
        if (marketing == null) {
            return consent == null
                    ? new ConsentExplanation(null, any, rule(workspace) + ", and no objection", null, "")
                    : new ConsentExplanation(null, any, "Consent given", consent.at(), "");
        }
        Optional<SuppressionRows.SuppressionEntry> listed = rows.deciding(workspace, address, marketing);
        String precedence = given ? OUTWEIGHED : "";
        if (listed.isPresent()) {
            String note = listed.get().note();
            return new ConsentExplanation(
                    marketing,
                    any,
                    "Suppression list: " + marketing.word() + (note.isEmpty() ? "" : " (" + note + ")"),
                    listed.get().at(),
                    precedence);
        }
        return switch (marketing) {
            case DECLINED, UNSUBSCRIBED ->
                new ConsentExplanation(
                        marketing,
                        any,
                        marketing == SuppressionReason.DECLINED ? "Consent box left unticked" : "Consent withdrawn",
                        consent == null ? null : consent.at(),
                        "");
            case NO_CONSENT ->
                new ConsentExplanation(marketing, any, rule(workspace) + ", and no confirmed consent", null, "");
            default -> new ConsentExplanation(marketing, any, marketing.sentence(), null, precedence);
        };
    }

    private String rule(int workspace) {
        return "Legal basis: " + settings.of(workspace).rule().label();
    }

    /** The statements about all purposes. */
    List<ConsentEntry> statements(int workspace, Person person) {
        return consents.of(workspace, person.id());
    }
}
