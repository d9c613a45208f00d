package dev.sluice.form;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a form hands out, for those who bring it by another way than the form's thank-you page. */
@Component
public class Offers {
    /** An offer and where it is fetched. */
    public record Handout(String slug, String name, String url) {}

    private final Forms forms;

    Offers(Forms forms) {
        this.forms = forms;
    }

    /** The offer of the form at that address; nothing when the workspace has no such form, or it hands out nothing. */
    public Optional<Handout> ofForm(int workspace, String form) {
        return forms.published(form)
                .filter(found -> found.workspace() == workspace)
                .map(Forms.Published::offer)
                .map(offer -> new Handout(offer.slug(), offer.name(), offer.url()));
    }
}
