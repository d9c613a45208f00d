package dev.sluice.funnel;

import java.util.List;

/** The result of the fold: the standing now, and the decisions that led to it, in order. */
public record FoldResult(Standing standing, List<Decision> decisions) {}
