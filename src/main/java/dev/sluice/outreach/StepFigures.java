package dev.sluice.outreach;

import dev.sluice.outreach.Touches.Figures;
import dev.sluice.platform.Rate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one step came to: all of it, and each of its variants. */
record StepFigures(Figures all, List<Figures> variants) {
    /** Figures by name, in the order of the page, as a sentence puts them. */
    static final Map<String, String> WORDS = words();

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("sent", "got it");
        words.put("opened", "opened it, as far as a human did");
        words.put("clicked", "followed a link in it");
        words.put("replied", "answered it");
        words.put("meetings", "booked a meeting after it");
        words.put("moved", "went a stage further after it");
        words.put("bounced", "could not be reached");
        words.put("unsubscribed", "unsubscribed by it");
        return words;
    }

    static Map<String, StepFigures> of(List<Figures> lines) {
        Map<String, List<Figures>> byStep = new LinkedHashMap<>();
        lines.forEach(line ->
                byStep.computeIfAbsent(line.step(), step -> new ArrayList<>()).add(line));
        Map<String, StepFigures> all = new HashMap<>();
        byStep.forEach((step, variants) ->
                all.put(step, new StepFigures(variants.stream().reduce(Figures.none(step), Figures::plus), variants)));
        return all;
    }

    static StepFigures none(String step) {
        return new StepFigures(Figures.none(step), List.of());
    }

    /** The variant that answers speak for, or "" while they cannot be told apart. */
    String better() {
        for (Figures one : variants) {
            Rate rate = new Rate(one.replied(), one.sent());
            boolean best = variants.size() > 1
                    && variants.stream().filter(other -> other != one).allMatch(other -> {
                        Rate others = new Rate(other.replied(), other.sent());
                        return rate.apartFrom(others) && rate.low() > others.high();
                    });
            if (best) {
                return one.variant();
            }
        }
        return "";
    }
}
