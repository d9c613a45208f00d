package dev.sluice.funnel;

import java.util.List;
import java.util.UUID;

/**
 * One reason of a decision: the text of the criterion that was met, the signals that met it, and the line of the
 * definition that has it (0 for none, as for a stage recorded by hand).
 */
public record Reason(String text, List<UUID> signals, int line) {}
