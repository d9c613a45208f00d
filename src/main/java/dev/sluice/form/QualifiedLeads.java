package dev.sluice.form;

/** Says how many of a form's leads proved worth having; implemented where standings are known. */
public interface QualifiedLeads {
    /** How many of these people have reached a stage that counts as qualified, now or before. */
    int among(int workspace, long[] people);
}
