package dev.sluice.form;

import dev.sluice.platform.database.Tenancy;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a form hands out, for those who bring it by another way than the form's thank-you page. */
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

    /** The offer of that form, open or closed; nothing when the workspace has no such form, or it hands out nothing. */
    public Optional<Handout> ofForm(int workspace, String form) {
        return tenancy.read(
                workspace,
                () -> rows.form(workspace, form)
                        .flatMap(found -> Optional.ofNullable(found.definition().offer()))
                        .flatMap(slug -> rows.offer(workspace, slug))
                        .map(offer -> new Handout(offer.slug(), offer.name(), offer.url())));
    }
}
