package dev.sluice.funnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a written definition and checks it. */
public final class DefinitionReader {

    private DefinitionReader() {}

    public static Reading read(String yaml, Vocabulary vocabulary, Surroundings surroundings) {
        return new Reading.Refused(List.of(new Problem(1, 1, Problem.Severity.ERROR, "not read yet")));
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
