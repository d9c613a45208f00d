package dev.sluice.insight.whatif;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Definition.Stage;
import dev.sluice.funnel.Thresholds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A gate's engagement threshold, to be slid in the text of its definition.
 *
 * @param shown where the slider stands
 */
record ThresholdSlider(String stage, double threshold, double shown) {
    private static final Pattern AT_LEAST =
            Pattern.compile("(engagement:\\s*\\{\\s*at_least:\\s*)([0-9]+(?:\\.[0-9]+)?)");

    static List<ThresholdSlider> of(Definition definition, String slid, double to) {
        List<ThresholdSlider> slides = new ArrayList<>();
        for (Stage stage : definition.stages()) {
            Double threshold = Thresholds.of(definition, stage.id());
            if (threshold != null) {
                slides.add(new ThresholdSlider(stage.id(), threshold, stage.id().equals(slid) ? to : threshold));
            }
        }
        return slides;
    }

    /** The text with that stage asking for so much; the text itself where its threshold is not written in one line. */
    static String in(String yaml, Definition definition, String stage, int atLeast) {
        Stage gate = definition.stage(stage);
        if (gate == null) {
            return yaml;
        }
        String[] lines = yaml.split("\n", -1);
        int end = definition.stages().stream()
                .mapToInt(Stage::line)
                .filter(line -> line > gate.line())
                .min()
                .orElse(lines.length);
        for (int i = gate.line() - 1; i < Math.min(end - 1, lines.length); i++) {
            Matcher found = AT_LEAST.matcher(lines[i]);
            if (found.find()) {
                lines[i] = found.replaceFirst("$1" + atLeast);
                return String.join("\n", Arrays.asList(lines));
            }
        }
        return yaml;
    }

    /** What a threshold may be. */
    static int whole(double threshold) {
        return (int) Math.clamp(Math.rint(threshold), 0, 10_000);
    }

    String text() {
        return threshold == Math.rint(threshold) ? Long.toString((long) threshold) : Double.toString(threshold);
    }
}
