package dev.sluice.insight.history;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deal and its log. Every answer is as of an instant and uses only what was known by then. */
public record DealHistory(DealFacts facts, List<DealMoment> log) {
    /** What does not depend on time. */
    public record DealFacts(long deal, String pipeline, String title, String source) {}

    /**
     * What the deal was after a change.
     *
     * @param step entered, closed or passed, as the log of deals marks stays in a stage; null where none began or ended
     */
    public record DealMoment(
            Instant at,
            @Nullable String step,
            String state,
            String stage,
            @Nullable BigDecimal amount,
            String currency,
            @Nullable LocalDate expected,
            String owner,
            String reason) {
        public boolean open() {
            return state.equals("open");
        }
    }

    /** The place in the log of the last change by then; -1 where the deal had not begun. */
    private int last(Instant by) {
        int place = log.size() - 1;
        while (place >= 0 && log.get(place).at().isAfter(by)) {
            place--;
        }
        return place;
    }

    @Nullable
    public DealMoment at(Instant by) {
        int last = last(by);
        return last < 0 ? null : log.get(last);
    }

    /** The deal as it was open then. */
    public OpenDeal openAt(Instant by) {
        int last = last(by);
        DealMoment now = log.get(last);
        Instant entered = log.getFirst().at();
        for (int i = last; i >= 0; i--) {
            if ("entered".equals(log.get(i).step()) && log.get(i).stage().equals(now.stage())) {
                entered = log.get(i).at();
                break;
            }
        }
        return new OpenDeal(
                facts.deal(),
                facts.title(),
                now.owner(),
                facts.pipeline(),
                now.stage(),
                now.amount(),
                now.expected(),
                days(entered, by));
    }

    /** The deal if it was closed then, else null. */
    @Nullable
    public ClosedDeal closedAt(Instant by) {
        int last = last(by);
        if (last < 0 || log.get(last).open()) {
            return null;
        }
        int end = closing(last);
        DealMoment closing = log.get(end);
        return new ClosedDeal(
                facts.deal(),
                closing.state().equals("won"),
                log.get(last).amount(),
                end == 0 ? null : log.get(end - 1).amount(),
                log.get(last).currency(),
                days(log.getFirst().at(), closing.at()),
                closing.at(),
                facts.source(),
                closing.owner(),
                log.get(last).reason());
    }

    /** Where the deal was closed that is closed at that place. */
    private int closing(int place) {
        int end = place;
        while (end > 0 && !log.get(end - 1).open()) {
            end--;
        }
        return end;
    }

    /** Of each time that the deal was closed, all stays in stages up to then. */
    public List<DatedStay> stays() {
        List<DatedStay> stays = new ArrayList<>();
        for (int place = 0; place < log.size(); place++) {
            if (!log.get(place).open() && closing(place) == place) {
                Instant from = log.get(place).at();
                Instant until = log.subList(place, log.size()).stream()
                        .filter(DealMoment::open)
                        .map(DealMoment::at)
                        .findFirst()
                        .orElse(Instant.MAX);
                stays(place).forEach(stay -> stays.add(new DatedStay(stay, from, until)));
            }
        }
        return stays;
    }

    private List<StageStay> stays(int end) {
        boolean won = log.get(end).state().equals("won");
        List<StageStay> stays = new ArrayList<>();
        DealMoment entered = null;
        for (DealMoment moment : log.subList(0, end + 1)) {
            if (moment.step() == null) {
                continue;
            }
            if (entered != null) {
                stays.add(stay(entered, moment.at(), won));
            }
            entered = moment.step().equals("entered") ? moment : null;
            if (moment.step().equals("passed")) {
                stays.add(stay(moment, moment.at(), won));
            }
        }
        return stays;
    }

    private StageStay stay(DealMoment entered, Instant left, boolean won) {
        return new StageStay(facts.pipeline(), entered.stage(), days(entered.at(), left), won);
    }

    private static double days(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds() / 86_400.0);
    }
}
