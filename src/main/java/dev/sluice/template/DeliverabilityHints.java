package dev.sluice.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hints at what makes an email less likely to arrive or to be read; they block nothing. */
final class DeliverabilityHints {
    private static final int MAX_SUBJECT = 60;
    private static final int MIN_WORDS = 15;
    private static final int MAX_WORDS = 250;
    private static final int MAX_LINKS = 3;
    private static final Set<String> LOUD = Set.of(
            "free",
            "guarantee",
            "guaranteed",
            "winner",
            "cash",
            "urgent",
            "act now",
            "risk-free",
            "100%",
            "buy now",
            "click here");
    private static final Pattern LINK = Pattern.compile("https?://|href=|]\\(");
    private static final Pattern SHOUTED = Pattern.compile("\\b[A-Z]{5,}\\b");

    private DeliverabilityHints() {}

    static List<String> of(Template template) {
        List<String> hints = new ArrayList<>();
        String subject = template.subject();
        String all = (subject + " " + template.body()).toLowerCase(Locale.ROOT);
        if (subject.length() > MAX_SUBJECT) {
            hints.add("The subject has " + subject.length() + " characters; phones show about " + MAX_SUBJECT + ".");
        }
        if (SHOUTED.matcher(subject).find() || subject.contains("!")) {
            hints.add("A subject in capitals or with an exclamation mark reads like an advertisement.");
        }
        List<String> loud = LOUD.stream()
                .filter(word -> Pattern.compile("(^|\\W)" + Pattern.quote(word) + "(\\W|$)")
                        .matcher(all)
                        .find())
                .sorted()
                .toList();
        if (!loud.isEmpty()) {
            hints.add("Filters look twice at words like " + String.join(", ", loud) + ".");
        }
        long words = template.body().replaceAll("<[^>]*>", " ").split("\\s+").length;
        if (words > MAX_WORDS) {
            hints.add("It has " + words + " words; mails of under " + MAX_WORDS + " are answered more often.");
        } else if (words < MIN_WORDS) {
            hints.add("It has only " + words + " words: say why you write and what the next step is.");
        }
        long links = count(LINK, template.body());
        if (links > MAX_LINKS) {
            hints.add("It has " + links + " links; one clear next step works better.");
        } else if (links == 0 && !template.body().contains("?")) {
            hints.add("It asks nothing and links nowhere: make the next step clear.");
        }
        return hints;
    }

    private static long count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        long count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
