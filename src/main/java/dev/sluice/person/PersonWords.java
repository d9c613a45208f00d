package dev.sluice.person;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.sluice.signal.values.PlainLetters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words by which a person is found: those of the name in plain letters, and the digits of the phone. A word of
 * digits begins with # where it is read from the left and with + where it is read from the right, so that the last
 * digits of a number find it as well as the first.
 */
final class PersonWords {
    private static final int MOST = 30;
    private static final int MOST_TYPED = 6;
    private static final int LONGEST_UNSPACED = 8;
    private static final int LEAST_DIGITS = 4;
    private static final Pattern PHONE = Pattern.compile("[+(]?[0-9][0-9 ()./+\\u00a0-]*");

    private PersonWords() {}

    static Set<String> of(@Nullable String name, @Nullable String phone) {
        Set<String> words = new LinkedHashSet<>();
        if (name != null) {
            for (String chunk : chunks(name)) {
                addParts(words, chunk);
            }
        }
        if (phone != null) {
            addDigits(words, phone);
        }
        return words.size() <= MOST ? words : Set.copyOf(new ArrayList<>(words).subList(0, MOST));
    }

    /** Each word of what was typed, as the beginnings of stored words of which one is enough. */
    static List<List<String>> typed(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        if (PHONE.matcher(text.strip()).matches() && digits.length() >= LEAST_DIGITS) {
            return List.of(typedDigits(text, digits));
        }
        return chunks(text).stream()
                .map(chunk -> joined(chunk))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_TYPED)
                .map(List::of)
                .toList();
    }

    private static List<String> chunks(String text) {
        return List.of(PlainLetters.of(text).strip().split("[\\s,;\\u00a0\\u3000]+"));
    }

    /** The parts of "jean-luc" and the whole "jeanluc"; of a name in a script without spaces the ends too. */
    private static void addParts(Set<String> words, String chunk) {
        String whole = joined(chunk);
        if (whole.isEmpty()) {
            return;
        }
        words.add(whole);
        for (String part : chunk.split("[^\\p{L}\\p{N}\\p{Mc}]+")) {
            if (!part.isEmpty()) {
                words.add(part);
            }
        }
        if (whole.codePoints().anyMatch(PersonWords::isUnspaced) && whole.length() <= LONGEST_UNSPACED) {
            for (int i = 1; i < whole.length(); i++) {
                words.add(whole.substring(i));
            }
        }
    }

    private static String joined(String chunk) {
        return chunk.replaceAll("[^\\p{L}\\p{N}\\p{Mc}]+", "");
    }

    private static boolean isUnspaced(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
            default -> false;
        };
    }

    private static void addDigits(Set<String> words, String phone) {
        String digits = phone.replaceAll("[^0-9]", "");
        if (digits.length() < LEAST_DIGITS) {
            return;
        }
        words.add("#" + digits);
        words.add("+" + new StringBuilder(digits).reverse());
        if (phone.startsWith("+")) {
            try {
                PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
                words.add("#" + phones.getNationalSignificantNumber(phones.parse(phone, "ZZ")));
            } catch (NumberParseException _) {
                // its own digits are enough
            }
        }
    }

    /** With and without the prefixes that callers in one country use and others leave out. */
    private static List<String> typedDigits(String text, String digits) {
        String plain = text.replace("(0)", "").replaceAll("[^0-9]", "");
        Set<String> ways = new LinkedHashSet<>(List.of(digits, plain));
        ways.add(plain.replaceFirst("^00", ""));
        ways.add(plain.replaceFirst("^011", ""));
        ways.add(plain.replaceFirst("^0+", ""));
        Set<String> words = new LinkedHashSet<>();
        for (String way : ways) {
            if (way.length() >= LEAST_DIGITS) {
                words.add("#" + way);
                words.add("+" + new StringBuilder(way).reverse());
            }
        }
        return List.copyOf(words);
    }
}
