package dev.sluice.template;

import java.util.List;

/** Names what sends a template; implemented by the modules that send templates. */
public interface TemplateUsage {
    /** The titles of the sequences and the like that send it, sorted by name; called inside the workspace's transaction. */
    List<String> usedBy(int workspace, String template);
}
