package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/** The house: what may see what. */
class ModularityTest {
    private static final ApplicationModules MODULES = ApplicationModules.of(Sluice.class);
    private static final Path MAP = Path.of("docs/modules.md");

    @Test
    void everyModuleSeesOnlyWhatItSaysItMaySee() {
        MODULES.verify();
    }

    @Test
    void theMapOfModulesInTheDocumentsIsTheHouseAsItStands() throws IOException {
        String drawn = map();
        String before = Files.exists(MAP) ? Files.readString(MAP) : "";
        Files.createDirectories(MAP.getParent());
        Files.writeString(MAP, drawn, StandardCharsets.UTF_8);
        assertThat(before)
                .as("docs/modules.md was out of date; it has been drawn anew: commit it")
                .isEqualTo(drawn);
    }

    private static String map() {
        List<ApplicationModule> modules = MODULES.stream()
                .sorted(Comparator.comparing(module -> module.getIdentifier().toString()))
                .toList();
        String arrows = modules.stream()
                .flatMap(module -> module.getDirectDependencies(
                                MODULES,
                                DependencyType.USES_COMPONENT,
                                DependencyType.DEFAULT,
                                DependencyType.ENTITY,
                                DependencyType.EVENT_LISTENER)
                        .uniqueModules()
                        .map(other -> "    " + module.getIdentifier() + " --> " + other.getIdentifier()))
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
        String table = modules.stream()
                .map(module -> "| `" + module.getIdentifier() + "` | " + module.getDisplayName() + " |")
                .collect(Collectors.joining("\n"));
        return """
                # The modules

                Drawn by `ModularityTest` from the code; an arrow is read "uses".

                ```mermaid
                flowchart RL
                %s
                ```

                | package below `dev.sluice` | name |
                |---|---|
                %s
                """.formatted(arrows, table);
    }
}
