package dev.sluice.people.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.people.FunnelRun;
import dev.sluice.platform.BadInput;
import dev.sluice.standing.DefinitionRun;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a list is narrowed, read from an address. */
class PeopleFilterTest {
    private static final DefinitionRun RUN = FunnelRun.managedIt();

    /** Parameters as an address has them: "q=ann&stage=mql". */
    private static Map<String, List<String>> said(String query) {
        Map<String, List<String>> said = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            said.merge(
                    pair.substring(0, equals),
                    List.of(pair.substring(equals + 1)),
                    (one, other) -> java.util.stream.Stream.concat(one.stream(), other.stream())
                            .toList());
        }
        return said;
    }

    private static PeopleFilter with(String query) {
        return PeopleFilterReader.read(said(query), Set.of("after", "limit"), List.of(RUN), PeopleSort.ENGAGEMENT);
    }

    private static PeopleFilter without(String query) {
        return PeopleFilterReader.read(said(query), Set.of(), List.of(), PeopleSort.ENGAGEMENT);
    }

    private static String fault(String query, List<DefinitionRun> active) {
        try {
            PeopleFilterReader.read(said(query), Set.of(), active, PeopleSort.ENGAGEMENT);
        } catch (BadInput refused) {
            return refused.faults().getFirst().field();
        }
        throw new AssertionError(query + " was taken");
    }

    @Test
    void withoutParametersItIsEveryoneInTheFunnelByEngagement() {
        PeopleFilter all = with("");
        assertThat(all.run()).isEqualTo(RUN);
        assertThat(all.sort()).isEqualTo(PeopleSort.ENGAGEMENT);
        assertThat(all.stages()).containsExactly(0, 1, 2, 3, 4);
        assertThat(all.narrowed()).isFalse();
    }

    @Test
    void withoutAFunnelTheNewestComeFirst() {
        PeopleFilter all = without("");
        assertThat(all.run()).isNull();
        assertThat(all.stages()).isNull();
        assertThat(all.sort()).isEqualTo(PeopleSort.NEWEST);
        assertThat(without("sort=engagement").sort()).isEqualTo(PeopleSort.NEWEST);
        assertThat(without("sort=name").sort()).isEqualTo(PeopleSort.NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "stage=mql, 1",
        "stage=none, -1",
        "stage=mql&stage=sql, 1 2",
        "'stage=sql,mql', 2 1",
        "'stage= mql , mql ', 1",
        "stage=none&stage=customer, -1 4",
    })
    void stagesAreTheirPositions(String query, String positions) {
        assertThat(with(query).stages())
                .isEqualTo(Arrays.stream(positions.split(" "))
                        .map(Integer::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage=any", "stage=mql&stage=any", "q=ann"})
    void aSearchAndTheWordAnyCoverEveryStage(String query) {
        assertThat(with(query).stages()).isNull();
    }

    @Test
    void aSearchMayBeLimitedToAStage() {
        assertThat(with("q=ann&stage=mql").stages()).containsExactly(1);
        assertThat(with("q= ann ").q()).isEqualTo("ann");
    }

    @Test
    void everyFilterIsRead() {
        PeopleFilter filter = with("outcome=won&source=search&form=audit&fit=-5&engagement=20&flag=urgent"
                + "&from=2026-01-01&to=2026-01-31&company=7&reached=sql&since=2026-02-01&sort=newest");
        assertThat(filter.outcome()).hasToString("WON");
        assertThat(filter.source()).isEqualTo("search");
        assertThat(filter.form()).isEqualTo("audit");
        assertThat(filter.fit()).isEqualTo(-5);
        assertThat(filter.engagement()).isEqualTo(20);
        assertThat(filter.flag()).isEqualTo("urgent");
        assertThat(filter.from()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(filter.to()).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(filter.company()).isEqualTo(7);
        assertThat(filter.reached()).isEqualTo(2);
        assertThat(filter.since()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(filter.sort()).isEqualTo(PeopleSort.NEWEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=a",
                "outcome=lost",
                "source=x",
                "form=x",
                "fit=1",
                "engagement=1",
                "flag=x",
                "from=2026-01-01",
                "to=2026-01-01",
                "company=1",
                "reached=sql",
                "since=2026-01-01",
            })
    void eachOfThemNarrowsTheList(String query) {
        assertThat(with(query).narrowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage=mql", "sort=name", "funnel=managed-it", "q=", "fit= ", "company=", "from="})
    void stageOrderFunnelAndBlanksDoNot(String query) {
        assertThat(with(query).narrowed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "colour=red, colour",
        "stage=nowhere, stage",
        "stage=-1, stage",
        "reached=nowhere, reached",
        "outcome=maybe, outcome",
        "outcome=WON, outcome",
        "fit=1.5, fit",
        "fit=1000001, fit",
        "engagement=many, engagement",
        "company=acme, company",
        "company=1.5, company",
        "from=yesterday, from",
        "from=2026-02-30, from",
        "to=1899-12-31, to",
        "since=9001-01-01, since",
        "sort=traits, sort",
        "funnel=other, funnel",
        "after=x, after",
    })
    void unknownNamesAndValuesAreRefusedByName(String query, String field) {
        assertThat(fault(query, List.of(RUN))).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"stage=mql, stage", "reached=mql, reached", "funnel=managed-it, funnel"})
    void withoutAFunnelThereAreNoStages(String query, String field) {
        assertThat(fault(query, List.of())).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "source", "form", "flag", "funnel", "outcome"})
    void anEndlessTextIsRefused(String name) {
        assertThat(fault(name + "=" + "x".repeat(201), List.of(RUN))).isEqualTo(name);
    }

    @Test
    void aCallersOwnNamesAreLeftToIt() {
        assertThat(with("after=zzz&limit=7&q=ann").q()).isEqualTo("ann");
    }

    @Test
    void aFunnelIsChosenByItsName() {
        DefinitionRun other = new DefinitionRun(2, 2, 1, RUN.definition());
        assertThat(PeopleFilterReader.read(said(""), Set.of(), List.of(RUN, other), PeopleSort.NAME)
                        .run())
                .isEqualTo(RUN);
        assertThat(PeopleFilterReader.read(said("funnel=managed-it"), Set.of(), List.of(RUN, other), PeopleSort.NAME)
                        .run())
                .isEqualTo(RUN);
    }
}
