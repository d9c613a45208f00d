package dev.sluice.imports.proposal;

import dev.sluice.imports.csv.BlankText;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.mapping.CellText;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.mapping.ColumnTarget.Kind;
import dev.sluice.imports.mapping.Placeholders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a reader should know of a file as a whole before it is imported, by what its columns tell. */
final class FileRemarks {
    private static final Set<String> WHO = Set.of("name", "first_name", "last_name", "phone");

    private FileRemarks() {}

    static List<String> of(ColumnMapping mapping, List<CsvReader.CsvRow> sample) {
        List<String> remarks = new ArrayList<>();
        if (sample.isEmpty()) {
            remarks.add("Beneath its header the file holds no row.");
            return remarks;
        }
        List<ColumnTarget> targets = mapping.columns().stream()
                .map(ColumnMapping.MappedColumn::target)
                .toList();
        boolean deals = targets.stream().anyMatch(target -> switch (target.kind()) {
            case DEAL, DEAL_NAME, DEAL_STAGE, DEAL_OPENED, DEAL_CLOSED -> true;
            default -> false;
        });
        boolean company = targets.contains(ColumnTarget.trait("company"));
        boolean who = targets.stream().anyMatch(FileRemarks::identifies);
        if (!who) {
            remarks.add(company || deals ? unnamed(deals, company) : noList());
        }
        if (deals && !targets.contains(of(Kind.DEAL_NAME)) && !company) {
            remarks.add("No column names the deals or their companies: they are called by their number.");
        }
        if (deals
                && !targets.contains(of(Kind.DEAL_STAGE))
                && !targets.contains(of(Kind.OUTCOME))
                && !targets.contains(of(Kind.WON))
                && !targets.contains(of(Kind.LOST))) {
            remarks.add("No column tells the state of the deals, so all of them are open.");
        }
        long without = who ? withoutKey(mapping, sample) : 0;
        if (without > 0) {
            remarks.add(without + " of the first " + sample.size() + " rows have neither an address nor an id: each"
                    + " becomes a person of its own, and another one if the file is imported again.");
        }
        return remarks;
    }

    private static ColumnTarget of(Kind kind) {
        return new ColumnTarget(kind, "");
    }

    private static boolean identifies(ColumnTarget target) {
        return target.kind() == Kind.EMAIL
                || (target.kind() == Kind.EXTERNAL
                        && !target.name().endsWith("_deal")
                        && !target.name().endsWith("_company"))
                || (target.kind() == Kind.TRAIT && WHO.contains(target.name()));
    }

    private static String unnamed(boolean deals, boolean company) {
        return deals
                ? "No column says whom the deals are with: each deal gets a person without a name"
                        + (company ? ", of the company in its row." : ".")
                : "This looks like a list of companies: each row becomes a person without a name, of that company.";
    }

    private static String noList() {
        return "No column says who the rows are about, so this does not look like a list of people: each row becomes a"
                + " person without a name.";
    }

    private static long withoutKey(ColumnMapping mapping, List<CsvReader.CsvRow> sample) {
        return sample.stream()
                .filter(row -> row.fault() == null)
                .filter(row -> {
                    for (int i = 0;
                            i < Math.min(row.cells().size(), mapping.columns().size());
                            i++) {
                        ColumnTarget target = mapping.columns().get(i).target();
                        boolean key = target.kind() == Kind.EMAIL
                                || target.kind() == Kind.EXTERNAL
                                || target.kind() == Kind.DEAL;
                        String cell = CellText.clean(row.cells().get(i));
                        if (key && !BlankText.isBlank(cell) && !Placeholders.isOne(target, cell)) {
                            return false;
                        }
                    }
                    return true;
                })
                .count();
    }
}
