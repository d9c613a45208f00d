package dev.sluice.signal.kind;

import dev.sluice.signal.values.CountryNames;
import dev.sluice.signal.values.JobTitle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The closed lists that values of traits can be of. */
public enum TraitCodes {
    /** Every value goes. */
    NONE {
        @Override
        String code(String written) {
            return written;
        }
    },
    /** ISO 3166 codes; names of countries are understood. */
    COUNTRY {
        @Override
        @Nullable
        String code(String written) {
            return CountryNames.codeOrName(written);
        }
    },
    ROLE_LEVEL {
        @Override
        @Nullable
        String code(String written) {
            return JobTitle.LEVELS.contains(lower(written)) ? lower(written) : null;
        }
    },
    ROLE_FUNCTION {
        @Override
        @Nullable
        String code(String written) {
            return JobTitle.FUNCTIONS.contains(lower(written)) ? lower(written) : null;
        }
    };

    /** The value as the log has it for the text of a definition; null when there is no such value. */
    abstract @Nullable String code(String written);

    static TraitCodes named(String name) {
        return name.isEmpty() ? NONE : valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String lower(String written) {
        return written.strip().toLowerCase(Locale.ROOT);
    }
}
