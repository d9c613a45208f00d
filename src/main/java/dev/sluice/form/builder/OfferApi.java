package dev.sluice.form.builder;

import dev.sluice.form.Forms;
import dev.sluice.form.Offer;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of offers. */
@RestController
@RequestMapping("/api/v1/offers")
class OfferApi {
    private static final Set<String> FIELDS = Set.of("slug", "name", "kind", "url", "problem");

    private final Forms forms;
    private final FormStats stats;
    private final AuditLog audit;
    private final Tenancy tenancy;

    OfferApi(Forms forms, FormStats stats, AuditLog audit, Tenancy tenancy) {
        this.forms = forms;
        this.stats = stats;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @RequiresScope("forms:read")
    @GetMapping
    Map<String, Object> offers(ApiCaller caller, @RequestParam(defaultValue = "30") int days) {
        return Map.of(
                "offers",
                stats.offers(caller.workspace(), days).stream()
                        .map(row -> FormStatsJson.of(row.of().asJson(), row))
                        .toList());
    }

    /** Creates the offer, or changes the one with that slug. */
    @RequiresScope("forms:write")
    @PostMapping
    Map<String, Object> save(ApiCaller caller, @RequestBody Map<String, Object> json) {
        ApiFields.check(json, FIELDS);
        return tenancy.in(caller.workspace(), () -> {
                    Offer offer = forms.save(caller.workspace(), json);
                    audit.note(caller, "offer saved", offer.slug(), Map.of("kind", offer.kind()));
                    return offer;
                })
                .asJson();
    }
}
