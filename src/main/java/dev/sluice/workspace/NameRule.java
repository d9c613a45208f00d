package dev.sluice.workspace;

import dev.sluice.platform.BadInput;

/** What may be the name of a thing in the settings. */
public final class NameRule {
    private NameRule() {}

    /** The name without blanks around it; refused when it is empty, long or holds control characters. */
    public static String checked(String field, String name, String what) {
        String plain = name.strip();
        if (plain.isEmpty()) {
            throw new BadInput(field, "Write " + what + ".");
        }
        if (plain.length() > 100 || plain.codePoints().anyMatch(Character::isISOControl)) {
            throw new BadInput(field, "Write " + what + " in at most 100 ordinary characters.");
        }
        return plain;
    }
}
