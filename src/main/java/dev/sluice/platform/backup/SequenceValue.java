package dev.sluice.platform.backup;

/** The last number that a sequence gave. */
record SequenceValue(String name, long last) {}
