package dev.sluice.outreach.sequence;

import dev.sluice.platform.BadInput;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long after the step before: "0m", "2h", "3d", "2wd" (working days). */
public record StepDelay(int amount, DelayUnit unit) {
    public static final StepDelay NONE = new StepDelay(0, DelayUnit.MINUTES);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,4}) ?(m|h|d|wd)");

    /** The unit of a delay. */
    public enum DelayUnit {
        MINUTES("m", "minute"),
        HOURS("h", "hour"),
        DAYS("d", "day"),
        WORKING_DAYS("wd", "working day");

        final String code;
        private final String label;

        DelayUnit(String code, String label) {
            this.code = code;
            this.label = label;
        }
    }

    static StepDelay read(String field, String written) {
        Matcher matcher = WRITTEN.matcher(written.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new BadInput(field, "Write a delay such as 30m, 2h, 3d or 2wd (working days).");
        }
        for (DelayUnit unit : DelayUnit.values()) {
            if (unit.code.equals(matcher.group(2))) {
                return new StepDelay(Integer.parseInt(matcher.group(1)), unit);
            }
        }
        throw new IllegalStateException("no unit " + matcher.group(2));
    }

    String written() {
        return amount + unit.code;
    }

    /** As pages show it: "at once", "2 working days later". */
    public String text() {
        return amount == 0 ? "at once" : amount + " " + unit.label + (amount == 1 ? "" : "s") + " later";
    }
}
