package dev.sluice.form.builder;

import dev.sluice.form.Form;
import dev.sluice.form.Forms;
import dev.sluice.form.Offer;
import dev.sluice.form.QualifiedLeads;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.statistics.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How forms and offers did in the last days. */
@Component
class FormStats {
    /**
     * A form or offer with the reach among its visitors.
     *
     * @param qualified how many of its leads qualified, null where standings are unknown
     */
    record FormStatsRow<T>(
            T of, FormVisitRows.Reach reach, @Nullable Integer qualified) {
        Proportion started() {
            return new Proportion(reach.started(), reach.viewed());
        }

        Proportion conversion() {
            return new Proportion(reach.leads(), reach.viewed());
        }

        Proportion qualificationRate() {
            return new Proportion(qualified == null ? 0 : qualified, reach.leads());
        }
    }

    private final Forms forms;
    private final FormVisitRows visitors;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ObjectProvider<QualifiedLeads> qualified;

    FormStats(
            Forms forms,
            FormVisitRows visitors,
            Tenancy tenancy,
            InstantSource clock,
            ObjectProvider<QualifiedLeads> qualified) {
        this.forms = forms;
        this.visitors = visitors;
        this.tenancy = tenancy;
        this.clock = clock;
        this.qualified = qualified;
    }

    /** Every form with its figures of the last days; all time when {@code days} is 0. */
    List<FormStatsRow<Form>> forms(int workspace, int days) {
        return tenancy.read(workspace, () -> {
            Instant since = since(days);
            Map<String, FormVisitRows.Reach> reach =
                    visitors.reach(workspace, FormVisitRows.VisitBreakdown.FORM, since);
            return forms.all(workspace).stream()
                    .map(form -> new FormStatsRow<>(
                            form,
                            reach.getOrDefault(form.slug(), FormVisitRows.Reach.NONE),
                            qualifiedAmong(
                                    workspace,
                                    visitors.leads(workspace, FormVisitRows.VisitBreakdown.FORM, form.slug(), since))))
                    .toList();
        });
    }

    /** Every offer with its figures over all forms that carried it. */
    List<FormStatsRow<Offer>> offers(int workspace, int days) {
        return tenancy.read(workspace, () -> {
            Instant since = since(days);
            Map<String, FormVisitRows.Reach> reach =
                    visitors.reach(workspace, FormVisitRows.VisitBreakdown.OFFER, since);
            return forms.offers(workspace).stream()
                    .map(offer -> new FormStatsRow<>(
                            offer,
                            reach.getOrDefault(offer.slug(), FormVisitRows.Reach.NONE),
                            qualifiedAmong(
                                    workspace,
                                    visitors.leads(
                                            workspace, FormVisitRows.VisitBreakdown.OFFER, offer.slug(), since))))
                    .toList();
        });
    }

    private @Nullable Integer qualifiedAmong(int workspace, long[] leads) {
        QualifiedLeads port = qualified.getIfAvailable();
        if (port == null) {
            return null;
        }
        return leads.length == 0 ? 0 : port.among(workspace, leads);
    }

    private Instant since(int days) {
        return days == 0 ? Instant.EPOCH : clock.instant().minus(Duration.ofDays(days));
    }
}
