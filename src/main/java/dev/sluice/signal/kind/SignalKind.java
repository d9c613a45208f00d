package dev.sluice.signal.kind;

import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.Vocabulary.TraitType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kind of signal: everything that Sluice knows about it, declared by the module that makes it.
 *
 * @param name as stored and as definitions and the API write it ("deal_won")
 * @param subject what its subject is ("path", "form"); "" when it has none
 * @param traits names of the traits that it may set; {@link #ANY_TRAIT} for every one
 * @param data the fields of its data that have a meaning; others may come beside them
 * @param sentence the line of the timeline, {@code {}} for the subject: "Viewed {}"
 * @param help one sentence for the editor of definitions and the API
 * @param groups the filters of the timeline that show it; none: only unfiltered
 * @param human whether a human does it, unless the signal itself says otherwise
 */
public record SignalKind(
        String name,
        String subject,
        List<String> traits,
        List<DataField> data,
        String sentence,
        String help,
        Icon icon,
        Set<TimelineGroup> groups,
        boolean human,
        Trust trust,
        Set<Meaning> meanings) {
    /** In {@link #traits}: the signal may set every trait. */
    public static final String ANY_TRAIT = "*";

    /** A field of a signal's data; the unit is "" for none, else "money", "seconds", "date" or "instant". */
    public record DataField(String name, TraitType type, String unit) {}

    /** The picture beside a signal. */
    public enum Icon {
        PAGE,
        FORM,
        DOWNLOAD,
        CALL,
        NOTE,
        MEETING,
        PERSON,
        IMPORT,
        CONSENT,
        STAGE,
        DEAL,
        MAIL,
        DOT;

        /** The name of its image. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The filters of the timeline. */
    public enum TimelineGroup {
        PAGES,
        FORMS,
        CONTACT,
        STAGES,
        TRAITS
    }

    /** Starts a declaration. */
    public static SignalKindBuilder named(String name) {
        return new SignalKindBuilder(name);
    }

    /** A kind that no module declares: an event of a website or of a definition's own. */
    static SignalKind custom(String name) {
        String words = name.replace('_', ' ').strip();
        String sentence = words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return named(name)
                .trust(Trust.BROWSER)
                .says(sentence + ": {}")
                .help(sentence + ".")
                .traits(ANY_TRAIT)
                .declare();
    }

    public boolean means(Meaning meaning) {
        return meanings.contains(meaning);
    }

    /** Whether that is this kind's name. */
    public boolean is(String kind) {
        return name.equals(kind);
    }

    /** A signal of this kind about that subject in one line. */
    public String text(String about) {
        return about.isEmpty() ? sentence.replace(": {}", "").replace(" {}", "") : sentence.replace("{}", about);
    }

    /** The kind as a definition may use it. */
    Vocabulary.Kind forDefinitions() {
        return new Vocabulary.Kind(
                name,
                subject,
                help,
                meanings.stream()
                        .map(Meaning::inFold)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
