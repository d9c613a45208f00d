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

/** What forms and offers brought in the last days. */
@Component
class FormStats {
    /**
     * A form or offer with how far its visitors came.
     *
     * @param qualified how many of its leads qualified, null where nobody can say
     */
    record FormStatsRow<T>(
            T of, FormProgress.Reach reach, @Nullable Integer qualified) {
        Proportion started() {
            return new Proportion(reach.started(), reach.viewed());
        }

        Proportion conversion() {
            return new Proportion(reach.leads(), reach.viewed());
        }

        Proportion worth() {
            return new Proportion(qualified == null ? 0 : qualified, reach.leads());
        }
    }

    private final Forms forms;
    private final FormProgress visits;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ObjectProvider<QualifiedLeads> qualified;

    FormStats(
            Forms forms,
            FormProgress visits,
            Tenancy tenancy,
            InstantSource clock,
            ObjectProvider<QualifiedLeads> qualified) {
        this.forms = forms;
        this.visits = visits;
        this.tenancy = tenancy;
        this.clock = clock;
        this.qualified = qualified;
    }

    /** Every form with its figures of the last days; all time when {@code days} is 0. */
    List<FormStatsRow<Form>> forms(int workspace, int days) {
        return tenancy.read(workspace, () -> {
            Instant since = since(days);
            Map<String, FormProgress.Reach> reach = visits.reach(workspace, FormProgress.VisitBreakdown.FORM, since);
            return forms.all(workspace).stream()
                    .map(form -> new FormStatsRow<>(
                            form,
                            reach.getOrDefault(form.slug(), FormProgress.Reach.NONE),
                            worth(
                                    workspace,
                                    visits.leads(workspace, FormProgress.VisitBreakdown.FORM, form.slug(), since))))
                    .toList();
        });
    }

    /** Every offer with its figures over all forms that carried it. */
    List<FormStatsRow<Offer>> offers(int workspace, int days) {
        return tenancy.read(workspace, () -> {
            Instant since = since(days);
            Map<String, FormProgress.Reach> reach = visits.reach(workspace, FormProgress.VisitBreakdown.OFFER, since);
            return forms.offers(workspace).stream()
                    .map(offer -> new FormStatsRow<>(
                            offer,
                            reach.getOrDefault(offer.slug(), FormProgress.Reach.NONE),
                            worth(
                                    workspace,
                                    visits.leads(workspace, FormProgress.VisitBreakdown.OFFER, offer.slug(), since))))
                    .toList();
        });
    }

    private @Nullable Integer worth(int workspace, long[] leads) {
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
