package dev.sluice.funnel;

import java.util.List;

/** What came of reading a written definition: a definition, or the reasons why it is none. */
public sealed interface Reading {

    record Readable(Definition definition, List<Problem> warnings) implements Reading {}

    /** Holds every error found, and the warnings beside them. */
    record Refused(List<Problem> problems) implements Reading {}
}
