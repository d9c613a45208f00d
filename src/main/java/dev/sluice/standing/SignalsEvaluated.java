package dev.sluice.standing;

import dev.sluice.funnel.FoldSignal;
import java.util.List;
import java.util.Map;

/**
 * Published in the transaction that folds these signals, after its decisions: a listener finds the standings, owners and
 * clocks that followed from them.
 *
 * @param news by person, in order
 */
public record SignalsEvaluated(int workspace, Map<Long, List<FoldSignal>> news) {}
