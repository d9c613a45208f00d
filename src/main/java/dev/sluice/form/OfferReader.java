package dev.sluice.form;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an offer from the builder or the API. */
public final class OfferReader {
    private OfferReader() {}

    public static Offer read(Map<String, ?> json) {
        List<BadInput.FieldError> errors = new ArrayList<>();
        String slug = FormReader.slug(json.get("slug"));
        String name = text(json.get("name"), 100);
        if (name.isEmpty()) {
            errors.add(new BadInput.FieldError(
                    "name", "Name what the visitor gets, such as 15-point security checklist."));
        }
        String kind = text(json.get("kind"), 30);
        if (!Offer.KINDS.contains(kind)) {
            errors.add(new BadInput.FieldError("kind", "Choose one of " + String.join(", ", Offer.KINDS) + "."));
        }
        String url = FormReader.https(text(json.get("url"), 2_001));
        if (url == null) {
            errors.add(new BadInput.FieldError("url", "Give the full address of the file, beginning with https://."));
        }
        if (!errors.isEmpty() || url == null) {
            throw new BadInput(errors);
        }
        return new Offer(slug, name, kind, url, text(json.get("problem"), 200));
    }

    private static String text(@Nullable Object value, int maxLength) {
        return value instanceof String text ? StorableText.clip(LiteralText.line(text), maxLength) : "";
    }
}
