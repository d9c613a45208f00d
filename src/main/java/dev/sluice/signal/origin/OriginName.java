package dev.sluice.signal.origin;

import dev.sluice.platform.StorableText;
import java.util.Locale;

/** The one spelling of a source's name, however it arrives: "Google " in a file and "google" in a link are one source. */
public final class OriginName {
    private static final int LONGEST = 100;

    private OriginName() {}

    public static String of(String name) {
        return StorableText.clip(name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT), LONGEST);
    }
}
