package dev.sluice.platform;

import java.util.List;

/** Input that is refused before anything is written; each fault names its field, what is wrong and the remedy. */
public class BadInput extends RuntimeException {
    private final List<FieldError> faults;

    /** One refused field: its name as the caller wrote it, and a sentence that says rule and remedy. */
    public record FieldError(String field, String sentence) {}

    public BadInput(List<FieldError> faults) {
        super(faults.isEmpty() ? "bad input" : faults.getFirst().sentence());
        this.faults = List.copyOf(faults);
    }

    public BadInput(String field, String sentence) {
        this(List.of(new FieldError(field, sentence)));
    }

    public List<FieldError> faults() {
        return faults;
    }
}
