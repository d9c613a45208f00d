package dev.sluice.signal;

import java.util.Locale;

/** Small rules about texts from outside. */
public final class SnakeCase {
    private SnakeCase() {}

    /** "Demo Requested", "demoRequested" and "demo-requested" are all demo_requested; at most 100 characters. */
    public static String name(String text) {
        StringBuilder name = new StringBuilder(text.length() + 4);
        boolean gap = false;
        char before = ' ';
        for (int i = 0; i < text.length() && name.length() < 99; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter) {
                gap = !name.isEmpty();
            } else {
                if (gap || (Character.isUpperCase(c) && Character.isLowerCase(before))) {
                    name.append('_');
                    gap = false;
                }
                name.append(Character.toLowerCase(c));
            }
            before = c;
        }
        return name.isEmpty() ? "unnamed" : name.toString().toLowerCase(Locale.ROOT);
    }

    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 100) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }
}
