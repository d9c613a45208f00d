package dev.sluice.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text part of a mail, made from its HTML: blocks become lines, the address of a link follows its words. */
final class HtmlLines implements NodeVisitor {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** What follows an element's text; what is a block also begins a line of its own. */
    private static final Map<String, String> BEHIND = behind();

    private final StringBuilder text = new StringBuilder();

    private HtmlLines() {}

    static String of(String html) {
        HtmlLines reading = new HtmlLines();
        Jsoup.parseBodyFragment(html).body().traverse(reading);
        return tidy(reading.text.toString());
    }

    private static Map<String, String> behind() {
        Map<String, String> behind = new HashMap<>(Map.of("div", "\n", "tr", "\n", "td", " ", "th", " "));
        List.of("p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "blockquote", "pre", "hr")
                .forEach(block -> behind.put(block, "\n\n"));
        return Map.copyOf(behind);
    }

    @Override
    public void head(Node node, int depth) {
        String name = node.normalName();
        if (node instanceof TextNode words) {
            text.append(SPACE.matcher(words.getWholeText()).replaceAll(" "));
        } else if (name.equals("li")) {
            text.append(lastLine().isEmpty() ? "- " : "\n- ");
        } else if (name.equals("br")) {
            text.append('\n');
        } else if (BEHIND.getOrDefault(name, "").contains("\n")) {
            line();
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element link && link.normalName().equals("a")) {
            String target = link.attr("href");
            text.append(target.startsWith("http") && !link.text().contains(target) ? " (" + target + ")" : "");
        }
        text.append(BEHIND.getOrDefault(node.normalName(), ""));
    }

    /** Ends a line that has text; the mark of a list's entry is none. */
    private void line() {
        String line = lastLine();
        text.append(line.isEmpty() || line.equals("-") ? "" : "\n");
    }

    private String lastLine() {
        return text.substring(text.lastIndexOf("\n") + 1).strip();
    }

    private static String tidy(String text) {
        List<String> kept = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String bare = line.strip();
            if (!bare.isEmpty() || (!kept.isEmpty() && !kept.getLast().isEmpty())) {
                kept.add(bare);
            }
        }
        return String.join("\n", kept).strip();
    }
}
