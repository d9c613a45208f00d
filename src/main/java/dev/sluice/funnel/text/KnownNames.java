package dev.sluice.funnel.text;

import dev.sluice.funnel.Vocabulary;
import dev.sluice.funnel.Vocabulary.TraitType;
import java.util.Map;
import java.util.Set;

/** The names that the criteria of one definition may use: registered, declared in it, or its own stages and flags. */
record KnownNames(
        Set<String> kinds,
        Map<String, TraitType> traits,
        Set<String> stages,
        Set<String> flags,
        Vocabulary vocabulary) {}
