package dev.sluice.funnel.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into pieces with places. Built from parser events and not from the library's nodes, so that depth and
 * the expansion of aliases are bounded before anything is built.
 */
final class YamlReader {

    static final int LONGEST = 256 * 1024;
    private static final int DEEPEST = 40;
    private static final int MOST_PIECES = 20_000;

    /** The text is no YAML, or too much of it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        Unreadable(int line, int column, String what) {
            super(what);
            problem = new Problem(line, column, Problem.Severity.ERROR, what);
        }

        Problem problem() {
            return problem;
        }
    }

    private final ProblemCollector findings;
    private final Iterator<Event> events;
    private final Map<String, Yaml> anchors = new HashMap<>();
    private final Map<Yaml, Integer> sizes = new java.util.IdentityHashMap<>();
    private int pieces;

    private YamlReader(String text, ProblemCollector findings) {
        this.findings = findings;
        LoadSettings settings = LoadSettings.builder()
                .setLabel("definition")
                .setCodePointLimit(LONGEST + 1)
                .build();
        events = new Parse(settings).parseString(text).iterator();
    }

    static Yaml read(String text, ProblemCollector findings) throws Unreadable {
        if (text.length() > LONGEST) {
            throw new Unreadable(1, 1, "a definition may have at most " + LONGEST + " characters");
        }
        try {
            return new YamlReader(text, findings).document();
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            throw new Unreadable(
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new Unreadable(1, 1, "this is not YAML: " + e.getMessage());
        }
    }

    private Yaml document() throws Unreadable {
        Yaml root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (root != null) {
                        throw new Unreadable(line(event), column(event), "expected one document, here a second begins");
                    }
                    root = piece(events.next(), 1);
                }
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case Alias, MappingEnd, MappingStart, Scalar, SequenceEnd, SequenceStart ->
                    throw new Unreadable(line(event), column(event), "this does not belong to the document");
            }
        }
        if (root == null) {
            throw new Unreadable(
                    1, 1, "expected a definition that begins with funnel: and its name; the text is empty");
        }
        return root;
    }

    private Yaml piece(Event event, int depth) throws Unreadable {
        if (depth > DEEPEST) {
            throw new Unreadable(line(event), column(event), "nested deeper than " + DEEPEST + " levels");
        }
        count(event, 1);
        int before = pieces;
        Yaml made = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> items(event, depth);
            case MappingStart -> fields(event, depth);
            case Alias -> alias((AliasEvent) event);
            case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment, MappingEnd, SequenceEnd ->
                throw new Unreadable(line(event), column(event), "expected a value");
        };
        if (!(event instanceof AliasEvent) && event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> {
                anchors.put(anchor.getValue(), made);
                sizes.put(made, pieces - before + 1);
            });
        }
        return made;
    }

    private void count(Event event, int more) throws Unreadable {
        pieces += more;
        if (pieces > MOST_PIECES) {
            throw new Unreadable(
                    line(event), column(event), "more than " + MOST_PIECES + " pieces, aliases written out");
        }
    }

    private static Yaml scalar(ScalarEvent event) {
        return new Yaml.YamlText(
                event.getValue(), event.getScalarStyle() == ScalarStyle.PLAIN, line(event), column(event));
    }

    private Yaml items(Event start, int depth) throws Unreadable {
        List<Yaml> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(piece(event, depth + 1));
        }
        return new Yaml.Items(List.copyOf(items), line(start), column(start));
    }

    private Yaml fields(Event start, int depth) throws Unreadable {
        Map<String, Yaml.YamlField> fields = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Yaml key = piece(event, depth + 1);
            Yaml value = piece(events.next(), depth + 1);
            if (!(key instanceof Yaml.YamlText name)) {
                findings.error(key, "expected a name before the colon");
            } else if (fields.putIfAbsent(name.value(), new Yaml.YamlField(name, value)) != null) {
                findings.error(key, "\"" + name.value() + "\" is written twice here: keep one");
            }
        }
        boolean flow = ((MappingStartEvent) start).isFlow();
        Yaml.YamlField first =
                fields.isEmpty() ? null : fields.values().iterator().next();
        return new Yaml.YamlFields(
                fields,
                flow || first == null ? line(start) : first.key().line(),
                flow || first == null ? column(start) : first.key().column());
    }

    private Yaml alias(AliasEvent event) throws Unreadable {
        String name = event.getAlias().getValue();
        Yaml meant = anchors.get(name);
        if (meant == null) {
            throw new Unreadable(line(event), column(event), "nothing before here is named &" + name);
        }
        count(event, sizes.getOrDefault(meant, 1));
        return meant;
    }

    private static int line(Event event) {
        Mark mark = mark(event);
        return mark == null ? 1 : mark.getLine() + 1;
    }

    private static int column(Event event) {
        Mark mark = mark(event);
        return mark == null ? 1 : mark.getColumn() + 1;
    }

    private static @Nullable Mark mark(Event event) {
        return event.getStartMark().orElse(null);
    }
}
