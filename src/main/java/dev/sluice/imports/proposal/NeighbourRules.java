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
    private static final Set<String> OF_DEALS = Set.of(
            "probability",
            "pipeline",
            "iswon",
            "isclosed",
            "forecastcategory",
            "forecastcategoryname",
            "dealtype",
            "dealpipeline",
            "dealprobability",
            "expectedrevenue",
            "nextstep",
            "weightedamount");
    private static final Set<String> OF_COMPANIES = Set.of(
            "billingcountry",
            "billingcity",
            "billingstreet",
            "accountnumber",
            "parentid",
            "tickersymbol",
            "rating",
            "domain",
            "numberofemployees",
            "annualrevenue",
            "industry",
            "website",
            "vatnumber",
            "founded",
            "yearfounded");
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

    NeighbourRules(List<ProposedColumn> columns) {
        this.columns = columns;
    }

    void apply() {
        if (isAboutPeople()) {
            columns.stream().filter(NeighbourRules::isUnusedDeal).forEach(ProposedColumn::becomesPlain);
        }
        columns.forEach(this::name);
        columns.forEach(this::outcome);
        columns.forEach(this::stage);
        if (isAboutDeals() && !has(Kind.DEAL_OPENED)) {
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

    /** Whether each row is a deal, whoever it is with. */
    boolean isAboutDeals() {
        long signs = columns.stream()
                .filter(column -> OF_DEALS.contains(column.key)
                        || switch (column.target.kind()) {
                            case DEAL_CLOSED, EXPECTED_CLOSE, AMOUNT, DEAL_OPENED, OUTCOME, LOST_REASON -> true;
                            default -> false;
                        })
                .count();
        return has(Kind.DEAL) || has(Kind.DEAL_NAME) || has(Kind.DEAL_STAGE) || (signs >= 2 && !isAboutPeople());
    }

    /** Whether something stands in the rows that only a person has. */
    boolean isAboutPeople() {
        return has(Kind.EMAIL)
                || ProposedColumn.hasTrait(columns, "first_name")
                || ProposedColumn.hasTrait(columns, "last_name")
                || ProposedColumn.hasTrait(columns, "role")
                || (ProposedColumn.hasTrait(columns, "phone") && ofCompanies() < 2)
                || columns.stream().anyMatch(column -> column.isTrait("name") && !column.key.equals("name"));
    }

    /** Whether each row is a company. */
    boolean isAboutCompanies() {
        return !isAboutPeople()
                && !isAboutDeals()
                && (ProposedColumn.hasTrait(columns, "company")
                        || columns.stream().anyMatch(column -> column.key.equals("name")))
                && ofCompanies() > 0;
    }

    private long ofCompanies() {
        return columns.stream()
                .filter(column -> OF_COMPANIES.contains(column.key))
                .count();
    }

    /** "Name" and "Title" alone: of the person, of the deal or of the company. */
    private void name(ProposedColumn column) {
        boolean given = ProposedColumn.hasTrait(columns, "first_name");
        boolean family = ProposedColumn.hasTrait(columns, "last_name");
        if (column.key.equals("name") && column.isTrait("name")) {
            if (given && !family) {
                column.target = ColumnTarget.trait("last_name");
            } else if (!isAboutPeople() && isAboutDeals() && !has(Kind.DEAL_NAME)) {
                column.becomes(Kind.DEAL_NAME);
            } else if (isAboutCompanies() && !ProposedColumn.hasTrait(columns, "company")) {
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
                && isAboutDeals();
    }

    /** A status of a deal whose values are none of won, lost and open is its stage. */
    private void outcome(ProposedColumn column) {
        boolean said = column.sample.values().isEmpty() || column.sample.mostly(value -> DealOutcome.of(value) != null);
        if (column.is(Kind.OUTCOME) && !said) {
            if (isAboutDeals() && !has(Kind.DEAL_STAGE)) {
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
        } else if ((ends || (isAboutDeals() && !state)) && !has(Kind.DEAL_STAGE)) {
            column.becomes(Kind.DEAL_STAGE);
        } else if (column.sample.mostly(value -> LIFECYCLE.contains(StageIds.id(value))) && !has(Kind.STAGE)) {
            column.becomes(Kind.STAGE);
        } else if ((!state && !column.sample.values().isEmpty())
                || (state && isAboutDeals() && !has(Kind.DEAL_STAGE) && !has(Kind.OUTCOME))) {
            column.doubt = Doubt.STAGE;
        }
    }

    private boolean has(Kind kind) {
        return ProposedColumn.has(columns, kind);
    }
}
