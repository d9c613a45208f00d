package dev.sluice.template;

import java.util.List;

/** Who sends a template; implemented where templates are sent from. */
public interface TemplateUsage {
    /** The titles of what sends that template, sorted by name; called inside the workspace's transaction. */
    List<String> usedBy(int workspace, String template);
}
