package dev.sluice.imports.proposal;

import dev.sluice.imports.mapping.ColumnTarget.Kind;
import java.util.List;
import java.util.Set;

/** What each row of a file is: a person, a deal or a company, as far as its columns say by now. */
record FileSubject(List<ProposedColumn> columns) {
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
    /** Whether each row is a deal, whoever it is with. */
    boolean isAboutDeals() {
        long signs = columns.stream()
                .filter(column -> OF_DEALS.contains(column.key)
                        || switch (column.target.kind()) {
                            case DEAL_CLOSED, EXPECTED_CLOSE, AMOUNT, DEAL_OPENED, OUTCOME, LOST_REASON -> true;
                            default -> false;
                        })
                .count();
        return ProposedColumn.has(columns, Kind.DEAL)
                || ProposedColumn.has(columns, Kind.DEAL_NAME)
                || ProposedColumn.has(columns, Kind.DEAL_STAGE)
                || (signs >= 2 && !isAboutPeople());
    }

    /** Whether something stands in the rows that only a person has. */
    boolean isAboutPeople() {
        return ProposedColumn.has(columns, Kind.EMAIL)
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
}
