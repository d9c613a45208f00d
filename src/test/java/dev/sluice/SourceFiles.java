package dev.sluice;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the compiler's syntax tree says of the sizes of our sources. */
record SourceFiles(List<SourceFile> files, List<SourceType> types, List<SourceMethod> methods) {
    static final Path ROOT = Path.of("src/main/java/dev/sluice");

    record SourceFile(String path, int lines) {}

    /** A top-level or nested type; the module is the innermost package. */
    record SourceType(String file, String module, String name, boolean nested) {}

    /** A method or constructor; its length is the number of lines between its braces. */
    record SourceMethod(String file, String name, int lines, int parameters) {}

    static SourceFiles read() throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(ROOT)) {
            paths = walk.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(new SourceFile(name(path), Files.readAllLines(path).size()));
        }
        SourceFiles found = new SourceFiles(files, new ArrayList<>(), new ArrayList<>());
        found.parse(paths);
        return found;
    }

    private void parse(List<Path> paths) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    problem -> {},
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Sizes(unit, positions).scan(unit, null);
            }
        }
    }

    private static String name(Path path) {
        return ROOT.relativize(path).toString();
    }

    private final class Sizes extends TreeScanner<Void, String> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String file;
        private final String module;

        Sizes(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.file = name(Path.of("")
                    .toAbsolutePath()
                    .relativize(Path.of(unit.getSourceFile().toUri())));
            this.module = unit.getPackageName().toString().replaceFirst("^dev\\.sluice\\.?", "");
        }

        @Override
        public Void visitClass(ClassTree type, String outer) {
            if (!type.getSimpleName().isEmpty()) {
                types.add(new SourceType(file, module, type.getSimpleName().toString(), outer != null));
            }
            return super.visitClass(type, type.getSimpleName().toString());
        }

        @Override
        public Void visitMethod(MethodTree method, String type) {
            if (method.getBody() != null && positions.getEndPosition(unit, method.getBody()) > 0) {
                long start = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method.getBody()));
                long end = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method.getBody()));
                methods.add(new SourceMethod(
                        file,
                        type + "." + method.getName(),
                        (int) (end - start - 1),
                        method.getParameters().size()));
            }
            return super.visitMethod(method, type);
        }
    }
}
