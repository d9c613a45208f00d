package dev.sluice.outreach;

import java.util.List;
import java.util.Map;

/** One step of a sequence. Its id is kept when the sequence is edited, so that whoever is past it stays past it. */
sealed interface Step {
    String id();

    /** How long after the step before, or after the start. */
    Delay after();

    /**
     * A mail; of several variants one is drawn by weight.
     *
     * @param byStage templates that take the variants' place for people at these stages
     */
    record Mail(String id, Delay after, List<Variant> variants, Map<String, String> byStage) implements Step {}

    /** Something for the owner of the lead to do: a call, a message on a social network. */
    record Task(String id, Delay after, String kind, String what) implements Step {}

    record Wait(String id, Delay after) implements Step {}

    /**
     * Goes one of two ways.
     *
     * @param when a criterion in the words of a funnel definition, as {@code {engagement: {at_least: 20}}}
     */
    record Branch(String id, Delay after, String when, List<Step> then, List<Step> otherwise) implements Step {}

    /** One of the texts that are tried against each other. */
    record Variant(String id, String template, int weight) {}
}
