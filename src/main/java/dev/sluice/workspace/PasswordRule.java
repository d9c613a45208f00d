package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which passwords may be chosen, as NIST SP 800-63B-4, 3.1.1.2 has it: a least length, none that many people use, none made of
 * the user's own names, and no rule about kinds of characters.
 */
final class PasswordRule {
    private static final String COMMON = "/lists/common-passwords.txt";
    private static final int LEAST = 8;
    private static final int MOST_BYTES = 72; // what the hash reads
    private static final int LEAST_OWN = 4;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ADDED = Pattern.compile("[^\\p{L}]+");

    private PasswordRule() {}

    /** The list is read when the first password is chosen. */
    private static final class Common {
        static final Set<String> PASSWORDS = read();

        private static Set<String> read() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(PasswordRule.class.getResourceAsStream(COMMON)), StandardCharsets.UTF_8))) {
                return lines.lines().collect(Collectors.toUnmodifiableSet());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** The password itself; bad input when it may not be chosen by someone of these names and addresses. */
    static String checked(String password, String... own) {
        if (password.codePointCount(0, password.length()) < LEAST) {
            throw new BadInput("password", "Choose a password of at least 8 characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new BadInput("password", "Choose a password of at most 72 bytes.");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (Common.PASSWORDS.contains(plain)) {
            throw new BadInput("password", "Many people use this password. Choose another, such as a few words.");
        }
        if (isOwn(plain, own)) {
            throw new BadInput("password", "Choose a password that is not your name or address.");
        }
        return password;
    }

    /** Whether nothing but digits and signs is left without the words of the names. */
    private static boolean isOwn(String password, String... own) {
        String rest = Stream.of(own)
                .flatMap(name -> Stream.concat(Stream.of(name), BETWEEN_WORDS.splitAsStream(name)))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= LEAST_OWN)
                .reduce(password, (left, word) -> left.replace(word, ""));
        return !rest.equals(password) && ADDED.matcher(rest).replaceAll("").isEmpty();
    }
}
