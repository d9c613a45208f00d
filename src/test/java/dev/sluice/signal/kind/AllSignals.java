package dev.sluice.signal.kind;

import dev.sluice.funnel.Vocabulary;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every kind that the modules declare, found in their classes, for tests that start no application. */
public final class AllSignals {
    private static final List<SignalKind> DECLARED = read();
    private static final SignalKinds KINDS = new SignalKinds(List.of(new DeclaredSignals(DECLARED)));

    private AllSignals() {}

    public static SignalKinds kinds() {
        return KINDS;
    }

    public static Vocabulary vocabulary() {
        return KINDS.vocabulary();
    }

    private static List<SignalKind> read() {
        List<SignalKind> found = new ArrayList<>();
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes.resolve("dev/sluice"))) {
            for (Path file : files.filter(path -> path.getFileName().toString().endsWith("Signals.class"))
                    .sorted()
                    .toList()) {
                String name =
                        classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                for (Field field : Class.forName(name).getDeclaredFields()) {
                    if (field.getType() == SignalKind.class && Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        found.add((SignalKind) field.get(null));
                    }
                }
            }
        } catch (IOException | ReflectiveOperationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return List.copyOf(found);
    }
}
