package dev.sluice.form;

/** Counts the qualified among a form's leads; implemented by the module of standings. */
public interface QualifiedLeads {
    /** How many of these people have reached a stage that counts as qualified, now or before. */
    int among(int workspace, long[] people);
}
