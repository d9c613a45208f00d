package dev.sluice.funnel.text;

/**
 * One fault of a written definition: where it stands (1-based), and what was expected and how to mend it.
 */
public record Problem(int line, int column, Severity severity, String what) {

    /** An error refuses the definition; a warning can be overruled. */
    public enum Severity {
        ERROR,
        WARNING
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + what;
    }
}
