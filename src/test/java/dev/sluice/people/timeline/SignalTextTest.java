package dev.sluice.people.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.people.FunnelRun;
import dev.sluice.people.PeopleModel;
import dev.sluice.people.search.PeopleFilter;
import dev.sluice.people.search.PeopleFilterReader;
import dev.sluice.people.search.PeopleList;
import dev.sluice.people.search.PeopleRows;
import dev.sluice.people.search.PeopleSearch;
import dev.sluice.people.search.PeopleSort;
import dev.sluice.signal.Signal;
import dev.sluice.signal.kind.AllSignals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How the timeline writes a signal, a trait and a value. */
class SignalTextTest {
    private static Signal signal(String kind, Map<String, Object> data) {
        return new Signal(new UUID(0, 1), 1, 1, Instant.EPOCH, Instant.EPOCH, 1, true, kind, "", Map.of(), data);
    }

    private static String text(Signal signal, String sourceKind, String sourceName) {
        return TimelineText.of(
                AllSignals.kinds().kind(signal.kind()),
                signal,
                sourceKind,
                sourceName,
                AllSignals.kinds().kind(signal.kind()).text(signal.subject()));
    }

    @ParameterizedTest
    @CsvSource({
        "page_viewed, /pricing, Viewed /pricing",
        "form_submitted, audit, Submitted the form audit",
        "form_submitted, '', Submitted the form",
        "call_logged, connected, Call: connected",
        "call_logged, '', Call",
        "note_added, '', Note",
    })
    void aKnownKindIsASentenceAboutItsSubject(String kind, String subject, String text) {
        assertThat(AllSignals.kinds().kind(kind).text(subject)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "webinar_attended, security, Webinar attended: security",
        "webinar_attended, '', Webinar attended",
        "x, '', X",
        "2nd_visit, '', 2nd visit",
    })
    void aKindThatACallerMadeUpIsWrittenAsItIs(String kind, String subject, String text) {
        assertThat(AllSignals.kinds().kind(kind).text(subject)).isEqualTo(text);
    }

    @Test
    void anImportNamesItsFileAndItsRow() {
        assertThat(text(signal("imported", Map.of("row", 12)), "import", "leads.csv"))
                .isEqualTo("Imported from leads.csv row 12");
        assertThat(AllSignals.kinds().kind("imported").text("")).isEqualTo("Imported");
    }

    @Test
    void factsSayWhetherAUserAProgramOrThePersonGaveThem() {
        String byHand = text(signal("identified", Map.of()), "hand", "By hand");
        String byProgram = text(signal("identified", Map.of()), "api", "API");
        String byThemselves = text(signal("identified", Map.of()), "form", "Contact");
        assertThat(List.of(byHand, byProgram, byThemselves)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "page_viewed, page",
        "form_submitted, form",
        "call_logged, call",
        "note_added, note",
        "meeting_booked, meeting",
        "email_opened, mail",
        "deal_won, deal",
        "stage_set, stage",
        "unsubscribed, consent",
        "imported, import",
        "webinar_attended, dot",
    })
    void everyKindHasAPicture(String kind, String icon) {
        assertThat(AllSignals.kinds().kind(kind).icon().code()).isEqualTo(icon);
    }

    @ParameterizedTest
    @CsvSource({"company_size, Company size", "role, Role", "_, _", "utm_source, Utm source"})
    void aTraitIsWrittenInWords(String trait, String text) {
        assertThat(TimelineText.trait(trait)).isEqualTo(text);
    }

    @Test
    void aValueIsWrittenByItsType() {
        assertThat(TimelineText.value(true)).isEqualTo("yes");
        assertThat(TimelineText.value(false)).isEqualTo("no");
        assertThat(TimelineText.value(null)).isEqualTo("removed");
        assertThat(TimelineText.value(40.0)).isEqualTo("40");
        assertThat(TimelineText.value(1.5)).isEqualTo("1.5");
        assertThat(TimelineText.value(40)).isEqualTo("40");
        assertThat(TimelineText.value(1e20)).isEqualTo("1.0E20");
        assertThat(TimelineText.value(List.of("a", true, 2.0))).isEqualTo("a, yes, 2");
        assertThat(TimelineText.value("as it is")).isEqualTo("as it is");
    }

    @ParameterizedTest
    @EnumSource(TimelineFilter.class)
    void everyGroupOfTheTimelineHasACodeAndOnlyOneHasAllKinds(TimelineFilter group) {
        assertThat(group.code()).matches("[a-z]+");
        assertThat(group.in(AllSignals.kinds()).isEmpty()).isEqualTo(group == TimelineFilter.ALL);
    }

    private static PeopleModel page(PeopleSearch.@Nullable Count count, String q, Map<String, List<String>> params) {
        PeopleFilter filter = PeopleFilterReader.read(
                Map.of("q", List.of(q)), java.util.Set.of(), List.of(FunnelRun.managedIt()), PeopleSort.ENGAGEMENT);
        return new PeopleModel(
                filter,
                List.of(),
                new PeopleRows.FilterChoices(List.of(), List.of()),
                new PeopleList.FoundPeople(List.of(), null, count, count != null && count.atLeast()),
                java.util.Set.of(PeopleModel.PeopleColumn.FIT),
                true,
                Map.of(),
                new dev.sluice.platform.TimeFormat(Instant.EPOCH, java.time.ZoneOffset.UTC),
                params);
    }

    @ParameterizedTest
    @CsvSource({"0, false, 0 people", "1, false, 1 person", "1, true, 1+ people", "12345, true, '12,345+ people'"})
    void aListSaysHowManyThereAre(long number, boolean atLeast, String text) {
        assertThat(page(new PeopleSearch.Count(number, atLeast), "", Map.of()).counted())
                .isEqualTo(text);
    }

    @Test
    void aListThatWasNotCountedSaysNothing() {
        assertThat(page(null, "", Map.of()).counted()).isEmpty();
    }

    @Test
    void aListSaysHowManyNamesWereLookedAtOnlyWhereThereWereMore() {
        assertThat(page(new PeopleSearch.Count(5, true), "ann", Map.of()).lookedAt())
                .isPositive();
        assertThat(page(new PeopleSearch.Count(5, false), "ann", Map.of()).lookedAt())
                .isZero();
    }

    @Test
    void aLinkChangesOneParameterAndBeginsAtTheTop() {
        Map<String, List<String>> said = new java.util.LinkedHashMap<>();
        said.put("stage", List.of("mql", "sql"));
        said.put("q", List.of("ann & bob"));
        said.put("fit", List.of(""));
        said.put("after", List.of("cursor"));
        assertThat(page(null, "", said).with("sort", "name"))
                .isEqualTo("/people?stage=mql&stage=sql&q=ann+%26+bob&sort=name");
        assertThat(page(null, "", said).with("stage", "")).isEqualTo("/people?q=ann+%26+bob");
        assertThat(page(null, "", Map.of("q", List.of("x"))).with("q", "")).isEqualTo("/people");
    }

    @Test
    void aStageIsNamedByItsPositionWhereThereIsOne() {
        PeopleModel page = page(null, "", Map.of());
        assertThat(page.stage(1))
                .isNotNull()
                .satisfies(stage -> assertThat(stage.id()).isEqualTo("mql"));
        assertThat(page.stage(-1)).isNull();
        assertThat(page.stage(99)).isNull();
    }
}
