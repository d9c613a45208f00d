package dev.sluice.standing;

import dev.sluice.funnel.FoldSignal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Published in the transaction that folds these signals, before its decisions. A listener that acts on a signal and can
 * wait for the fold listens here, so that recording a signal waits for no one.
 *
 * @param news by person, in order; people without a new signal are not in it
 * @param again people who are folded from the log, because of a late signal, a merge or an undone one
 */
public record SignalsFolded(int workspace, Map<Long, List<FoldSignal>> news, Set<Long> again) {}
