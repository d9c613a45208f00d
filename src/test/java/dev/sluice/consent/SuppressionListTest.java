package dev.sluice.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Api;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The list of addresses that get nothing: what is added, shown, taken off, and exported. */
class SuppressionListTest extends ConsentCase {
    private static final String LIST = "/api/v1/suppressions";

    @Autowired
    private SuppressionService desk;

    private SuppressionService.Added add(String text) {
        return desk.add(workspace, text, "asked us", null);
    }

    private List<Map<?, ?>> rows(Api api, String query) {
        List<Map<?, ?>> rows = new ArrayList<>();
        ((List<?>) Json.object(api.get(LIST + query).body()).get("rows")).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }

    private List<Object> addresses(String query) {
        return new ArrayList<>(rows(api(workspace), query).stream()
                .map(row -> (Object) row.get("address"))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@harbour.test\nbob@harbour.test",
                "ann@harbour.test\r\nbob@harbour.test\r\n",
                "address\nann@harbour.test\nbob@harbour.test",
                "Email;Name\nann@harbour.test;Ann\nbob@harbour.test;Bob",
                "\"ann@harbour.test\",\"Ann\"\n\"bob@harbour.test\",\"Bob\"",
                "\uFEFFann@harbour.test\n\n\nBOB@harbour.test",
                "ann@harbour.test\tx\nbob@harbour.test\tx\nann@harbour.test",
            })
    void aListIsReadInEveryCommonForm(String text) {
        assertThat(add(text)).isEqualTo(new SuppressionService.Added(2, 0, List.of()));
        assertThat(addresses("")).containsExactlyInAnyOrder("ann@harbour.test", "bob@harbour.test");
    }

    @Test
    void aDomainThatASpreadsheetWroteWithAnApostropheIsThatDomain() {
        add("'@harbour.test");
        assertThat(oneToOne(0, "anyone@harbour.test")).isEqualTo(SuppressionReason.SUPPRESSED);
        assertThat(oneToOne(0, "anyone@quay.test")).isNull();
    }

    @Test
    void knownAddressesAreCountedAndKeepTheirNote() {
        add("ann@harbour.test");
        SuppressionService.Added again =
                desk.add(workspace, "ann@harbour.test\nbob@harbour.test", "another note", null);
        assertThat(again).isEqualTo(new SuppressionService.Added(1, 1, List.of()));
        assertThat(rows(api(workspace), "?q=ann"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("note")).isEqualTo("asked us"));
    }

    @Test
    void linesThatAreNoAddressAreNamedAndTheRestIsAdded() {
        String wrong = IntStream.range(0, 30).mapToObj(i -> "nonsense " + i).collect(Collectors.joining("\n"));
        SuppressionService.Added added = add("ann@harbour.test\n" + wrong);
        assertThat(added.fresh()).isEqualTo(1);
        assertThat(added.refused())
                .hasSize(SuppressionService.MAX_REFUSED_SHOWN)
                .contains("nonsense 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n ", "address", "nonsense", "nonsense\nmore of it"})
    void aListWithoutAnyAddressIsRefused(String text) {
        assertThatThrownBy(() -> add(text)).isInstanceOf(BadInput.class);
        assertThat(addresses("")).isEmpty();
    }

    @Test
    void anAddressIsTakenOffForOneReasonAtATime() {
        add("ann@harbour.test");
        suppressions.suppress(workspace, List.of("ann@harbour.test"), SuppressionReason.BOUNCED, "550 unknown");
        assertThat(desk.remove(workspace, " ANN@harbour.test", SuppressionReason.SUPPRESSED, null))
                .isTrue();
        assertThat(oneToOne(0, "ann@harbour.test")).isEqualTo(SuppressionReason.BOUNCED);
        assertThat(desk.remove(workspace, "ann@harbour.test", SuppressionReason.SUPPRESSED, null))
                .isFalse();
        assertThat(desk.remove(workspace, "nonsense", SuppressionReason.SUPPRESSED, null))
                .isFalse();
    }

    @Test
    void theListIsNarrowedByTextAndReason() {
        add("ann@harbour.test\n@rival.test");
        suppressions.suppress(workspace, List.of("bob@harbour.test"), SuppressionReason.BOUNCED, "550 unknown");
        assertThat(addresses("?q=HARBOUR")).containsExactlyInAnyOrder("ann@harbour.test", "bob@harbour.test");
        assertThat(addresses("?reason=bounced")).containsExactly("bob@harbour.test");
        assertThat(addresses("?q=ann&reason=bounced")).isEmpty();
        assertThat(addresses("?q=%25")).isEmpty();
        assertThat(addresses("?from=1")).hasSize(2);
        assertThat(addresses("?from=-5")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"erased, 200", "bounced, 200", "complained, 200", "BOUNCED, 422", "silly, 422"})
    void aReasonIsOneThatThereIs(String reason, int status) {
        assertThat(api(workspace).get(LIST + "?reason=" + reason).statusCode()).isEqualTo(status);
    }

    @Test
    void theExportHoldsTheWholeListAndOfErasedPeopleNoAddress() throws IOException {
        add("ann@harbour.test\n@rival.test");
        suppressions.suppress(workspace, List.of("bob@harbour.test"), SuppressionReason.BOUNCED, "=HYPERLINK(\"x\")");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        desk.export(workspace, bytes);
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getFirst()).isEqualTo("\uFEFFaddress,reason,since,note");
        assertThat(lines).hasSize(4);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("ann@harbour.test,suppressed,") && line.endsWith(",asked us"));
        assertThat(lines).anyMatch(line -> line.startsWith("'@rival.test,suppressed,"));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("bob@harbour.test,bounced,") && line.contains("'=HYPERLINK"));
    }

    @Test
    void anExportCanBeImportedAgain() throws IOException {
        add("ann@harbour.test\n@rival.test");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        desk.export(workspace, bytes);
        workspace = workspace();
        assertThat(add(bytes.toString(StandardCharsets.UTF_8)))
                .isEqualTo(new SuppressionService.Added(2, 0, List.of()));
        assertThat(oneToOne(0, "someone@rival.test")).isEqualTo(SuppressionReason.SUPPRESSED);
    }

    @Test
    void theListOfAnotherWorkspaceIsItsOwn() {
        add("ann@harbour.test");
        int other = workspace();
        assertThat(rows(api(other), "")).isEmpty();
        assertThat(desk.remove(other, "ann@harbour.test", SuppressionReason.SUPPRESSED, null))
                .isFalse();
        assertThat(oneToOne(0, "ann@harbour.test")).isEqualTo(SuppressionReason.SUPPRESSED);
    }

    @Test
    void everyAdditionIsAnnouncedOnceWithWhatIsNew() {
        add("ann@harbour.test");
        add("ann@harbour.test\nbob@harbour.test");
        add("ann@harbour.test");
        List<RecipientsSuppressed> heard = heard(RecipientsSuppressed.class).stream()
                .filter(event -> event.workspace() == workspace)
                .toList();
        assertThat(heard).hasSize(2);
        assertThat(heard.getLast().toString()).contains("bob@harbour.test").doesNotContain("ann@");
    }

    @Test
    void aNoteIsCutAndPlain() {
        desk.add(workspace, "ann@harbour.test", " \0" + "x".repeat(2_000), null);
        assertThat(rows(api(workspace), ""))
                .singleElement()
                .satisfies(row -> assertThat(String.valueOf(row.get("note")))
                        .hasSize(1_000)
                        .doesNotContain("\0"));
    }
}
