package dev.sluice.outreach.sequence;

import dev.sluice.platform.BadInput;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of what a sequence does.
 *
 * @param purpose why it exists, in a sentence
 * @param priority of two sequences that would write on one day the higher does; 0 to 100
 */
public record SequenceDefinition(
        String title, String purpose, int priority, SendWindow window, Set<SequenceExit> exits, SequenceSteps steps) {

    /** What ends an enrolment beside the last step. Unsubscribing, a bounce, a complaint and erasure always do. */
    public enum SequenceExit {
        REPLY("They answer"),
        MEETING("A meeting is booked"),
        STAGE("They leave the stage at which it began"),
        DISQUALIFIED("They are disqualified"),
        WON("A deal is won"),
        LOST("They are lost");

        private final String text;

        SequenceExit(String text) {
            this.text = text;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String text() {
            return text;
        }
    }

    public static SequenceDefinition read(Map<String, Object> json) {
        return read(json, Set.of());
    }

    /** @param formerIds the ids of all steps that the sequence ever had, where it is replaced as a whole */
    static SequenceDefinition read(Map<String, Object> json, Set<String> formerIds) {
        String title = text(json, "title").strip();
        if (title.isEmpty() || title.length() > 100) {
            throw new BadInput("title", "Give the sequence a title of at most 100 characters.");
        }
        int priority = json.get("priority") instanceof Number number ? Math.clamp(number.intValue(), 0, 100) : 50;
        SequenceSteps steps = StepReader.read(json.get("steps"), formerIds);
        return new SequenceDefinition(
                title,
                text(json, "purpose").strip(),
                priority,
                window(json.get("window")),
                exits(json.get("exits")),
                steps);
    }

    private static SendWindow window(@Nullable Object json) {
        return json instanceof Map<?, ?> window
                ? SendWindow.read(
                        window.get("days") instanceof List<?> days
                                ? days.stream().map(String::valueOf).toList()
                                : List.of(),
                        String.valueOf(window.get("from")),
                        String.valueOf(window.get("to")))
                : SendWindow.USUAL;
    }

    private static Set<SequenceExit> exits(@Nullable Object json) {
        if (!(json instanceof List<?> codes)) {
            return EnumSet.of(
                    SequenceExit.REPLY,
                    SequenceExit.MEETING,
                    SequenceExit.DISQUALIFIED,
                    SequenceExit.WON,
                    SequenceExit.LOST);
        }
        Set<SequenceExit> exits = EnumSet.noneOf(SequenceExit.class);
        codes.forEach(code -> exits.add(exit(String.valueOf(code))));
        return exits;
    }

    private static SequenceExit exit(String code) {
        for (SequenceExit exit : SequenceExit.values()) {
            if (exit.code().equals(code)) {
                return exit;
            }
        }
        throw new BadInput(
                "exits", "Name exits as reply, meeting, stage, disqualified, won or lost; \"" + code + "\" is none.");
    }

    private static String text(Map<String, Object> json, String name) {
        return json.get(name) instanceof String text ? text : "";
    }

    public Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("purpose", purpose);
        json.put("priority", priority);
        json.put(
                "window",
                Map.of(
                        "days",
                        window.days().stream()
                                .sorted()
                                .map(day -> day.name().toLowerCase(Locale.ROOT))
                                .toList(),
                        "from",
                        window.from().toString(),
                        "to",
                        window.to().toString()));
        json.put("exits", exits.stream().sorted().map(SequenceExit::code).toList());
        json.put("steps", StepWriter.write(steps.list()));
        return json;
    }

    public SequenceDefinition with(SequenceSteps other) {
        return new SequenceDefinition(title, purpose, priority, window, exits, other);
    }
}
