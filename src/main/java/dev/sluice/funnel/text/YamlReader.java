package dev.sluice.funnel.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Reads YAML into nodes with their positions. Built from parser events and not from the library's nodes, so that depth and
 * the expansion of aliases are bounded before anything is built.
 */
final class YamlReader {

    static final int MAX_LENGTH = 256 * 1024;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_NODES = 20_000;

    private final ProblemCollector findings;
    private final Iterator<Event> events;
    private final Map<String, Yaml> anchors = new HashMap<>();
    private final Map<Yaml, Integer> sizes = new java.util.IdentityHashMap<>();
    private int nodes;

    private YamlReader(String text, ProblemCollector findings) {
        this.findings = findings;
        LoadSettings settings = LoadSettings.builder()
                .setLabel("definition")
                .setCodePointLimit(MAX_LENGTH + 1)
                .build();
        events = new Parse(settings).parseString(text).iterator();
    }

    static Yaml read(String text, ProblemCollector findings) throws UnreadableYaml {
        if (text.length() > MAX_LENGTH) {
            throw new UnreadableYaml(1, 1, "a definition may have at most " + MAX_LENGTH + " characters");
        }
        try {
            return new YamlReader(text, findings).document();
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            throw new UnreadableYaml(
                    mark == null ? 1 : mark.getLine() + 1,
                    mark == null ? 1 : mark.getColumn() + 1,
                    "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new UnreadableYaml(1, 1, "this is not YAML: " + e.getMessage());
        }
    }

    private Yaml document() throws UnreadableYaml {
        Yaml root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (root != null) {
                        throw UnreadableYaml.at(event, "expected one document, here a second begins");
                    }
                    root = node(events.next(), 1);
                }
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case Alias, MappingEnd, MappingStart, Scalar, SequenceEnd, SequenceStart ->
                    throw UnreadableYaml.at(event, "this does not belong to the document");
            }
        }
        if (root == null) {
            throw new UnreadableYaml(
                    1, 1, "expected a definition that begins with funnel: and its name; the text is empty");
        }
        return root;
    }

    private Yaml node(Event event, int depth) throws UnreadableYaml {
        if (depth > MAX_DEPTH) {
            throw UnreadableYaml.at(event, "nested deeper than " + MAX_DEPTH + " levels");
        }
        count(event, 1);
        int before = nodes;
        Yaml read = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> items(event, depth);
            case MappingStart -> fields(event, depth);
            case Alias -> alias((AliasEvent) event);
            case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment, MappingEnd, SequenceEnd ->
                throw UnreadableYaml.at(event, "expected a value");
        };
        if (!(event instanceof AliasEvent) && event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> {
                anchors.put(anchor.getValue(), read);
                sizes.put(read, nodes - before + 1);
            });
        }
        return read;
    }

    private void count(Event event, int more) throws UnreadableYaml {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw UnreadableYaml.at(event, "more than " + MAX_NODES + " pieces, aliases written out");
        }
    }

    private static Yaml scalar(ScalarEvent event) {
        return new Yaml.YamlText(
                event.getValue(),
                event.getScalarStyle() == ScalarStyle.PLAIN,
                YamlPosition.line(event),
                YamlPosition.column(event));
    }

    private Yaml items(Event start, int depth) throws UnreadableYaml {
        List<Yaml> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new Yaml.Items(List.copyOf(items), YamlPosition.line(start), YamlPosition.column(start));
    }

    private Yaml fields(Event start, int depth) throws UnreadableYaml {
        Map<String, Yaml.YamlField> fields = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Yaml key = node(event, depth + 1);
            Yaml value = node(events.next(), depth + 1);
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
                flow || first == null ? YamlPosition.line(start) : first.key().line(),
                flow || first == null ? YamlPosition.column(start) : first.key().column());
    }

    private Yaml alias(AliasEvent event) throws UnreadableYaml {
        String name = event.getAlias().getValue();
        Yaml anchored = anchors.get(name);
        if (anchored == null) {
            throw UnreadableYaml.at(event, "nothing before here is named &" + name);
        }
        count(event, sizes.getOrDefault(anchored, 1));
        return anchored;
    }
}
