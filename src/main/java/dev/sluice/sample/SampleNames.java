package dev.sluice.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The names that people and firms of the sample are made of: {@code sample/names.yaml}. */
record SampleNames(List<String> first, List<String> last, List<String> places, List<String> trades) {

    static SampleNames read() {
        try (InputStream in = SampleNames.class.getResourceAsStream("/sample/names.yaml")) {
            if (in == null) {
                throw new IllegalStateException("sample/names.yaml is missing from the build");
            }
            Map<?, ?> lists = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return new SampleNames(
                    list(lists, "first"), list(lists, "last"), list(lists, "places"), list(lists, "trades"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> list(Map<?, ?> lists, String name) {
        if (!(lists.get(name) instanceof List<?> list)) {
            throw new IllegalStateException("sample/names.yaml has no list " + name);
        }
        return list.stream().map(String::valueOf).toList();
    }
}
