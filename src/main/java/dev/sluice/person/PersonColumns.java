package dev.sluice.person;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.sluice.platform.StorableText;
import dev.sluice.signal.values.PlainLetters;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The traits that have a column of their own on a person, read out of what was told. */
record PersonColumns(
        @Nullable String name,
        @Nullable String nameKey,
        @Nullable String role,
        @Nullable String phone) {
    private static final int LONGEST = 200;

    static PersonColumns of(Map<String, Object> traits) {
        String first = text(traits, "first_name");
        String last = text(traits, "last_name");
        String name = text(traits, "name");
        if (name == null && (first != null || last != null)) {
            name = first == null ? last : last == null ? first : first + " " + last;
        }
        return new PersonColumns(
                name, key(name), text(traits, "role"), phone(text(traits, "phone"), text(traits, "country")));
    }

    /** How a name is sorted and looked up. */
    static @Nullable String key(@Nullable String name) {
        return name == null ? null : PlainLetters.of(name);
    }

    static @Nullable String text(Map<String, Object> traits, String trait) {
        if (!(traits.get(trait) instanceof String text) || text.isBlank()) {
            return null;
        }
        return StorableText.clip(text.strip(), LONGEST);
    }

    /** E.164 where the number can be understood, else as it was told. */
    private static @Nullable String phone(@Nullable String told, @Nullable String country) {
        if (told == null) {
            return null;
        }
        String region = country != null && country.length() == 2 ? country.toUpperCase(Locale.ROOT) : "US";
        try {
            PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
            return phones.format(
                    phones.parse(told.replaceFirst("^\\s*00(?=[1-9])", "+"), region), PhoneNumberFormat.E164);
        } catch (NumberParseException notANumber) {
            return told;
        }
    }
}
