package dev.sluice.outreach.sequence;

import java.util.Objects;

/** Draws the variant for an enrolment by weight, always the same one. */
public final class VariantAssignment {
    private VariantAssignment() {}

    public static SequenceStep.Variant variant(long enrolment, SequenceStep.EmailStep step) {
        int total =
                step.variants().stream().mapToInt(SequenceStep.Variant::weight).sum();
        int at = Math.floorMod(mixed(31L * enrolment + Objects.hashCode(step.id())), total);
        for (SequenceStep.Variant variant : step.variants()) {
            at -= variant.weight();
            if (at < 0) {
                return variant;
            }
        }
        return step.variants().getLast();
    }

    /** Spreads neighbouring numbers evenly (the finalizer of MurmurHash3). */
    private static int mixed(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) ((h ^ (h >>> 33)) >>> 1);
    }
}
