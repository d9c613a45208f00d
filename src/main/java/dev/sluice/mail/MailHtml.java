package dev.sluice.mail;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** HTML of a mail's body: made harmless, its links found and exchanged, and read as plain text. */
public final class MailHtml {
    private static final Pattern TARGET = Pattern.compile("(?i)(https?://|mailto:|tel:)[^\\s\\\\].*", Pattern.DOTALL);
    private static final Pattern PICTURE = Pattern.compile("(?i)https://[^\\s\\\\].*", Pattern.DOTALL);

    /** What mail readers show: text, lists, pictures and plain tables. No style, no script, no form. */
    private static final PolicyFactory SAFE = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "b",
                    "strong",
                    "i",
                    "em",
                    "u",
                    "s",
                    "small",
                    "sub",
                    "sup",
                    "blockquote",
                    "pre",
                    "code",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "ul",
                    "ol",
                    "li",
                    "hr",
                    "div",
                    "span",
                    "a",
                    "img",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "td",
                    "th")
            .allowAttributes("href")
            .matching(TARGET)
            .onElements("a")
            .allowAttributes("src")
            .matching(PICTURE)
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(Pattern.compile("\\d{1,4}"))
            .onElements("img", "td", "th", "table")
            .allowAttributes("colspan", "rowspan")
            .matching(Pattern.compile("\\d{1,2}"))
            .onElements("td", "th")
            .allowAttributes("align")
            .matching(Pattern.compile("left|right|center"))
            .onElements("p", "td", "th", "div")
            .allowAttributes("dir")
            .matching(Pattern.compile("auto|ltr|rtl"))
            .onElements("p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "div", "td", "th")
            .allowUrlProtocols("http", "https", "mailto", "tel")
            .toFactory();

    /** A link as the sanitizer writes it; nothing else in its output looks so. */
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\"");

    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)\\]']");

    /** The picture of one dot that ends each email, as the layout writes it; its address is of our own making. */
    private static final Pattern PIXEL = Pattern.compile("<img src=\"[^\"]*/o/[^\"]*\" width=\"1\" height=\"1\"[^>]*>");

    private MailHtml() {}

    public static String safe(String html) {
        return SAFE.sanitize(html);
    }

    /** The web addresses that safe HTML and a plain text lead to. */
    public static Set<String> links(String safe, String text) {
        Set<String> links = new LinkedHashSet<>();
        Matcher link = LINK.matcher(safe);
        while (link.find()) {
            String target = unescaped(link.group(1));
            if (target.startsWith("http")) {
                links.add(target);
            }
        }
        Matcher url = URL.matcher(text);
        while (url.find()) {
            links.add(url.group());
        }
        return links;
    }

    public static String relinked(String safe, Map<String, String> links) {
        return LINK.matcher(safe).replaceAll(found -> {
            String target = unescaped(found.group(1));
            return Matcher.quoteReplacement("<a href=\"" + escaped(links.getOrDefault(target, target)) + "\"");
        });
    }

    public static String relinkedText(String text, Map<String, String> links) {
        UnaryOperator<String> exchanged = url -> links.getOrDefault(url, url);
        return URL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(exchanged.apply(found.group())));
    }

    /** Without the picture that reports an open: a user who reads a lead's email is not the lead. */
    public static String withoutPixel(String html) {
        return PIXEL.matcher(html).replaceAll("");
    }

    /** Safe HTML as plain text: blocks become lines, a link stands behind its words. */
    public static String text(String safe) {
        return HtmlLines.of(safe);
    }

    /** Text in place of markup. */
    public static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    private static String unescaped(String attribute) {
        return Parser.unescapeEntities(attribute, true);
    }
}
