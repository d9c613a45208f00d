package dev.sluice.funnel;

import java.util.List;

/** What the fold answers: where the person stands now, and what was decided on the way, in order. */
public record FoldResult(Standing standing, List<Decision> decisions) {}
