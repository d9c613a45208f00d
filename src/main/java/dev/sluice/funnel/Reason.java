package dev.sluice.funnel;

import java.util.List;
import java.util.UUID;

/**
 * One reason of a decision: the criterion that was met in words, the signals that met it, and the line of the
 * definition where it stands (0 when no line of it does, as for a fact recorded by hand).
 */
public record Reason(String text, List<UUID> signals, int line) {}
