package dev.sluice.form;

import dev.sluice.platform.database.Tenancy;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The offer of a form, for modules that deliver it otherwise than on the form's thank-you page. */
@Component
public class Offers {
    /** An offer and where it is fetched. */
    public record Handout(String slug, String name, String url) {}

    private final FormRows rows;
    private final Tenancy tenancy;

    Offers(FormRows rows, Tenancy tenancy) {
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** The offer of that form, open or closed; empty when there is no such form or it has no offer. */
    public Optional<Handout> ofForm(int workspace, String form) {
        return tenancy.read(
                workspace,
                () -> rows.form(workspace, form)
                        .flatMap(found -> Optional.ofNullable(found.definition().offer()))
                        .flatMap(slug -> rows.offer(workspace, slug))
                        .map(offer -> new Handout(offer.slug(), offer.name(), offer.url())));
    }
}
