package dev.sluice.form;

import dev.sluice.platform.Rate;
import dev.sluice.platform.Tenancy;
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
class FormFigures {
    /**
     * A form or offer with how far its visitors came.
     *
     * @param qualified how many of its leads qualified, null where nobody can say
     */
    record Line<T>(T of, Visits.Reach reach, @Nullable Integer qualified) {
        Rate started() {
            return new Rate(reach.started(), reach.viewed());
        }

        Rate conversion() {
            return new Rate(reach.leads(), reach.viewed());
        }

        Rate worth() {
            return new Rate(qualified == null ? 0 : qualified, reach.leads());
        }
    }

    private final Forms forms;
    private final Visits visits;
    private final Tenancy tenancy;
    private final InstantSource clock;
    private final ObjectProvider<QualifiedLeads> qualified;

    FormFigures(
            Forms forms,
            Visits visits,
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
    List<Line<Form>> forms(int workspace, int days) {
        return tenancy.read(workspace, () -> {
            Instant since = since(days);
            Map<String, Visits.Reach> reach = visits.reach(workspace, Visits.By.FORM, since);
            return forms.all(workspace).stream()
                    .map(form -> new Line<>(
                            form,
                            reach.getOrDefault(form.slug(), Visits.Reach.NONE),
                            worth(workspace, visits.leads(workspace, Visits.By.FORM, form.slug(), since))))
                    .toList();
        });
    }

    /** Every offer with its figures over all forms that carried it. */
    List<Line<Offer>> offers(int workspace, int days) {
        return tenancy.read(workspace, () -> {
            Instant since = since(days);
            Map<String, Visits.Reach> reach = visits.reach(workspace, Visits.By.OFFER, since);
            return forms.offers(workspace).stream()
                    .map(offer -> new Line<>(
                            offer,
                            reach.getOrDefault(offer.slug(), Visits.Reach.NONE),
                            worth(workspace, visits.leads(workspace, Visits.By.OFFER, offer.slug(), since))))
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
