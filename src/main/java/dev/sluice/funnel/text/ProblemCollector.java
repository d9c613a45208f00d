package dev.sluice.funnel.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far. */
final class ProblemCollector {

    private final List<Problem> problems = new ArrayList<>();

    void error(Yaml at, String what) {
        error(at.line(), at.column(), what);
    }

    void error(int line, int column, String what) {
        problems.add(new Problem(line, column, Problem.Severity.ERROR, what));
    }

    void warning(int line, int column, String what) {
        problems.add(new Problem(line, column, Problem.Severity.WARNING, what));
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    boolean refused() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    List<Problem> inOrder() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }
}
