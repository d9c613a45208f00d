package dev.sluice.handoff;

import java.util.List;

/** The JSON of a list that fits into one response. */
public record RowsResponse<T>(List<T> rows) {}
