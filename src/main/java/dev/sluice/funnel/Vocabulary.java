package dev.sluice.funnel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names a definition may use: signal kinds and traits, with types, so that a typo is an error with a line. */
public final class Vocabulary {

    /** A signal kind; {@code subject} says what its subject is, "" when it has none. */
    public record Kind(String name, String subject, String text, Set<KindMeaning> meanings) {}

    /**
     * A trait.
     *
     * @param synonyms other names by which a definition may call it
     * @param code the value as the log has it for a text of a definition ("United Kingdom" is GB); null when there is no
     *     such value
     */
    public record Trait(
            String name, TraitType type, String text, List<String> synonyms, Function<String, @Nullable String> code) {
        /** A trait that takes any value. */
        public Trait(String name, TraitType type, String text, List<String> synonyms) {
            this(name, type, text, synonyms, value -> value);
        }
    }

    /** What a kind of signal means to the fold and to the checks of a definition, beside that it happened. */
    public enum KindMeaning {
        IDENTIFIES,
        RECORDS_STAGE,
        SETS_STAGE,
        REENTERS,
        LOSES,
        WEAK,
        VISIT
    }

    /** What values a trait takes. */
    public enum TraitType {
        TEXT,
        NUMBER,
        YES_NO,
        LIST;

        /** As written in a definition. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Map<String, Trait> traits = new LinkedHashMap<>();
    private final Map<String, String> synonyms = new HashMap<>();

    private Vocabulary(List<Kind> kinds, List<Trait> traits) {
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        traits.forEach(trait -> this.traits.put(trait.name(), trait));
        traits.forEach(trait -> trait.synonyms().forEach(other -> synonyms.put(other, trait.name())));
    }

    public static Vocabulary of(List<Kind> kinds, List<Trait> traits) {
        return new Vocabulary(kinds, traits);
    }

    /** This one and more; of a name in both, the added one counts. */
    public Vocabulary with(List<Kind> moreKinds, List<Trait> moreTraits) {
        List<Kind> allKinds = new ArrayList<>(kinds.values());
        allKinds.addAll(moreKinds);
        List<Trait> allTraits = new ArrayList<>(traits.values());
        allTraits.addAll(moreTraits);
        return new Vocabulary(allKinds, allTraits);
    }

    public List<Kind> kinds() {
        return List.copyOf(kinds.values());
    }

    public List<Trait> traits() {
        return List.copyOf(traits.values());
    }

    public @Nullable Kind kind(String name) {
        return kinds.get(name);
    }

    public @Nullable Trait trait(String name) {
        return traits.get(name);
    }

    /** The trait that has the name: itself where it is a trait's, else the trait of which it is a synonym. */
    public String canonical(String trait) {
        return traits.containsKey(trait) ? trait : synonyms.getOrDefault(trait, trait);
    }

    /** What a kind means; nothing where it is none of this vocabulary. */
    Set<KindMeaning> meanings(String kind) {
        Kind found = kinds.get(kind);
        return found == null ? Set.of() : found.meanings();
    }

    public boolean means(String kind, KindMeaning meaning) {
        return meanings(kind).contains(meaning);
    }

    /** The kinds that mean that, in the order of the vocabulary. */
    public List<String> meaning(KindMeaning meaning) {
        return kinds.values().stream()
                .filter(kind -> kind.meanings().contains(meaning))
                .map(Kind::name)
                .toList();
    }

    /** The name that is probably intended, or null when none is near. */
    static @Nullable public String nearest(String typed, Iterable<String> names) {
        int best = Math.max(2, typed.length() / 3) + 1;
        String found = null;
        for (String name : names) {
            int distance = distance(typed, name);
            if (distance < best) {
                best = distance;
                found = name;
            }
        }
        return found;
    }

    /** Edits from one word to the other (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /** The types of all traits by name. */
    public Map<String, TraitType> types() {
        Map<String, TraitType> types = new HashMap<>();
        traits.values().forEach(trait -> types.put(trait.name(), trait.type()));
        return types;
    }
}
