package dev.sluice.outreach.outcome;

import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcome of one step: all of it, and each of its variants. */
public record StepStats(OutcomeFigures all, List<OutcomeFigures> variants) {
    /** The figures by name, in the order of the page, as the end of a sentence about people. */
    public static final Map<String, String> TEXTS = texts();

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("sent", "got it");
        texts.put("opened", "opened it, as far as a human did");
        texts.put("clicked", "followed a link in it");
        texts.put("replied", "answered it");
        texts.put("meetings", "booked a meeting after it");
        texts.put("moved", "went a stage further after it");
        texts.put("bounced", "could not be reached");
        texts.put("unsubscribed", "unsubscribed by it");
        return texts;
    }

    public static Map<String, StepStats> of(List<OutcomeFigures> figures) {
        Map<String, List<OutcomeFigures>> byStep = new LinkedHashMap<>();
        figures.forEach(line ->
                byStep.computeIfAbsent(line.step(), step -> new ArrayList<>()).add(line));
        Map<String, StepStats> all = new HashMap<>();
        byStep.forEach((step, variants) -> all.put(
                step,
                new StepStats(variants.stream().reduce(OutcomeFigures.none(step), OutcomeFigures::plus), variants)));
        return all;
    }

    public static StepStats none(String step) {
        return new StepStats(OutcomeFigures.none(step), List.of());
    }

    /** The variant with the best reply rate, or "" while the difference may be chance. */
    public String better() {
        for (OutcomeFigures variant : variants) {
            Proportion rate = new Proportion(variant.replied(), variant.sent());
            boolean best = variants.size() > 1
                    && variants.stream().filter(other -> other != variant).allMatch(other -> {
                        Proportion others = new Proportion(other.replied(), other.sent());
                        return rate.apartFrom(others) && rate.low() > others.high();
                    });
            if (best) {
                return variant.variant();
            }
        }
        return "";
    }
}
