package dev.sluice.funnel;

import dev.sluice.funnel.Vocabulary.Kind;
import dev.sluice.funnel.Vocabulary.Trait;
import dev.sluice.funnel.Vocabulary.TraitType;
import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.signal.kind.AllSignals;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Reads definitions for tests of any module that need no workspace: the one place that knows the vocabulary. */
public final class TestDefinitions {
    private TestDefinitions() {}

    /** The kinds and traits that Sluice itself makes. */
    public static Vocabulary vocabulary() {
        return AllSignals.vocabulary();
    }

    /** A definition without a fault. */
    public static Definition read(String yaml) {
        return switch (DefinitionReader.read(yaml, vocabulary(), DefinitionContext.unknown())) {
            case ParsedDefinition.Readable readable -> readable.definition();
            case ParsedDefinition.DefinitionRefused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    /** The definition of that name that comes with Sluice. */
    public static Definition shipped(String name) {
        try (InputStream in = TestDefinitions.class.getResourceAsStream("/funnel/" + name + ".yaml")) {
            return read(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Kind kind(String name, String subject) {
        return new Kind(name, subject, "A kind of a test.", Set.of());
    }

    static Trait trait(String name, TraitType type) {
        return new Trait(name, type, "A trait of a test.", List.of());
    }
}
