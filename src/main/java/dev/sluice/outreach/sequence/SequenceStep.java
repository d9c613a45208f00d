package dev.sluice.outreach.sequence;

import java.util.List;
import java.util.Map;

/** One step of a sequence. Its id is kept when the sequence is edited, so that people who are past it stay past it. */
public sealed interface SequenceStep {
    String id();

    /** How long after the step before, or after the start. */
    StepDelay after();

    /**
     * An email; of several variants one is drawn by weight.
     *
     * @param byStage templates that replace the variants for people at these stages
     */
    record EmailStep(String id, StepDelay after, List<Variant> variants, Map<String, String> byStage)
            implements SequenceStep {}

    /** A task for the owner of the lead: a call, a message on a social network. */
    record TaskStep(String id, StepDelay after, String kind, String what) implements SequenceStep {}

    record Wait(String id, StepDelay after) implements SequenceStep {}

    /**
     * Continues with one of two lists of steps.
     *
     * @param when a criterion as in a funnel definition, as {@code {engagement: {at_least: 20}}}
     */
    record Branch(String id, StepDelay after, String when, List<SequenceStep> then, List<SequenceStep> otherwise)
            implements SequenceStep {}

    /** One of the templates that are tested against each other. */
    record Variant(String id, String template, int weight) {}
}
