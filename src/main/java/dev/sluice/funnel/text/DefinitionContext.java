package dev.sluice.funnel.text;

import java.util.Set;

/**
 * What checks need of the workspace of a definition.
 *
 * @param known false when nothing is known, so that no check may rely on it
 * @param sources capture sources that exist: {@code form/<slug>}, {@code script}, {@code api}, {@code import},
 *     {@code mailbox}
 */
public record DefinitionContext(boolean known, Set<String> sources, Set<String> teams, Set<String> users) {

    public static DefinitionContext unknown() {
        return new DefinitionContext(false, Set.of(), Set.of(), Set.of());
    }

    public static DefinitionContext of(Set<String> sources, Set<String> teams, Set<String> users) {
        return new DefinitionContext(true, Set.copyOf(sources), Set.copyOf(teams), Set.copyOf(users));
    }
}
