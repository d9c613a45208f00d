package dev.sluice.outreach.sequence;

import dev.sluice.platform.BadInput;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a sequence does, as one version of it says.
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

        final String words;

        SequenceExit(String words) {
            this.words = words;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String words() {
            return words;
        }
    }

    public static SequenceDefinition read(Map<String, Object> json) {
        return read(json, Set.of());
    }

    /** @param had the ids of all steps that the sequence ever had, where it is written anew */
    static SequenceDefinition read(Map<String, Object> json, Set<String> had) {
        String title = text(json, "title").strip();
        if (title.isEmpty() || title.length() > 100) {
            throw new BadInput("title", "Give the sequence a title of at most 100 characters.");
        }
        SendWindow window = json.get("window") instanceof Map<?, ?> given
                ? SendWindow.read(
                        given.get("days") instanceof List<?> days
                                ? days.stream().map(String::valueOf).toList()
                                : List.of(),
                        String.valueOf(given.get("from")),
                        String.valueOf(given.get("to")))
                : SendWindow.USUAL;
        Set<SequenceExit> exits = EnumSet.noneOf(SequenceExit.class);
        if (json.get("exits") instanceof List<?> named) {
            for (Object one : named) {
                exits.add(exit(String.valueOf(one)));
            }
        } else {
            exits.addAll(EnumSet.of(
                    SequenceExit.REPLY,
                    SequenceExit.MEETING,
                    SequenceExit.DISQUALIFIED,
                    SequenceExit.WON,
                    SequenceExit.LOST));
        }
        int priority = json.get("priority") instanceof Number number ? Math.clamp(number.intValue(), 0, 100) : 50;
        SequenceSteps steps = StepReader.read(json.get("steps"), had);
        return new SequenceDefinition(title, text(json, "purpose").strip(), priority, window, exits, steps);
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
        json.put("steps", StepReader.write(steps.list()));
        return json;
    }

    public SequenceDefinition with(SequenceSteps other) {
        return new SequenceDefinition(title, purpose, priority, window, exits, other);
    }
}
