package dev.sluice.funnel.text;

import java.util.Map;

/** Reports problems of a definition as a whole at the section or gate that they are about. */
final class SectionProblems {

    private final ProblemCollector problems;
    private final Map<String, Yaml> sections;

    /** @param sections by name, and gates by {@code enter/<stage>} */
    SectionProblems(ProblemCollector problems, Map<String, Yaml> sections) {
        this.problems = problems;
        this.sections = sections;
    }

    /** At the beginning of the text where the section is missing. */
    void error(String section, String what) {
        Yaml node = sections.get(section);
        problems.error(node == null ? 1 : node.line(), node == null ? 1 : node.column(), what);
    }

    void warning(String section, String what) {
        Yaml node = sections.get(section);
        problems.warning(node == null ? 1 : node.line(), node == null ? 1 : node.column(), what);
    }
}
