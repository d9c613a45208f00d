package dev.sluice.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Some of our migrations in a folder of their own, under the names that Flyway's history has. */
final class SelectedMigrations implements AutoCloseable {
    private static final String ROOT = "db/migration/";

    private final Path folder;

    private SelectedMigrations(Path folder) {
        this.folder = folder;
    }

    /** Throws {@link DatabaseOwner.MissingMigrations} when a version is none of ours. */
    static SelectedMigrations of(Set<String> versions) throws IOException {
        SelectedMigrations selected = new SelectedMigrations(Files.createTempDirectory("sluice-migrations"));
        Set<String> missing = new HashSet<>(versions);
        for (Resource resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "**/V*.sql")) {
            String url = resource.getURL().toString();
            String name = url.substring(url.lastIndexOf(ROOT) + ROOT.length());
            if (missing.remove(version(name))) {
                Path file = selected.folder.resolve(name);
                Files.createDirectories(file.getParent());
                try (InputStream in = resource.getInputStream()) {
                    Files.copy(in, file);
                }
            }
        }
        if (!missing.isEmpty()) {
            selected.close();
            throw new DatabaseOwner.MissingMigrations();
        }
        return selected;
    }

    /** "platform/V011_1__template.sql" has the version 011.1. */
    private static String version(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.substring(1, file.indexOf("__")).replace('_', '.');
    }

    String location() {
        return "filesystem:" + folder;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
