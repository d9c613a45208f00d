package dev.sluice.person;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one rule by which two spellings are the same e-mail address: surrounding space is dropped, letters are
 * lower-cased, an international domain is written in its ASCII form. Dots and plus tags are kept: they are
 * different mailboxes at most providers.
 */
public final class EmailAddress {
    private EmailAddress() {}

    /** The address in its one spelling, or null when it is none that mail can be sent to. */
    public static @Nullable String normal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String address = text.strip();
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1 || address.length() > 254 || at > 64) {
            return null;
        }
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); // most letters of most addresses
            if (!plain
                    && (c <= ' '
                            || Character.isISOControl(c)
                            || Character.isSpaceChar(c)
                            || Character.getType(c) == Character.FORMAT
                            || "<>(),;:\\\"[]".indexOf(c) >= 0)) {
                return null;
            }
        }
        String local = address.substring(0, at).toLowerCase(Locale.ROOT);
        String domain = domain(address.substring(at + 1));
        return domain == null || local.indexOf('@') >= 0 || !hasWordsBetweenDots(local) ? null : local + "@" + domain;
    }

    /** The part behind the at sign of a normal address. */
    public static String domainOf(String normal) {
        return normal.substring(normal.lastIndexOf('@') + 1);
    }

    private static @Nullable String domain(String text) {
        try {
            String ascii = isAscii(text) ? text : IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
            String domain = ascii.toLowerCase(Locale.ROOT);
            return isHost(domain) ? domain : null;
        } catch (IllegalArgumentException notADomain) {
            return null;
        }
    }

    private static boolean hasWordsBetweenDots(String local) {
        return !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
    }

    /** A host of the Internet: labels of 1 to 63 letters, digits and inner hyphens, the last of which is no number. */
    private static boolean isHost(String domain) {
        int last = domain.lastIndexOf('.');
        if (last < 1 || !hasWordsBetweenDots(domain) || !hasOnlyHostLetters(domain)) {
            return false;
        }
        for (String label : domain.split("\\.")) {
            if (label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
        }
        String top = domain.substring(last + 1);
        return top.length() > 1 && (top.charAt(0) < '0' || top.charAt(0) > '9');
    }

    private static boolean hasOnlyHostLetters(String domain) {
        for (int i = 0; i < domain.length(); i++) {
            char c = domain.charAt(i);
            if (c != '.' && c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
