package dev.sluice.form;

import dev.sluice.platform.Tenancy;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a form gives to whoever sends it, for modules that deliver it. */
@Component
public class FormOffers {
    /** A lead magnet and where it lies. */
    public record Offered(String slug, String name, String url) {}

    private final FormRows rows;
    private final Tenancy tenancy;

    FormOffers(FormRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** Empty where there is no such form, or it gives nothing. */
    public Optional<Offered> of(int workspace, String form) {
        return tenancy.read(
                workspace,
                () -> rows.form(workspace, form)
                        .flatMap(found -> Optional.ofNullable(found.definition().offer()))
                        .flatMap(slug -> rows.offer(workspace, slug))
                        .map(offer -> new Offered(offer.slug(), offer.name(), offer.url())));
    }
}
