package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents for developers speak of the code as it is. */
class DocumentsTest {
    private static final Pattern TYPE = Pattern.compile("`@?([A-Z][a-z]\\w+[A-Z]?\\w*)(?:\\.\\w+)?(?:\\([^`]*\\))?`");
    private static final Set<String> OTHERS = Set.of("InstantSource", "Order");

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md"})
    void everyTypeThatADocumentNamesExists(String document) throws IOException {
        Set<String> types = types();
        Set<String> named = new TreeSet<>();
        Matcher matcher = TYPE.matcher(Files.readString(Path.of(document)));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        named.removeAll(OTHERS);
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(types)
                .as("rename the type in the document too, or add it to the others when it is not ours")
                .containsAll(named);
    }

    private static Set<String> types() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }
}
