package dev.sluice.imports.mapping;

import dev.sluice.funnel.Pipeline;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.csv.FileLayout;
import dev.sluice.standing.DefinitionRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the names that a file gives to stages of deals mean in the pipeline where new deals go their way.
 *
 * @param pipelines those of every funnel that decides, that one first; none while nothing decides
 */
public record StageMapping(List<Pipeline> pipelines) {
    private static final int LOOKED_AT = 20_000;
    private static final int MOST_NAMES = 200;

    /**
     * A name that stands in the file.
     *
     * @param means the stage, {@code won} or {@code lost}; null where no stage is called so
     */
    public record Met(String name, long rows, @Nullable String means) {}

    /**
     * The names of a file.
     *
     * @param pipeline where new deals go
     * @param looked so many rows were looked at
     * @param whole the file has no more than those
     */
    public record SeenStage(String pipeline, List<Met> names, long looked, boolean whole) {
        public static final SeenStage NOTHING = new SeenStage("", List.of(), 0, true);

        public List<Met> strange() {
            return names.stream().filter(met -> met.means() == null).toList();
        }
    }

    public static StageMapping of(List<DefinitionRun> deciding) {
        return new StageMapping(deciding.stream()
                .flatMap(run -> run.definition().pipelines().stream())
                .toList());
    }

    /** The stage of that name; null where there is none. */
    @Nullable
    public String named(String told) {
        Pipeline.PipelineStage stage =
                pipelines.isEmpty() ? null : pipelines.getFirst().named(told);
        return stage == null ? null : stage.id();
    }

    /** Looks through the beginning of a file; the names that mean nothing come first, then the frequent ones. */
    public SeenStage seen(Path file, FileLayout layout, ColumnMapping mapping) throws IOException {
        int column = IntStream.range(0, mapping.columns().size())
                .filter(i -> mapping.columns().get(i).target().kind() == ColumnTarget.Kind.DEAL_STAGE)
                .findFirst()
                .orElse(-1);
        if (column < 0 || pipelines.isEmpty()) {
            return SeenStage.NOTHING;
        }
        Map<String, Long> rows = new LinkedHashMap<>();
        long looked = 0;
        boolean whole = true;
        try (CsvReader all = layout.open(Files.newInputStream(file))) {
            for (CsvReader.CsvRow row = all.next(); row != null; row = all.next()) {
                if (row.number() <= layout.headerRow() || row.fault() != null) {
                    continue;
                }
                if (looked == LOOKED_AT) {
                    whole = false;
                    break;
                }
                looked++;
                String name =
                        column < row.cells().size() ? CellText.clean(row.cells().get(column)) : "";
                if (!name.isEmpty() && (rows.size() < MOST_NAMES || rows.containsKey(name))) {
                    rows.merge(name, 1L, Long::sum);
                }
            }
        }
        List<Met> names = new ArrayList<>();
        rows.forEach((name, count) -> names.add(new Met(name, count, means(name))));
        names.sort(Comparator.comparing((Met met) -> met.means() != null)
                .thenComparing(Met::rows, Comparator.reverseOrder()));
        return new SeenStage(pipelines.getFirst().id(), names, looked, whole);
    }

    private @Nullable String means(String name) {
        String end = DealRowReader.end(name);
        return end == null ? named(name) : end;
    }
}
