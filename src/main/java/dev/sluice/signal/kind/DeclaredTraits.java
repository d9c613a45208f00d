package dev.sluice.signal.kind;

import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.Vocabulary.TraitType;
import dev.sluice.signal.values.WrittenNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The traits that every definition knows, each declared once in {@code signal/traits.yaml}. */
public final class DeclaredTraits {
    /**
     * One trait.
     *
     * @param unit "" for none, else "money" or "people"
     * @param synonyms other names that callers use for it, its former names included
     * @param formerly names that it had once and that mean nothing else
     * @param groupNames names under which a group call tells it of a company
     * @param headers names of columns in files, the most telling first
     * @param importable offered by name where a user says what a column means
     * @param eachTime what someone writes anew each time, such as a message, rather than what is known of them
     * @param codes the closed list that its values are of
     */
    public record TraitDeclaration(
            String name,
            TraitType type,
            String unit,
            String help,
            List<String> synonyms,
            List<String> formerly,
            List<String> groupNames,
            List<String> headers,
            boolean importable,
            boolean eachTime,
            TraitCodes codes) {

        /**
         * The value as it is compared: "1,200" is 1200, a range such as "51-200" or "1000+" counts as its lower end, and
         * "ja" is true.
         */
        public Object normal(Object value) {
            if (!(value instanceof String text)) {
                return value;
            }
            return switch (type) {
                case NUMBER -> number(text);
                case YES_NO -> YesNo.of(text);
                case TEXT, LIST -> text;
            };
        }

        private Object number(String text) {
            WrittenNumber number = unit.equals("people") ? WrittenNumber.typedCount(text) : WrittenNumber.typed(text);
            return number == null ? text : number.value();
        }
    }

    private static final Map<String, TraitDeclaration> BY_NAME = read();
    private static final Map<String, String> SYNONYMS = names(TraitDeclaration::synonyms);
    private static final Map<String, String> FORMER_NAMES = names(TraitDeclaration::formerly);
    private static final Map<String, String> GROUP_NAMES = names(TraitDeclaration::groupNames);

    private DeclaredTraits() {}

    public static List<TraitDeclaration> all() {
        return List.copyOf(BY_NAME.values());
    }

    public static @Nullable TraitDeclaration named(String name) {
        return BY_NAME.get(name);
    }

    /** Whether people write that trait anew each time, as they do a message. */
    public static boolean isWrittenEachTime(String name) {
        TraitDeclaration trait = BY_NAME.get(name);
        return trait != null && trait.eachTime();
    }

    /** The declared trait that a caller means by that name, or the name itself. */
    public static String canonical(String name) {
        return SYNONYMS.getOrDefault(name, name);
    }

    /** The declared trait that had this name once, or the name itself. */
    public static String current(String name) {
        return FORMER_NAMES.getOrDefault(name, name);
    }

    /** The traits under the names that they have today. */
    public static Map<String, Object> renamed(Map<String, Object> traits) {
        if (traits.isEmpty() || FORMER_NAMES.keySet().stream().noneMatch(traits::containsKey)) {
            return traits;
        }
        Map<String, Object> renamed = new HashMap<>();
        traits.forEach((name, value) -> renamed.put(current(name), value));
        return renamed;
    }

    /** The trait of a person that a group call means by that name of a company's. */
    public static String ofGroup(String name) {
        String own = GROUP_NAMES.get(name);
        return own == null ? "company_" + name : own;
    }

    static List<Vocabulary.Trait> forDefinitions() {
        return BY_NAME.values().stream()
                .map(trait -> new Vocabulary.Trait(
                        trait.name(), trait.type(), trait.help(), trait.synonyms(), trait.codes()::code))
                .toList();
    }

    private static Map<String, String> names(Function<TraitDeclaration, List<String>> others) {
        Map<String, String> names = new HashMap<>();
        BY_NAME.values()
                .forEach(trait -> others.apply(trait).forEach(other -> {
                    String before = names.put(other, trait.name());
                    if (before != null) {
                        throw new IllegalStateException(
                                other + " stands for both " + before + " and " + trait.name() + " in traits.yaml");
                    }
                }));
        return names;
    }

    private static Map<String, TraitDeclaration> read() {
        try (InputStream in = DeclaredTraits.class.getResourceAsStream("/signal/traits.yaml")) {
            if (in == null) {
                throw new IllegalStateException("signal/traits.yaml is missing from the build");
            }
            Map<?, ?> all = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            Map<String, TraitDeclaration> traits = new LinkedHashMap<>();
            all.forEach((name, fields) -> traits.put((String) name, trait((String) name, (Map<?, ?>) fields)));
            return traits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TraitDeclaration trait(String name, Map<?, ?> fields) {
        Map<String, Object> left = new TreeMap<>();
        fields.forEach((field, value) -> left.put((String) field, value));
        TraitType type = TraitType.valueOf(text(left, "type").toUpperCase(Locale.ROOT));
        List<String> formerly = texts(left, "formerly");
        List<String> synonyms = texts(left, "synonyms");
        synonyms.addAll(formerly);
        TraitDeclaration trait = new TraitDeclaration(
                name,
                type,
                text(left, "unit"),
                text(left, "help"),
                synonyms,
                formerly,
                texts(left, "group"),
                texts(left, "headers"),
                Boolean.TRUE.equals(left.remove("import")),
                Boolean.TRUE.equals(left.remove("each_time")),
                TraitCodes.named(text(left, "codes")));
        if (!left.isEmpty()) {
            throw new IllegalStateException("traits.yaml says of " + name + " what is not understood: " + left);
        }
        return trait;
    }

    private static String text(Map<String, Object> fields, String field) {
        Object value = fields.remove(field);
        return value == null ? "" : (String) value;
    }

    private static List<String> texts(Map<String, Object> fields, String field) {
        List<String> texts = new ArrayList<>();
        if (fields.remove(field) instanceof List<?> list) {
            list.forEach(text -> texts.add((String) text));
        }
        return texts;
    }
}
