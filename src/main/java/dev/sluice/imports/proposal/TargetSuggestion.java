package dev.sluice.imports.proposal;

import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.mapping.ColumnTarget.Kind;
import dev.sluice.imports.mapping.KnownHeaders;
import dev.sluice.imports.mapping.KnownHeaders.HeaderMeaning;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Suggests what the columns of a file tell: by their names, by those beside them, and by the values of the first rows. */
final class TargetSuggestion {
    private TargetSuggestion() {}

    static List<ProposedColumn> suggest(List<ColumnSample> samples, ZoneId zone) {
        List<ProposedColumn> columns = samples.stream()
                .map(sample -> new ProposedColumn(sample, unnamed(sample)))
                .toList();
        Map<String, ProposedColumn> byMeaning = new HashMap<>();
        for (ProposedColumn column : columns) {
            HeaderMeaning meaning = KnownHeaders.meaning(column.sample.header());
            if (meaning != null) {
                byMeaning.merge(meaning.target().code(), column, TargetSuggestion::better);
            }
        }
        byMeaning.values().forEach(column -> {
            HeaderMeaning meaning = KnownHeaders.meaning(column.sample.header());
            column.target = meaning == null ? column.target : meaning.target();
        });
        FileSubject file = new FileSubject(columns);
        new NeighbourRules(file).apply();
        new ValueRules(file, zone).apply();
        new IdRules(file).apply();
        amountsOnlyWithDeals(columns);
        return columns;
    }

    private static ColumnTarget unnamed(ColumnSample sample) {
        boolean nothing = sample.values().isEmpty() && sample.header().matches("Column \\d+");
        return nothing || KnownHeaders.ignored(sample.header())
                ? ColumnTarget.IGNORE
                : ColumnTarget.trait(KnownHeaders.traitName(sample.header()));
    }

    /** The fuller column wins, then the usual name. */
    private static ProposedColumn better(ProposedColumn first, ProposedColumn second) {
        int more = Integer.compare(
                second.sample.values().size(), first.sample.values().size());
        return more > 0 || (more == 0 && rank(second) < rank(first)) ? second : first;
    }

    private static int rank(ProposedColumn column) {
        HeaderMeaning meaning = KnownHeaders.meaning(column.sample.header());
        return meaning == null ? Integer.MAX_VALUE : meaning.rank();
    }

    private static void amountsOnlyWithDeals(List<ProposedColumn> columns) {
        boolean deals = columns.stream().anyMatch(column -> switch (column.target.kind()) {
            case WON, LOST, OUTCOME, DEAL, DEAL_NAME, DEAL_STAGE, DEAL_OPENED, DEAL_CLOSED -> true;
            default -> false;
        });
        for (ProposedColumn column : columns) {
            if (!deals && (column.is(Kind.AMOUNT) || column.is(Kind.CURRENCY) || column.is(Kind.LOST_REASON))) {
                column.becomesPlain();
            }
        }
    }
}
