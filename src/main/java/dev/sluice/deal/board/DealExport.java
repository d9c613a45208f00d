package dev.sluice.deal.board;

import dev.sluice.deal.DealFilter;
import dev.sluice.deal.DealSearch;
import dev.sluice.deal.DealSummary;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of deals as a file, read and sent a piece at a time. */
@Controller
@RequiresRole(Role.MEMBER)
class DealExport {
    private static final int AT_ONCE = 1_000;

    private static final List<@Nullable String> HEADINGS = List.of(
            "deal",
            "key",
            "title",
            "person",
            "name",
            "company",
            "owner",
            "pipeline",
            "stage",
            "state",
            "probability",
            "amount",
            "currency",
            "expected_close",
            "next_step",
            "next_step_at",
            "opened",
            "in_stage_since",
            "closed",
            "reason",
            "stalled_since");

    private final DealSearch search;

    DealExport(DealSearch search) {
        this.search = search;
    }

    @GetMapping("/deals.csv")
    void file(Member member, @RequestParam Map<String, String> asked, HttpServletResponse response) throws IOException {
        DealFilter filter = DealFilter.of(asked);
        Stream<List<@Nullable String>> deals = Stream.iterate(
                        search.after(member.workspace(), member.user(), filter, 0, AT_ONCE),
                        some -> !some.isEmpty(),
                        some -> search.after(
                                member.workspace(),
                                member.user(),
                                filter,
                                some.getLast().id(),
                                AT_ONCE))
                .flatMap(List::stream)
                .map(DealExport::cells);
        CsvOutput.send(response, "deals", Stream.concat(Stream.of(HEADINGS), deals)::iterator);
    }

    private static List<@Nullable String> cells(DealSummary card) {
        return Arrays.asList(
                Long.toString(card.id()),
                card.key(),
                card.title(),
                text(card.person()),
                card.personName(),
                card.companyName(),
                card.ownerName(),
                card.pipeline(),
                card.stage(),
                card.state(),
                text(card.probability()),
                card.amount() == null ? null : card.amount().toPlainString(),
                card.currency(),
                text(card.expectedClose()),
                card.nextStep(),
                text(card.nextStepAt()),
                text(card.openedAt()),
                text(card.stageEnteredAt()),
                text(card.closedAt()),
                card.reason(),
                text(card.stalledAt()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return Objects.toString(value, null);
    }
}
