package dev.sluice.inbox.parsing;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The readable text of an HTML mail; what it quotes is marked as plain mail marks it. */
final class HtmlText implements NodeFilter {
    private static final int MOST = 300_000;
    private static final int DEEPEST = 20;
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final Set<String> HIDDEN = Set.of("style", "script", "title");
    private static final Set<String> CELLS = Set.of("td", "th");
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
        Jsoup.parse(html.length() > MOST ? html.substring(0, MOST) : html).filter(reading);
        return reading.text.toString();
    }

    @Override
    public FilterResult head(Node node, int level) {
        if (node instanceof TextNode words) {
            words(words.getWholeText());
        } else if (node instanceof Element element) {
            String name = element.normalName();
            if (HIDDEN.contains(name)) {
                return FilterResult.SKIP_ENTIRELY;
            }
            begin(element, name);
        }
        return FilterResult.CONTINUE;
    }

    private void begin(Element element, String name) {
        if (name.equals("blockquote")) {
            depth++;
        }
        if (name.equals("br") && !text.isEmpty() && !endsWithEmptyLine()) {
            text.append('\n');
        } else if (BREAKS.contains(name)) {
            line();
        }
        if (Stream.of("id", "class", "name")
                .anyMatch(attribute ->
                        QUOTE_BEGINS.matcher(element.attr(attribute)).find())) {
            line();
            text.append(QuotedTextSplitter.BEGINS).append('\n');
        }
    }

    @Override
    public FilterResult tail(Node node, int level) {
        String name = node.normalName();
        if (name.equals("blockquote")) {
            depth--;
        }
        if (BREAKS.contains(name)) {
            line();
        } else if (CELLS.contains(name)) {
            words(" ");
        }
        return FilterResult.CONTINUE;
    }

    private void words(String written) {
        String words = SPACE.matcher(written).replaceAll(" ");
        boolean fresh = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        if (fresh) {
            words = words.stripLeading();
            text.append(words.isEmpty() ? "" : "> ".repeat(Math.min(depth, DEEPEST)));
        } else if (text.charAt(text.length() - 1) == ' ') {
            words = words.stripLeading();
        }
        text.append(words);
    }

    private boolean endsWithEmptyLine() {
        int end = text.length();
        return end > 1 && text.charAt(end - 1) == '\n' && text.charAt(end - 2) == '\n';
    }

    private void line() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
