package dev.sluice.insight.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An open deal whose expected close was moved later: how often, by how many days in all, and what was said first and last. */
public record SlippedDeal(long deal, String title, String owner, int times, int days, LocalDate first, LocalDate last) {
    /** The open deals that were moved later, the worst first. */
    public static List<SlippedDeal> worst(List<DealHistory> histories, Instant by, int limit) {
        return histories.stream()
                .map(history -> of(history, by))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(SlippedDeal::days).reversed().thenComparing(SlippedDeal::deal))
                .limit(limit)
                .toList();
    }

    /** Null for a deal that was not open then, or was never moved later. */
    private static @Nullable SlippedDeal of(DealHistory history, Instant by) {
        DealHistory.DealMoment now = history.at(by);
        if (now == null || !now.open()) {
            return null;
        }
        List<LocalDate> days = history.log().stream()
                .filter(moment -> !moment.at().isAfter(by))
                .map(DealHistory.DealMoment::expected)
                .filter(Objects::nonNull)
                .toList();
        int times = 0;
        int moved = 0;
        for (int i = 1; i < days.size(); i++) {
            if (days.get(i).isAfter(days.get(i - 1))) {
                times++;
                moved += (int) ChronoUnit.DAYS.between(days.get(i - 1), days.get(i));
            }
        }
        return times == 0
                ? null
                : new SlippedDeal(
                        history.facts().deal(),
                        history.facts().title(),
                        now.owner(),
                        times,
                        moved,
                        days.getFirst(),
                        days.getLast());
    }
}
