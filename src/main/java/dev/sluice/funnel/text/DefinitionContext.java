package dev.sluice.funnel.text;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What checks need of the workspace of a definition.
 *
 * @param known false when nothing is known, so that no check may rely on it
 * @param sources capture sources that exist: {@code form/<slug>}, {@code script}, {@code api}, {@code import},
 *     {@code mailbox}
 * @param forms the traits that each open form gives, by its slug; null when the forms are not known
 * @param decidingForms the slugs of forms that a deciding definition names; one that was closed since is a warning, so
 *     that it keeps no one from changing something else
 */
public record DefinitionContext(
        boolean known,
        Set<String> sources,
        Set<String> teams,
        Set<String> users,
        @Nullable Map<String, Set<String>> forms,
        Set<String> decidingForms) {

    public static DefinitionContext unknown() {
        return new DefinitionContext(false, Set.of(), Set.of(), Set.of(), null, Set.of());
    }

    public static DefinitionContext of(Set<String> sources, Set<String> teams, Set<String> users) {
        return new DefinitionContext(true, Set.copyOf(sources), Set.copyOf(teams), Set.copyOf(users), null, Set.of());
    }

    /** Of a workspace with these sources besides its forms. */
    public static DefinitionContext of(Set<String> sources, Map<String, Set<String>> forms, Set<String> decidingForms) {
        return new DefinitionContext(
                true, Set.copyOf(sources), Set.of(), Set.of(), Map.copyOf(forms), Set.copyOf(decidingForms));
    }
}
