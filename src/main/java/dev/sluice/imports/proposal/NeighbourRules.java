package dev.sluice.imports.proposal;

import dev.sluice.imports.mapping.ColumnTarget;
import dev.sluice.imports.mapping.ColumnTarget.Kind;
import dev.sluice.imports.mapping.DealOutcome;
import dev.sluice.imports.mapping.StageIds;
import java.util.List;
import java.util.Set;

/** Columns whose meaning follows from those beside them: the stage of a deal, the name of a company, the id of either. */
final class NeighbourRules {
    private static final Set<String> STAGES = Set.of(
            "stage",
            "phase",
            "stufe",
            "etape",
            "etapa",
            "fase",
            "etap",
            "faze",
            "asama",
            "status",
            "statut",
            "estado",
            "stato",
            "stan",
            "stav",
            "durum",
            "situacao");
    private static final Set<String> STATES =
            Set.of("status", "statut", "estado", "stato", "stan", "stav", "durum", "situacao");
    private static final Set<String> LIFECYCLE =
            Set.of("subscriber", "lead", "mql", "sql", "opportunity", "customer", "evangelist", "visitor", "prospect");
    private static final Set<String> SAME_FOR_ALL = Set.of(
            "createdate",
            "createddate",
            "created",
            "createdat",
            "createdon",
            "createdtime",
            "creationdate",
            "datecreated",
            "dealcreationdate",
            "erstelltam",
            "erstelldatum",
            "datedecreation",
            "fechadecreacion",
            "datadecriacao");
    private static final Set<String> GIVEN_NAMES = Set.of("nome", "nombre", "nom", "ad", "jmeno", "imie", "forename");

    private final List<ProposedColumn> columns;
    private final FileSubject file;

    NeighbourRules(FileSubject file) {
        this.columns = file.columns();
        this.file = file;
    }

    void apply() {
        if (file.isAboutPeople()) {
            columns.stream().filter(NeighbourRules::isUnusedDeal).forEach(ProposedColumn::becomesPlain);
        }
        columns.forEach(this::name);
        columns.forEach(this::outcome);
        columns.forEach(this::stage);
        if (file.isAboutDeals() && !has(Kind.DEAL_OPENED)) {
            columns.stream()
                    .filter(column -> column.is(Kind.CREATED) && SAME_FOR_ALL.contains(column.key))
                    .forEach(column -> column.becomes(Kind.DEAL_OPENED));
        }
    }

    /** The fields of contacts can name a deal without one ever standing there. */
    private static boolean isUnusedDeal(ProposedColumn column) {
        boolean deal = column.is(Kind.DEAL) || column.is(Kind.DEAL_NAME) || column.is(Kind.DEAL_STAGE);
        return deal && column.sample.values().isEmpty() && column.sample.rows() > 0;
    }

    /** "Name" and "Title" alone: of the person, of the deal or of the company. */
    private void name(ProposedColumn column) {
        boolean given = ProposedColumn.hasTrait(columns, "first_name");
        boolean family = ProposedColumn.hasTrait(columns, "last_name");
        if (column.key.equals("name") && column.isTrait("name")) {
            if (given && !family) {
                column.target = ColumnTarget.trait("last_name");
            } else if (!file.isAboutPeople() && file.isAboutDeals() && !has(Kind.DEAL_NAME)) {
                column.becomes(Kind.DEAL_NAME);
            } else if (file.isAboutCompanies() && !ProposedColumn.hasTrait(columns, "company")) {
                column.target = ColumnTarget.trait("company");
            }
        } else if (column.key.equals("title") && column.isTrait("role") && isTitleOfDeal()) {
            column.becomes(Kind.DEAL_NAME);
        } else if (column.isTrait("first_name") && !family && GIVEN_NAMES.contains(column.key)) {
            column.target = ProposedColumn.hasTrait(columns, "name") ? column.target : ColumnTarget.trait("name");
        }
    }

    private boolean isTitleOfDeal() {
        return !has(Kind.EMAIL)
                && !ProposedColumn.hasTrait(columns, "first_name")
                && !ProposedColumn.hasTrait(columns, "last_name")
                && !has(Kind.DEAL_NAME)
                && file.isAboutDeals();
    }

    /** A status of a deal whose values are none of won, lost and open is its stage. */
    private void outcome(ProposedColumn column) {
        boolean said = column.sample.values().isEmpty() || column.sample.mostly(value -> DealOutcome.of(value) != null);
        if (column.is(Kind.OUTCOME) && !said) {
            if (file.isAboutDeals() && !has(Kind.DEAL_STAGE)) {
                column.becomes(Kind.DEAL_STAGE);
            } else {
                column.becomesPlain();
            }
        }
    }

    private void stage(ProposedColumn column) {
        if (!STAGES.contains(column.key) || !column.isPlain()) {
            return;
        }
        boolean state = STATES.contains(column.key);
        boolean ends = column.sample.any(DealOutcome::isEnd);
        if (ends && !has(Kind.OUTCOME) && column.sample.mostly(value -> DealOutcome.ofWords(value) != null)) {
            column.becomes(Kind.OUTCOME);
        } else if ((ends || (file.isAboutDeals() && !state)) && !has(Kind.DEAL_STAGE)) {
            column.becomes(Kind.DEAL_STAGE);
        } else if (column.sample.mostly(value -> LIFECYCLE.contains(StageIds.id(value))) && !has(Kind.STAGE)) {
            column.becomes(Kind.STAGE);
        } else if ((!state && !column.sample.values().isEmpty())
                || (state && file.isAboutDeals() && !has(Kind.DEAL_STAGE) && !has(Kind.OUTCOME))) {
            column.doubt = Doubt.STAGE;
        }
    }

    private boolean has(Kind kind) {
        return ProposedColumn.has(columns, kind);
    }
}
