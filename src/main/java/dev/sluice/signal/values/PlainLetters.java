package dev.sluice.signal.values;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** The one rule by which two spellings of a word are alike: case, accents and the shape of apostrophes do not matter. */
public final class PlainLetters {
    /** Letters that Unicode does not take apart. */
    private static final Map<Character, String> WHOLE = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ø', "o"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('þ', "th"),
            Map.entry('ħ', "h"),
            Map.entry('ŧ', "t"),
            Map.entry('ı', "i"),
            Map.entry('ς', "σ"),
            Map.entry('’', "'"),
            Map.entry('‘', "'"),
            Map.entry('ʼ', "'"),
            Map.entry('´', "'"),
            Map.entry('`', "'"),
            Map.entry('′', "'"),
            Map.entry('ʹ', "'"),
            Map.entry('＇', "'"));

    private PlainLetters() {}

    /** The text in lower case, without accents, with plain apostrophes. */
    public static String of(String text) {
        return isPlain(text) ? text.toLowerCase(Locale.ROOT) : folded(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || c == '`') {
                return false;
            }
        }
        return true;
    }

    private static String folded(String text) {
        StringBuilder apostrophes = new StringBuilder(text.length());
        // the acute accent as a letter of its own would come apart into a space and a mark
        text.chars().forEach(c -> apostrophes.append(c == '´' ? '\'' : (char) c));
        String apart = Normalizer.normalize(apostrophes, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(apart.length());
        apart.codePoints().filter(c -> !isMark(c)).forEach(c -> {
            String whole = Character.isBmpCodePoint(c) ? WHOLE.get((char) c) : null;
            if (whole == null) {
                plain.appendCodePoint(c);
            } else {
                plain.append(whole);
            }
        });
        return plain.toString();
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
            default -> false;
        };
    }

    /** The words of a text in plain letters, with one space between two; dots and apostrophes are left out ("U.S." is "us"). */
    public static String words(String text) {
        StringBuilder words = new StringBuilder(text.length());
        of(text).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.COMBINING_SPACING_MARK) {
                words.appendCodePoint(c);
            } else if (c != '.' && c != '\'' && !words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        });
        return words.toString().strip();
    }
}
