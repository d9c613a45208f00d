package dev.sluice.insight.cohort;

import dev.sluice.platform.BadInput;
import java.util.Arrays;
import java.util.Locale;

/** What became of people at a stage, as figures count them. */
public enum StageOutcome {
    ALL("reached it"),
    WENT_ON("went on"),
    OPEN("are still there"),
    LOST("were lost there"),
    DISQUALIFIED("were disqualified there"),
    CLOSED("were decided"),
    ANSWERED("were answered"),
    WAITING("still wait for an answer"),
    NEVER("were never answered"),
    WON("were won"),
    SEEN("were seen, leads or not");

    public final String words;

    StageOutcome(String words) {
        this.words = words;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about the first response. */
    public boolean answers() {
        return this == ANSWERED || this == WAITING || this == NEVER;
    }

    public static StageOutcome of(String code) {
        return Arrays.stream(values())
                .filter(fate -> fate.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "fate",
                        "Say one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(values())
                                                .map(StageOutcome::code)
                                                .toList()) + "."));
    }
}
