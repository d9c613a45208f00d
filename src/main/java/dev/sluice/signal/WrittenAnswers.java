package dev.sluice.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person wrote with a signal: every answer of a form, every property that a website sent, the text of an email.
 * Only what a machine adds is left out, so that an answer under a name that no one foresaw is shown too.
 */
public final class WrittenAnswers {
    /** An answer with the name of its field in words. */
    public record WrittenAnswer(String label, String text) {}

    /** Fields that Sluice or a browser adds. */
    private static final Set<String> TECHNICAL = Set.of(
            "url",
            "referrer",
            "user_agent",
            "visitor",
            "offer",
            "problem",
            "wording",
            "consent_to_confirm",
            "key",
            "from",
            "message_id",
            "received",
            "row",
            "by",
            "gclid",
            "fbclid",
            "unverified",
            "properties");

    /** Fields whose whole content is addressed to us, however short it is. */
    private static final Set<String> MESSAGES =
            Set.of("question", "text", "message", "comment", "comments", "enquiry", "inquiry", "notes");

    /** Answers that say who someone is, of any length. */
    private static final Set<String> IDENTITY = Set.of(
            "email",
            "name",
            "first_name",
            "last_name",
            "phone",
            "role",
            "title",
            "company",
            "address",
            "street",
            "city",
            "country",
            "website",
            "mail_subject");

    private static final Pattern SENTENCE = Pattern.compile("(?s).*[?\\n].*|\\s*\\S+(\\s+\\S+){3,}\\s*");

    private WrittenAnswers() {}

    /** All answers of a signal, messages first. */
    public static List<WrittenAnswer> of(Signal signal) {
        List<WrittenAnswer> messages = new ArrayList<>();
        List<WrittenAnswer> others = new ArrayList<>();
        fields(signal)
                .forEach((name, text) ->
                        (isMessage(name, text) ? messages : others).add(new WrittenAnswer(label(name), text)));
        messages.addAll(others);
        return messages;
    }

    /** What the person wrote in their own words; empty where they only filled in who they are. */
    public static Optional<String> message(Signal signal) {
        String text = fields(signal).entrySet().stream()
                .filter(field -> isMessage(field.getKey(), field.getValue()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Map<String, String> fields(Signal signal) {
        Map<String, String> fields = new TreeMap<>();
        put(fields, signal.traits());
        put(fields, signal.data());
        for (String nested : List.of("properties", "unverified")) {
            if (signal.data().get(nested) instanceof Map<?, ?> map) {
                put(fields, map);
            }
        }
        return fields;
    }

    private static void put(Map<String, String> fields, Map<?, ?> values) {
        values.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean ours = name.equals("message") && value instanceof Number; // the number of an email of ours
            String text = ours ? "" : text(value);
            if (!text.isBlank() && !TECHNICAL.contains(name) && !name.startsWith("utm_")) {
                fields.put(name, text.strip());
            }
        });
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean yes -> yes ? "yes" : "no";
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case Number number -> number.toString();
            case List<?> list -> list.stream().map(WrittenAnswers::text).collect(Collectors.joining(", "));
            case null, default -> "";
        };
    }

    private static boolean isMessage(String name, String text) {
        return MESSAGES.contains(name)
                || (!IDENTITY.contains(name) && SENTENCE.matcher(text).matches());
    }

    private static String label(String name) {
        String words = name.replace('_', ' ').strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
