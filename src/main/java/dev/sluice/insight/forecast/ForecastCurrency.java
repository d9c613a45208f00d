package dev.sluice.insight.forecast;

import dev.sluice.insight.history.ClosedDeal;
import dev.sluice.insight.history.DealHistory;
import dev.sluice.insight.history.DealHistory.DealMoment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which currency a forecast is in: amounts of different currencies are never added up. */
record ForecastCurrency(String code, Map<String, Long> others) {
    /**
     * @param asked the one to use; blank for the workspace's or, where no deal is in that, the one of most deals
     * @param since deals that closed earlier do not count
     */
    static ForecastCurrency of(
            List<DealHistory> histories, String asked, String workspace, Instant since, Instant seen) {
        Map<String, Long> deals = new TreeMap<>();
        for (DealHistory history : histories) {
            DealMoment now = history.at(seen);
            ClosedDeal closed = history.closedAt(seen);
            if (now != null && (closed == null || !closed.at().isBefore(since))) {
                deals.merge(now.currency(), 1L, Long::sum);
            }
        }
        String most = deals.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(workspace);
        String code = !asked.isEmpty() ? asked : deals.containsKey(workspace) ? workspace : most;
        deals.remove(code);
        return new ForecastCurrency(code, deals);
    }
}
