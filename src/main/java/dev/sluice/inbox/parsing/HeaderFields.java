package dev.sluice.inbox.parsing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Blocks of "Name: value" lines as reports about mail carry them; names in lower case, folded lines joined. */
public record HeaderFields(Map<String, List<String>> values) {
    private static final int MOST = 500;

    /** The first value of that name, "" when there is none. */
    public String first(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The block that the text begins with. */
    static HeaderFields head(String text) {
        List<HeaderFields> blocks = blocks(text);
        return blocks.isEmpty() ? new HeaderFields(Map.of()) : blocks.getFirst();
    }

    /** All blocks, parted by empty lines. */
    static List<HeaderFields> blocks(String text) {
        List<HeaderFields> blocks = new ArrayList<>();
        Map<String, List<String>> block = new HashMap<>();
        String name = "";
        int read = 0;
        for (String line : text.split("\r\n|\n|\r", -1)) {
            if (line.isBlank()) {
                if (!block.isEmpty()) {
                    blocks.add(new HeaderFields(block));
                    block = new HashMap<>();
                }
                name = "";
            } else if (Character.isWhitespace(line.charAt(0)) && !name.isEmpty()) {
                List<String> values = block.getOrDefault(name, new ArrayList<>());
                values.add(values.isEmpty() ? line.strip() : values.removeLast() + " " + line.strip());
            } else if (line.indexOf(':') > 0 && read++ < MOST) {
                name = line.substring(0, line.indexOf(':')).strip().toLowerCase(Locale.ROOT);
                block.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        if (!block.isEmpty()) {
            blocks.add(new HeaderFields(block));
        }
        return blocks;
    }
}
