package dev.sluice.inbox.parsing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a part of a message, and whether it was made from HTML. */
record PartText(String text, boolean html) {
    static final PartText NONE = new PartText("", false);

    private static final int STUB = 400;

    /** A plain text that only says that there is another. */
    private static final Pattern IS_STUB = Pattern.compile(
            "(?iU)\\bhtml\\b.{0,80}(message|mail|e-mail|format|view|client|nachricht|anzeigen|lecteur|afficher|visualiz)"
                    + "|(message|mail|e-mail|nachricht|mensaje|messaggio)\\b.{0,80}\\bhtml\\b");

    /** Of several forms of one text the plain one, unless it is blank or only points to the other. */
    static PartText best(List<PartText> texts) {
        List<PartText> written =
                texts.stream().filter(text -> !isBlank(text.text)).toList();
        return written.stream()
                .filter(text -> !text.html && !(written.size() > 1 && text.isStub()))
                .findFirst()
                .orElseGet(() -> written.isEmpty() ? NONE : written.getLast());
    }

    static PartText all(List<PartText> texts) {
        List<PartText> written =
                texts.stream().filter(text -> !isBlank(text.text)).toList();
        return written.size() == 1
                ? written.getFirst()
                : new PartText(
                        written.stream().map(PartText::text).collect(Collectors.joining("\n")),
                        written.stream().anyMatch(PartText::html));
    }

    private boolean isStub() {
        return text.length() < STUB && IS_STUB.matcher(text).find();
    }

    static boolean isBlank(String text) {
        return text.chars().allMatch(c -> Character.isWhitespace(c) || c == '\u00a0' || c == '\u200b' || c == '\ufeff');
    }
}
