package dev.sluice.deal.board;

import dev.sluice.deal.DealFilter;
import dev.sluice.deal.DealSearch;
import dev.sluice.deal.DealSummary;
import dev.sluice.platform.MoneyFormat;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.workspace.PaletteCommand;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SearchSource;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Deals in Ctrl+K, whatever their state. */
@Component
class DealSearchSource implements SearchSource {
    private static final int ANYONE = 0;

    private final DealSearch deals;

    DealSearchSource(DealSearch deals) {
        this.deals = deals;
    }

    @Bean
    static PaletteCommand dealList() {
        return PaletteCommand.action("List of deals", "all table won lost", "/deals", Role.MEMBER);
    }

    @Bean
    static PaletteCommand dealExport() {
        return PaletteCommand.action("Export deals", "download csv file", "/deals.csv", Role.MEMBER);
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public List<SearchHit> find(int workspace, String text, int limit) {
        return deals.page(workspace, ANYONE, DealFilter.of(Map.of("q", text, "state", "any")), 0, limit).stream()
                .map(deal -> new SearchHit(deal.title(), note(deal), "/deals/" + deal.id()))
                .toList();
    }

    private static String note(DealSummary deal) {
        String at = deal.open() ? DisplayFormat.stage(deal.stage()) : deal.state();
        return "Deal, " + at + (deal.amount() == null ? "" : ", " + MoneyFormat.text(deal.amount(), deal.currency()));
    }
}
