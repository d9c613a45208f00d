package dev.sluice.imports.mapping;

import dev.sluice.platform.Json;
import dev.sluice.signal.kind.DeclaredTraits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The column names that known systems and people use, and what they stand for. */
public final class KnownHeaders {
    private static final List<String> OWNERS =
            List.of("property", "primarycontact", "person", "contact", "lead", "prospect", "customer", "client");
    private static final KnownHeaders KNOWN = read();

    /** What a name means, and how much it is preferred among names of the same meaning (0 is best). */
    public record HeaderMeaning(ColumnTarget target, int rank) {}

    private final Map<String, HeaderMeaning> meanings = new HashMap<>();
    private final Set<String> ignored = new HashSet<>();
    private final Map<String, List<List<String>>> systems = new LinkedHashMap<>();

    private KnownHeaders() {}

    /** What the name means as it is, or without the word before it that says whose field it is. */
    public static @Nullable HeaderMeaning meaning(String header) {
        String key = key(header);
        HeaderMeaning meaning = KNOWN.meanings.get(key);
        for (String owner : OWNERS) {
            if (meaning == null && key.startsWith(owner)) {
                meaning = KNOWN.meanings.get(key.substring(owner.length()));
            }
        }
        return meaning;
    }

    /** The trait that a column becomes of which nothing else is known. */
    public static String traitName(String header) {
        String name = snake(header.replaceFirst("^property_", "").replaceFirst("__c$", ""));
        return switch (name) {
            case "" -> "column";
            case "email", "identified", "email_is_free" -> name + "_given";
            default -> name;
        };
    }

    public static boolean ignored(String header) {
        return KNOWN.ignored.contains(key(header));
    }

    /** The system whose export these columns are, null when none is recognised. */
    public static @Nullable String system(List<String> headers) {
        List<String> keys = headers.stream().map(KnownHeaders::key).toList();
        for (var system : KNOWN.systems.entrySet()) {
            for (List<String> signs : system.getValue()) {
                if (signs.stream().allMatch(sign -> keys.stream().anyMatch(key -> fits(sign, key)))) {
                    return system.getKey();
                }
            }
        }
        return null;
    }

    private static boolean fits(String sign, String key) {
        return sign.endsWith("*") ? key.startsWith(sign.substring(0, sign.length() - 1)) : key.equals(sign);
    }

    /** Case, spaces, underscores, accents and punctuation make no difference between two names. */
    public static String key(String header) {
        String plain = Normalizer.normalize(header.strip(), Normalizer.Form.NFD);
        String key = plain.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
        return plain.endsWith("__c") || plain.endsWith("_c") ? key.substring(0, key.length() - 1) : key;
    }

    /** "Number of Sites", "NumberOfSites" and "number-of-sites" are number_of_sites; at most 60 characters. */
    public static String snake(String header) {
        String words = Normalizer.normalize(header.strip(), Normalizer.Form.NFC)
                .replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2")
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
        return words.length() <= 60 ? words : words.substring(0, 60);
    }

    @SuppressWarnings("unchecked") // the file is ours, and every test reads it
    private static KnownHeaders read() {
        try (InputStream file = KnownHeaders.class.getResourceAsStream("/import/headers.json")) {
            Map<String, Object> json =
                    Json.object(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
            KnownHeaders headers = new KnownHeaders();
            ((Map<String, List<String>>) Objects.requireNonNull(json.get("fields"))).forEach(headers::field);
            DeclaredTraits.all().forEach(trait -> headers.field(trait.name(), trait.headers()));
            ((List<String>) Objects.requireNonNull(json.get("ignored")))
                    .forEach(name -> headers.ignored.add(key(name)));
            headers.systems.putAll((Map<String, List<List<String>>>) Objects.requireNonNull(json.get("systems")));
            return headers;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void field(String code, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        ColumnTarget target = Objects.requireNonNull(
                code.equals("external")
                        ? new ColumnTarget(ColumnTarget.Kind.EXTERNAL, "id")
                        : ColumnTarget.ofCode(code),
                code);
        for (int i = 0; i < names.size(); i++) {
            meanings.putIfAbsent(key(names.get(i)), new HeaderMeaning(target, i));
        }
    }
}
