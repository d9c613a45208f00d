package dev.sluice.funnel;

/** A pattern in which {@code *} matches any characters, none included; case does not matter. */
final class Glob {

    private final String pattern;
    private final boolean any;
    private final boolean exact;
    private final boolean prefix;

    private Glob(String pattern) {
        this.pattern = pattern;
        int star = pattern.indexOf('*');
        any = pattern.equals("*");
        exact = star < 0;
        prefix = star == pattern.length() - 1;
    }

    static Glob of(String pattern) {
        return new Glob(pattern);
    }

    boolean matches(String text) {
        if (any) {
            return true;
        }
        if (exact) {
            return pattern.equalsIgnoreCase(text);
        }
        if (prefix) {
            return text.regionMatches(true, 0, pattern, 0, pattern.length() - 1);
        }
        return walk(text);
    }

    /** Greedy with one position to go back to, so that no pattern takes more than length times length steps. */
    private boolean walk(String text) {
        int t = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && same(pattern.charAt(p), text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean same(char a, char b) {
        return a == b
                || Character.toLowerCase(Character.toUpperCase(a)) == Character.toLowerCase(Character.toUpperCase(b));
    }
}
