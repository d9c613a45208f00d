package dev.sluice.insight;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.TestDefinitions;
import dev.sluice.standing.DefinitionRun;

/** A small funnel for reports that are reckoned without a database. */
public final class Definitions {
    private Definitions() {}

    /** Lead and MQL are of marketing, SQL of sales, and a customer is won. */
    public static Definition fourStages() {
        return TestDefinitions.read("""
                funnel: four
                sources: [script, api]
                stages:
                  - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
                  - id: mql
                    layer: engage
                    owner: marketing
                    limit: 7d
                    enter: {all: [{engagement: {at_least: 20}}, {happened: demo_requested}]}
                  - {id: sql, layer: convert, owner: sales, limit: 14d, enter: {happened: accepted_by_sales}}
                  - {id: customer, layer: retain, owner: success, enter: {happened: deal_won}}
                engagement:
                  half_life: 14d
                  rules:
                    - {when: demo_requested, points: 20}
                disqualify:
                  - {reason: student, when: {role: student}}
                routing:
                  - {otherwise: true, to: team/inbound}
                """);
    }

    public static DefinitionRun run() {
        return new DefinitionRun(7, 3, 2, fourStages());
    }
}
