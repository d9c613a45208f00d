package dev.sluice.funnel;

import java.util.Set;

/**
 * What stands around a definition in its workspace, as far as checks need it.
 *
 * @param known false when nothing is known, so that no check may lean on it
 * @param sources capture sources that stand: {@code form/<slug>}, {@code script}, {@code api}, {@code import},
 *     {@code mailbox}
 */
public record Surroundings(boolean known, Set<String> sources, Set<String> teams, Set<String> users) {

    public static Surroundings unknown() {
        return new Surroundings(false, Set.of(), Set.of(), Set.of());
    }

    public static Surroundings of(Set<String> sources, Set<String> teams, Set<String> users) {
        return new Surroundings(true, Set.copyOf(sources), Set.copyOf(teams), Set.copyOf(users));
    }
}
