package dev.sluice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which module's SQL names which table, read from the sources of a checkout. A table or view belongs to the module whose
 * migration folder creates it; {@code COMMENT ON TABLE} in the folder of another module moves it there. A nested module
 * may use the tables of its parent. Table names that are put together at run time are not seen.
 */
final class DataWalls {
    private static final Pattern NAME =
            Pattern.compile("\\b(?:FROM|JOIN|INTO|UPDATE|USING|ONLY)\\s+(?:ONLY\\s+)?(\\w+)");
    private static final Pattern VERB = Pattern.compile("\\b(?:SELECT|INSERT|UPDATE|DELETE|JOIN|FROM)\\b");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern ALLOWED = Pattern.compile("allowedDependencies\\s*=\\s*(\\{[^}]*}|\"[^\"]*\")");
    private static final Pattern DDL = Pattern.compile(
            "CREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(?<table>\\w+)"
                    + "|CREATE\\s+SEQUENCE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(?<sequence>\\w+)"
                    + "|CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:MATERIALIZED\\s+)?VIEW\\s+(?<view>\\w+)(?<body>[^;]*);"
                    + "|COMMENT\\s+ON\\s+TABLE\\s+(?<taken>\\w+)"
                    + "|ALTER\\s+TABLE\\s+(?<old>\\w+)\\s+RENAME\\s+TO\\s+(?<new>\\w+)"
                    + "|DROP\\s+(?:TABLE|VIEW)\\s+(?:IF\\s+EXISTS\\s+)?(?<dropped>\\w+)",
            Pattern.CASE_INSENSITIVE);

    /** A table or view that the SQL of a file names though another module owns it. */
    private record Use(String module, String file, String table) {}

    private final Path code;
    private final Path resources;
    private final Map<String, Set<String>> allowed = new TreeMap<>();
    private final Map<String, String> owners = new TreeMap<>();
    private final Map<String, Set<String>> views = new TreeMap<>();

    DataWalls(Path root) {
        code = root.resolve("src/main/java/dev/sluice");
        resources = root.resolve("src/main/resources");
        files(code, "package-info.java").forEach(this::module);
        files(resources.resolve("db/migration"), ".sql")
                .sorted(Comparator.comparing((Path path) -> name(path).startsWith("R__"))
                        .thenComparing(DataWalls::name))
                .forEach(this::migration);
    }

    /** SQL that names a table of another module, a line each. */
    Set<String> foreignTables() {
        return uses().filter(use -> !views.containsKey(use.table()))
                .map(use -> use.file() + " names " + use.table() + " of " + owner(use.table()) + "; use "
                        + instead(owner(use.table())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Views that are built on a table of another module, a line each. */
    Set<String> foreignTablesInViews() {
        Set<String> found = new TreeSet<>();
        views.forEach((view, names) -> names.stream()
                .filter(name -> owners.containsKey(name) && !views.containsKey(name))
                .filter(name -> !inside(owner(view), owner(name)))
                .forEach(name -> found.add("the view " + view + " of " + owner(view) + " names " + name + " of "
                        + owner(name) + "; use " + instead(owner(name)))));
        return found;
    }

    /** SQL that reads a module which the reader's package-info.java does not list, a line each. */
    Set<String> undeclaredReads() {
        return uses().filter(
                        use -> !allowed.getOrDefault(use.module(), Set.of()).contains(owner(use.table())))
                .map(use -> use.file() + " reads " + use.table() + "; list \"" + owner(use.table())
                        + "\" in allowedDependencies of " + use.module())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many files read another module's data through a view that it publishes. */
    long readsThroughViews() {
        return uses().filter(use -> views.containsKey(use.table())).count();
    }

    private String instead(String owner) {
        String published = owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(owner) && views.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return (published.isEmpty() ? "" : published + " or ") + "a public type of " + owner;
    }

    private Stream<Use> uses() {
        Stream<Path> sql = files(resources, ".sql").filter(path -> !path.startsWith(resources.resolve("db/migration")));
        return Stream.concat(files(code, ".java"), sql).flatMap(this::uses).distinct();
    }

    private Stream<Use> uses(Path path) {
        Path folder = path.startsWith(code) ? code : resources;
        String module = moduleOf(folder.relativize(path.getParent()));
        return statements(path)
                .filter(sql -> VERB.matcher(sql).find())
                .flatMap(sql -> names(sql).stream())
                .filter(name -> owners.containsKey(name) && !inside(module, owner(name)))
                .map(name -> new Use(module, folder.relativize(path).toString(), name));
    }

    private static Stream<String> statements(Path path) {
        if (name(path).endsWith(".sql")) {
            return Stream.of(withoutComments(path));
        }
        return LITERAL.matcher(read(path))
                .results()
                .map(literal -> literal.group(1) == null ? literal.group(2) : literal.group(1));
    }

    private void module(Path info) {
        String text = read(info);
        Matcher listed = ALLOWED.matcher(text);
        if (text.contains("@ApplicationModule")) {
            String names = listed.find() ? listed.group(1) : "";
            allowed.put(
                    dotted(code.relativize(info.getParent())),
                    Pattern.compile("\"([^\"]+)\"")
                            .matcher(names)
                            .results()
                            .map(name -> name.group(1).split("::")[0].strip())
                            .collect(Collectors.toSet()));
        }
    }

    private void migration(Path path) {
        String module =
                moduleOf(resources.resolve("db/migration").relativize(path).getParent());
        DDL.matcher(withoutComments(path)).results().forEach(step -> apply(module, step));
    }

    private void apply(String module, MatchResult step) {
        if (step.group("table") != null || step.group("sequence") != null) {
            owners.put(step.group("table") == null ? step.group("sequence") : step.group("table"), module);
        } else if (step.group("view") != null) {
            owners.put(step.group("view"), module);
            views.put(step.group("view"), names(step.group("body")));
        } else if (step.group("taken") != null) {
            owners.computeIfPresent(step.group("taken"), (table, owner) -> module);
        } else if (step.group("old") != null && owners.containsKey(step.group("old"))) {
            owners.put(step.group("new"), owner(step.group("old")));
            owners.remove(step.group("old"));
        } else if (step.group("dropped") != null) {
            owners.remove(step.group("dropped"));
            views.remove(step.group("dropped"));
        }
    }

    private String owner(String table) {
        return owners.getOrDefault(table, "");
    }

    private static boolean inside(String module, String owner) {
        return module.equals(owner) || module.startsWith(owner + ".");
    }

    /** The innermost module of a folder. */
    private String moduleOf(Path folder) {
        for (int n = folder.getNameCount(); n > 0; n--) {
            String name = dotted(folder.subpath(0, n));
            if (allowed.containsKey(name)) {
                return name;
            }
        }
        return folder.getName(0).toString();
    }

    private static Set<String> names(String sql) {
        return NAME.matcher(sql).results().map(name -> name.group(1)).collect(Collectors.toCollection(HashSet::new));
    }

    private static String dotted(Path folder) {
        return folder.toString().replace(folder.getFileSystem().getSeparator(), ".");
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static String withoutComments(Path path) {
        return read(path).replaceAll("--.*", "");
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Path> files(Path folder, String end) {
        if (!Files.exists(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return List.copyOf(
                    files.filter(path -> name(path).endsWith(end)).sorted().toList())
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
