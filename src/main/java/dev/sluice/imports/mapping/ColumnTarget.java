package dev.sluice.imports.mapping;

import dev.sluice.funnel.Vocabulary.TraitType;
import dev.sluice.signal.kind.DeclaredTraits;
import dev.sluice.signal.kind.DeclaredTraits.TraitDeclaration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a column tells: {@code kind} is the sort of fact, {@code name} the system of an external id, the trait's
 * name or the stage reached, else "".
 */
public record ColumnTarget(Kind kind, String name) {
    public static final ColumnTarget IGNORE = new ColumnTarget(Kind.IGNORE, "");

    /** The traits every definition knows, offered by name. */
    public static final List<String> TRAITS = DeclaredTraits.all().stream()
            .filter(TraitDeclaration::importable)
            .map(TraitDeclaration::name)
            .toList();

    /** The sorts of fact a column can tell; {@code takes} names what has to be said beside the sort. */
    public enum Kind {
        IGNORE("Leave out", null),
        EMAIL("E-mail address", null),
        EXTERNAL("Id in another system", "system"),
        TRAIT("Trait", "trait"),
        CREATED("First contact on", null),
        REACHED("Became … on", "stage"),
        STAGE("Present stage", null),
        WON("Won on", null),
        LOST("Lost on", null),
        OUTCOME("Won or lost (in words, or yes and no)", null),
        AMOUNT("Amount", null),
        CURRENCY("Currency", null),
        LOST_REASON("Reason for the loss", null),
        DEAL("Deal: its id", null),
        DEAL_NAME("Deal: its name", null),
        DEAL_STAGE("Deal: its stage", null),
        DEAL_STAGE_AT("Deal: reached that stage on", null),
        DEAL_OPENED("Deal: opened on", null),
        DEAL_CLOSED("Deal: won or lost on", null),
        DEAL_OWNER("Deal: its owner", null),
        DEAL_PRODUCT("Deal: product", null),
        EXPECTED_CLOSE("Deal: expected close", null),
        ORIGIN("Origin (first awareness)", null),
        CAMPAIGN("Campaign", null),
        CONSENT("Consent given (yes or no)", null),
        OPTED_OUT("Consent withdrawn (yes or no)", null),
        CONSENT_AT("Consent given or withdrawn on", null),
        NOTE("Note", null);

        private final String label;
        private final @Nullable String takes;

        Kind(String label, @Nullable String takes) {
            this.label = label;
            this.takes = takes;
        }

        public String label() {
            return label;
        }

        @Nullable
        public String takes() {
            return takes;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isDate() {
            return switch (this) {
                case CREATED, REACHED, WON, LOST, CONSENT_AT, DEAL_STAGE_AT, DEAL_OPENED, DEAL_CLOSED, EXPECTED_CLOSE ->
                    true;
                case IGNORE,
                        EMAIL,
                        EXTERNAL,
                        TRAIT,
                        STAGE,
                        OUTCOME,
                        AMOUNT,
                        CURRENCY,
                        LOST_REASON,
                        DEAL,
                        DEAL_NAME,
                        DEAL_STAGE,
                        DEAL_OWNER,
                        DEAL_PRODUCT,
                        ORIGIN,
                        CAMPAIGN,
                        CONSENT,
                        OPTED_OUT,
                        NOTE -> false;
            };
        }

        /** May stand at several columns. */
        boolean isRepeatable() {
            return this == IGNORE || this == NOTE || this == DEAL_PRODUCT;
        }
    }

    public static ColumnTarget trait(String name) {
        return new ColumnTarget(Kind.TRAIT, name);
    }

    public boolean isNumber() {
        TraitDeclaration declared = kind == Kind.TRAIT ? DeclaredTraits.named(name) : null;
        return kind == Kind.AMOUNT || (declared != null && declared.type() == TraitType.NUMBER);
    }

    /** "email", "trait:size_of_fleet", "external:hubspot", "reached:mql"; a known trait's name alone means the trait. */
    public String code() {
        if (kind == Kind.TRAIT && TRAITS.contains(name)) {
            return name;
        }
        return name.isEmpty() ? kind.code() : kind.code() + ":" + name;
    }

    /** The target of a code, or null when it says nothing that is known. */
    static @Nullable public ColumnTarget ofCode(String code) {
        String text = code.strip();
        if (TRAITS.contains(text)) {
            return trait(text);
        }
        int colon = text.indexOf(':');
        String kindCode = colon < 0 ? text : text.substring(0, colon);
        for (Kind kind : Kind.values()) {
            if (kind.code().equals(kindCode)) {
                String name = colon < 0 ? "" : nameOf(kind, text.substring(colon + 1));
                return (kind.takes() == null) == name.isEmpty() ? new ColumnTarget(kind, name) : null;
            }
        }
        return null;
    }

    private static String nameOf(Kind kind, String text) {
        String name = KnownHeaders.snake(text);
        return kind == Kind.TRAIT && (name.equals("identified") || name.equals("email_is_free"))
                ? name + "_given"
                : kind == Kind.TRAIT ? DeclaredTraits.current(name) : name;
    }
}
