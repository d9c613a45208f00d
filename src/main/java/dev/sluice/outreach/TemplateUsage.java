package dev.sluice.outreach;

import java.util.List;

/** Who sends a template; implemented where templates are sent from. */
interface TemplateUsage {
    /** The titles of what sends that template, sorted by name; called inside the workspace's transaction. */
    List<String> usedBy(int workspace, String template);
}
