package dev.sluice.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page changes of itself, without a click of its reader, may not move what they read. */
class LiveSwapTest {
    private static final Pattern TAG = Pattern.compile("<[a-z]+ [^>]*hx-trigger=\"([^\"]*)\"[^>]*>");
    private static final Pattern BY_ITSELF = Pattern.compile("(^|, ?|\")(every |changed)");

    @Test
    void everyPartThatRefreshesWithoutAClickUsesTheLiveSwap() throws IOException {
        List<String> refreshing = templates()
                .flatMap(file -> TAG.matcher(read(file)).results())
                .filter(tag -> BY_ITSELF.matcher(tag.group(1)).find())
                .map(MatchResult::group)
                .toList();
        assertThat(refreshing).hasSizeGreaterThan(4).allMatch(tag -> tag.contains("hx-swap=\"live"));
    }

    private static Stream<Path> templates() throws IOException {
        return Files.walk(Path.of("src/main/jte"))
                .filter(file -> file.toString().endsWith(".jte"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
