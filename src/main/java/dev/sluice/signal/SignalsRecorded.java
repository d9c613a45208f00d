package dev.sluice.signal;

import java.util.List;

/** Published in the transaction that records them, once a batch; only signals that were not known before. */
public record SignalsRecorded(int workspace, List<Signal> signals) {}
