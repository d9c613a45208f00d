package dev.sluice.funnel.text;

import org.snakeyaml.engine.v2.events.Event;

/** The text is no YAML, or too much of it. */
final class UnreadableYaml extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    UnreadableYaml(int line, int column, String what) {
        super(what);
        problem = new Problem(line, column, Problem.Severity.ERROR, what);
    }

    static UnreadableYaml at(Event event, String what) {
        return new UnreadableYaml(YamlPosition.line(event), YamlPosition.column(event), what);
    }

    Problem problem() {
        return problem;
    }
}
