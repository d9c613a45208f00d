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
    private static final Set<String> BREAKS = Set.of(
            "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "hr", "ul", "ol", "pre", "body", "blockquote");

    /** Where the programs people write mail with begin to quote. */
    private static final Pattern QUOTE_BEGINS = Pattern.compile(
            "(?i)gmail_quote|gmail_attr|divRplyFwdMsg|appendonsend|yahoo_quoted|moz-cite-prefix|protonmail_quote"
                    + "|zmail_extra|zwchr|OutlookMessageHeader|mail-editor-reference-message|OLK_SRC_BODY_SECTION|^quote$|quoted-content"
                    + "|messageReplySection|sh-quoted-content|isReplyContent");

    /** Of these, the lines that say who wrote what is quoted. */
    private static final Pattern ATTRIBUTION = Pattern.compile("gmail_attr|moz-cite-prefix|reply-intro");
    /** Of these, the ones that hold all that is quoted; others only stand in front of it. */
    private static final Pattern CONTAINER =
            Pattern.compile("gmail_quote|yahoo_quoted|protonmail_quote|zmail_extra|OLK_SRC_BODY_SECTION|^quote$"
                    + "|quoted-content|messageReplySection|sh-quoted-content|isReplyContent");

    /** A picture in the text itself. */
    private static final Pattern PICTURE =
            Pattern.compile("(?i)data:[a-z]{1,20}/[a-z0-9.+-]{1,40};base64,[a-z0-9+/=\\s]++");

    /** Mail programs indent with the element that quotes, and then give it no border. */
    private static final Pattern INDENT = Pattern.compile("(?i)border(-left)?\\s*:\\s*(none|0(px)?)\\b");

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** How many elements that hold quotations have ended since the last word. */
    private int ended;

    private HtmlText() {}

    static String of(String html) {
        HtmlText reading = new HtmlText();
        String words = html.length() > MOST ? PICTURE.matcher(html).replaceAll("") : html;
        Jsoup.parse(words.length() > MOST ? words.substring(0, MOST) : words).filter(reading);
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
        if (isQuote(element)) {
            depth++;
        }
        if (name.equals("br") && !text.isEmpty() && !endsWithEmptyLine()) {
            text.append('\n');
        } else if (BREAKS.contains(name)) {
            line();
        }
        if (has(element, QUOTE_BEGINS) && !has(element, ATTRIBUTION)) {
            end();
            line();
            text.append(QuotedTextSplitter.BEGINS).append('\n');
        }
    }

    @Override
    public FilterResult tail(Node node, int level) {
        String name = node.normalName();
        if (node instanceof Element element) {
            depth -= isQuote(element) ? 1 : 0;
            ended += has(element, CONTAINER) ? 1 : 0;
        }
        if (BREAKS.contains(name)) {
            line();
        } else if ((name.equals("td") || name.equals("th"))) {
            words(" ");
        }
        return FilterResult.CONTINUE;
    }

    private static boolean isQuote(Element element) {
        return element.normalName().equals("blockquote")
                ? element.hasAttr("cite")
                        || element.hasAttr("type")
                        || !INDENT.matcher(element.attr("style")).find()
                : has(element, ATTRIBUTION);
    }

    private static boolean has(Element element, Pattern names) {
        return Stream.of("id", "class", "name")
                .anyMatch(attribute -> names.matcher(element.attr(attribute)).find());
    }

    /** Marks that elements which hold quotations have ended; done only when words follow. */
    private void end() {
        for (; ended > 0; ended--) {
            line();
            text.append(QuotedTextSplitter.ENDS).append('\n');
        }
    }

    private void words(String written) {
        String words = SPACE.matcher(written).replaceAll(" ");
        if (ended > 0 && !words.isBlank()) {
            end();
        }
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
