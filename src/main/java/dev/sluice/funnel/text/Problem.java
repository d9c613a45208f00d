package dev.sluice.funnel.text;

/**
 * One problem of a written definition: its position (1-based), what was expected and how to fix it.
 */
public record Problem(int line, int column, Severity severity, String what) {

    /** An error refuses the definition; a warning can be overridden. */
    public enum Severity {
        ERROR,
        WARNING
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + what;
    }
}
