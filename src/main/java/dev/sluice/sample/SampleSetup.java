package dev.sluice.sample;

import dev.sluice.form.FormProvisioning;
import dev.sluice.outreach.StarterOutreach;
import org.springframework.stereotype.Component;

/** What the firm has set up before its first visitor: forms and offers, and sequences that someone has read. */
@Component
class SampleSetup {
    private final FormProvisioning forms;
    private final StarterOutreach outreach;

    SampleSetup(FormProvisioning forms, StarterOutreach outreach) {
        this.forms = forms;
        this.outreach = outreach;
    }

    void in(int workspace) {
        SampleForms.in(workspace, forms);
        outreach.start(workspace);
    }
}
