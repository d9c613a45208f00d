package dev.sluice.people;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.signal.values.CountryNames;
import dev.sluice.signal.values.CountryNames.AmbiguousCountry;
import dev.sluice.signal.values.CountryNames.KnownCountry;
import dev.sluice.signal.values.CountryNames.UnknownCountry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Traits as callers write them, checked before they are told to the log. */
final class TraitInput {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");
    private static final int LONGEST = 4_000;
    private static final int MOST = 200;

    private TraitInput() {}

    static Map<String, Object> traits(@Nullable Object said) {
        if (said == null) {
            return Map.of();
        }
        if (!(said instanceof Map<?, ?> map) || map.size() > MOST) {
            throw new BadInput("traits", "Send an object of at most " + MOST + " traits.");
        }
        Map<String, Object> traits = new HashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text) || !NAME.matcher(text).matches()) {
                throw new BadInput(
                        "traits." + name,
                        "A trait's name begins with a letter and has lower-case letters, digits and underscores.");
            }
            put(traits, text, value);
        });
        return traits;
    }

    @SuppressWarnings("NullAway") // a null value removes the trait, as NewSignal says
    private static void put(Map<String, Object> traits, String name, @Nullable Object value) {
        traits.put(
                name,
                switch (value) {
                    case null -> null;
                    case Number number -> number;
                    case Boolean yesNo -> yesNo;
                    case String text -> text("traits." + name, text);
                    case List<?> list
                    when list.size() <= MOST && list.stream().allMatch(String.class::isInstance) ->
                        list.stream()
                                .map(one -> text("traits." + name, (String) one))
                                .toList();
                    default ->
                        throw new BadInput(
                                "traits." + name,
                                "A trait is a text, a number, true or false, a list of texts, or null.");
                });
    }

    /** A text of the body by that name; null when it is absent. */
    static @Nullable String text(Map<String, Object> body, String name) {
        Object value = body.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw new BadInput(name, "Send a text.");
        }
        String clean = text(name, text).strip();
        return clean.isEmpty() ? null : clean;
    }

    /**
     * Asks a user who is there to answer: which country is it?
     *
     * @throws BadInput when the trait is the country and the value could be several countries or none
     */
    static void askCountry(String field, String trait, String value) {
        if (!trait.equals("country") || value.isBlank()) {
            return;
        }
        switch (CountryNames.find(value)) {
            case KnownCountry _ -> {}
            case AmbiguousCountry several ->
                throw new BadInput(
                        field, "This could be " + several.text() + ". Write the name of the country in full.");
            case UnknownCountry _ ->
                throw new BadInput(field, "No country is known by this name. Write it like \"United Kingdom\" or GB.");
        }
    }

    static String text(String name, String text) {
        if (text.length() > LONGEST) {
            throw new BadInput(name, "Send at most " + LONGEST + " characters.");
        }
        return StorableText.text(text);
    }
}
