package dev.sluice.signal.values;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lists that ship with Sluice: one entry a line. Where they are from is in {@code lists/README.md}. */
public final class BundledLists {
    private BundledLists() {}

    public static List<String> of(String list) {
        InputStream found = BundledLists.class.getResourceAsStream("/lists/" + list);
        if (found == null) {
            throw new IllegalStateException("the list " + list + " is missing from the build");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(found, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
