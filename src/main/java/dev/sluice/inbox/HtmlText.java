package dev.sluice.inbox;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The readable text of an HTML mail; what it quotes is marked as plain mail marks it. Reads once from left to right. */
final class HtmlText {
    private static final int MOST = 300_000;
    private static final int DEEPEST = 20;
    private static final Pattern TAG = Pattern.compile("<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})([^<>]*)>)");
    private static final Set<String> HIDDEN = Set.of("style", "script", "title");
    private static final Set<String> BREAKS = Set.of(
            "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "hr", "ul", "ol", "pre", "body", "blockquote");

    /** Where the programs people write mail with begin to quote. */
    private static final Pattern QUOTE_BEGINS = Pattern.compile(
            "(?i)gmail_quote|gmail_attr|divRplyFwdMsg|appendonsend|yahoo_quoted|moz-cite-prefix|protonmail_quote"
                    + "|zmail_extra|OutlookMessageHeader|mail-editor-reference-message");

    private final StringBuilder text = new StringBuilder();
    private int depth;

    private HtmlText() {}

    static String of(String html) {
        HtmlText reading = new HtmlText();
        reading.read(html.length() > MOST ? html.substring(0, MOST) : html);
        return reading.text.toString();
    }

    private void read(String html) {
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (at < html.length() && tag.find(at)) {
            words(html.substring(at, tag.start()));
            at = tag.end();
            if (tag.group(2) == null) {
                at = behind(html, "-->", at);
                continue;
            }
            String name = tag.group(2).toLowerCase(Locale.ROOT);
            boolean ends = !tag.group(1).isEmpty();
            if (HIDDEN.contains(name) && !ends) {
                at = behind(html, "</" + tag.group(2), at);
            } else {
                element(name, ends, tag.group(3));
            }
        }
        words(html.substring(Math.min(at, html.length())));
    }

    private void element(String name, boolean ends, String attributes) {
        if (name.equals("blockquote")) {
            depth = Math.clamp(depth + (ends ? -1 : 1), 0, DEEPEST);
        }
        if (name.equals("br") && !text.isEmpty() && !endsWithEmptyLine()) {
            text.append('\n');
        } else if (BREAKS.contains(name)) {
            line();
        }
        if (!ends && QUOTE_BEGINS.matcher(attributes).find()) {
            line();
            text.append(Quotes.BEGINS).append('\n');
        }
    }

    private static int behind(String html, String mark, int from) {
        int found = html.indexOf(mark, from);
        return found < 0 ? html.length() : found + mark.length();
    }

    private void words(String html) {
        String words = HtmlUtils.htmlUnescape(html).replaceAll("[\\s\\u00a0]+", " ");
        if (words.isBlank()) {
            return;
        }
        boolean fresh = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        text.append(fresh ? "> ".repeat(depth) + words.stripLeading() : words);
    }

    private boolean endsWithEmptyLine() {
        int end = text.length();
        return end > 1 && text.charAt(end - 1) == '\n' && text.charAt(end - 2) == '\n';
    }

    private void line() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
