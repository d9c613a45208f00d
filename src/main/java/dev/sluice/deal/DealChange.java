package dev.sluice.deal;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.Conflict;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.web.DisplayFormat;
import java.util.List;
import java.util.Locale;

/** What came of a change of a deal. Unless it was applied, nothing of it is in the log. */
public sealed interface DealChange {
    record Applied() implements DealChange {}

    /** @param missing what the deal lacks, by the names of fields, buying roles and evidence; "open" or "closed" for its state */
    record Blocked(List<String> missing) implements DealChange {
        /** A sentence for each thing that is missing. */
        public List<BadInput.FieldError> errors() {
            return missing.stream()
                    .map(name -> new BadInput.FieldError(name, sentence(name)))
                    .toList();
        }

        private static String sentence(String missing) {
            return switch (missing) {
                case "closed" -> "This deal is closed; open it again first.";
                case "open" -> "This deal is open already.";
                case "amount" -> "This stage needs the amount of the deal.";
                case "expected_close" -> "This stage needs the day on which the deal is expected to close.";
                case "next_step" -> "This stage needs a next step.";
                case "decision_maker", "influencer", "gatekeeper", "user", "champion" ->
                    "This stage needs a person on the deal who is its "
                            + DisplayFormat.stage(missing).toLowerCase(Locale.ROOT) + ".";
                case "owner", "sdr", "products", "competitors" -> "This stage needs the deal's " + missing + ".";
                default -> "This stage needs what the log does not show yet: " + missing + ".";
            };
        }
    }

    /** The deal is no longer what the caller saw. */
    record DealConflict() implements DealChange {
        public static final String MESSAGE =
                "Somebody else has changed this deal meanwhile. This is how it stands now.";
    }

    record DealNotFound() implements DealChange {}

    /** For callers whose request ends here: every other outcome as the error that answers it. */
    default void orThrow() {
        switch (this) {
            case Applied _ -> {}
            case Blocked blocked -> throw new BadInput(blocked.errors());
            case DealConflict _ -> throw new Conflict(DealConflict.MESSAGE);
            case DealNotFound _ -> throw new NotFound("There is no such deal.");
        }
    }
}
