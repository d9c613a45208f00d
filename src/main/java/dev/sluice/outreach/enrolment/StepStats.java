package dev.sluice.outreach.enrolment;

import dev.sluice.outreach.enrolment.MailOutcomes.OutcomeFigures;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one step came to: all of it, and each of its variants. */
public record StepStats(OutcomeFigures all, List<OutcomeFigures> variants) {
    /** Figures by name, in the order of the page, as a sentence puts them. */
    public static final Map<String, String> WORDS = words();

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

    public static Map<String, StepStats> of(List<OutcomeFigures> lines) {
        Map<String, List<OutcomeFigures>> byStep = new LinkedHashMap<>();
        lines.forEach(line ->
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

    /** The variant that answers speak for, or "" while they cannot be told apart. */
    public String better() {
        for (OutcomeFigures one : variants) {
            Proportion rate = new Proportion(one.replied(), one.sent());
            boolean best = variants.size() > 1
                    && variants.stream().filter(other -> other != one).allMatch(other -> {
                        Proportion others = new Proportion(other.replied(), other.sent());
                        return rate.apartFrom(others) && rate.low() > others.high();
                    });
            if (best) {
                return one.variant();
            }
        }
        return "";
    }
}
