package dev.sluice.funnel.text;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads a written definition and checks it. */
public final class DefinitionReader {

    private DefinitionReader() {}

    /** Finds every problem at once, each with its line and column and how to fix it. */
    public static ParsedDefinition read(String yaml, Vocabulary vocabulary, DefinitionContext context) {
        ProblemCollector findings = new ProblemCollector();
        try {
            Yaml root = YamlReader.read(yaml, findings);
            SectionReader sections = new SectionReader(findings, root, vocabulary);
            Definition definition = sections.definition();
            new DefinitionValidator(definition, context, findings, sections.sections()).run();
            return findings.refused()
                    ? new ParsedDefinition.DefinitionRefused(findings.inOrder())
                    : new ParsedDefinition.Readable(definition, findings.inOrder());
        } catch (UnreadableYaml e) {
            findings.add(e.problem());
            return new ParsedDefinition.DefinitionRefused(findings.inOrder());
        }
    }

    /** The JSON Schema (draft 2020-12) of a definition, for editors. */
    public static String schema() {
        try (InputStream in = DefinitionReader.class.getResourceAsStream("/funnel/schema.json")) {
            if (in == null) {
                throw new IllegalStateException("funnel/schema.json is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
