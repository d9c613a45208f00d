package dev.sluice.insight.cohort;

import dev.sluice.platform.web.Chart;
import dev.sluice.platform.web.Chart.ChartUnit;
import dev.sluice.platform.web.Chart.Series;
import dev.sluice.platform.web.Chart.Shape;
import dev.sluice.platform.web.Chart.Tone;
import dev.sluice.platform.web.Chart.Value;
import dev.sluice.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of leads answered within so long, how many sales took: the firm's own curve, with the interval of each point. */
public final class ResponseCurve {
    /**
     * One stretch of waiting.
     *
     * @param upTo seconds, the last has {@link Long#MAX_VALUE}
     */
    public record ResponseBand(String label, long upTo, Proportion rate) {
        /** Of one that sales did not take, how many it took. */
        public double odds() {
            return (double) rate.part() / (rate.n() - rate.part());
        }

        /** Where odds can be told: neither all nor none were taken. */
        public boolean tells() {
            return rate.part() > 0 && rate.part() < rate.n();
        }

        public double low() {
            return odds(rate.low());
        }

        public double high() {
            return odds(rate.high());
        }

        private static double odds(double share) {
            return share == 1 ? Double.POSITIVE_INFINITY : share / (1 - share);
        }
    }

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final List<ResponseBand> EMPTY = List.of(
            new ResponseBand("5 min", 5 * MINUTE, new Proportion(0, 0)),
            new ResponseBand("30 min", 30 * MINUTE, new Proportion(0, 0)),
            new ResponseBand("1 h", HOUR, new Proportion(0, 0)),
            new ResponseBand("4 h", 4 * HOUR, new Proportion(0, 0)),
            new ResponseBand("1 d", DAY, new Proportion(0, 0)),
            new ResponseBand("3 d", 3 * DAY, new Proportion(0, 0)),
            new ResponseBand("later", Long.MAX_VALUE, new Proportion(0, 0)));

    private final List<ResponseBand> bands = new ArrayList<>(EMPTY);
    private long unansweredTaken;
    private long unanswered;

    /** Leads that waited so long, and how many of them sales took. */
    void answered(long seconds, boolean taken, long leads) {
        for (int i = 0; i < bands.size(); i++) {
            ResponseBand band = bands.get(i);
            if (seconds <= band.upTo()) {
                Proportion rate = band.rate();
                bands.set(
                        i,
                        new ResponseBand(
                                band.label(),
                                band.upTo(),
                                new Proportion(rate.part() + (taken ? leads : 0), rate.n() + leads)));
                return;
            }
        }
    }

    void unanswered(boolean taken, long leads) {
        unanswered += leads;
        unansweredTaken += taken ? leads : 0;
    }

    public List<ResponseBand> bands() {
        return bands;
    }

    public Proportion never() {
        return new Proportion(unansweredTaken, unanswered);
    }

    /** Leads answered within so many seconds. */
    public Proportion within(long seconds) {
        return sum(bands.stream().filter(band -> band.upTo() <= seconds).toList());
    }

    /** Leads answered later than that, or not at all. */
    public Proportion later(long seconds) {
        Proportion late =
                sum(bands.stream().filter(band -> band.upTo() > seconds).toList());
        return new Proportion(late.part() + unansweredTaken, late.n() + unanswered);
    }

    /** Whether there are odds at two times or more. */
    public boolean drawable() {
        return bands.stream().filter(ResponseBand::tells).count() > 1;
    }

    public Chart chart() {
        return Chart.of(
                "Odds that sales takes a lead, by the time to the first response",
                ChartUnit.ODDS,
                bands.stream().map(ResponseBand::label).toList(),
                List.of(new Series(
                        "Odds",
                        Shape.POINT,
                        Tone.CONVERT,
                        bands.stream()
                                .map(band -> band.tells()
                                        ? Value.of(band.odds(), band.low(), band.high())
                                                .note("of " + band.rate().n())
                                        : Value.NONE)
                                .toList())));
    }

    /** As rows of cells, headings first; shares from 0 to 1, and no odds where all or none were taken. */
    public List<List<@Nullable String>> cells() {
        List<List<@Nullable String>> cells = new ArrayList<>();
        cells.add(List.of("answered within", "leads", "taken", "low", "high", "odds", "odds low", "odds high"));
        for (ResponseBand band : bands) {
            List<@Nullable String> row = row(band.label(), band.rate());
            row.addAll(
                    band.tells()
                            ? List.of(
                                    Double.toString(band.odds()),
                                    Double.toString(band.low()),
                                    Double.toString(band.high()))
                            : List.of("", "", ""));
            cells.add(row);
        }
        List<@Nullable String> unanswered = row("not answered", never());
        unanswered.addAll(List.of("", "", ""));
        cells.add(unanswered);
        return cells;
    }

    private static List<@Nullable String> row(String label, Proportion rate) {
        boolean empty = rate.n() == 0;
        return new ArrayList<>(List.of(
                label,
                Long.toString(rate.n()),
                Long.toString(rate.part()),
                empty ? "" : Double.toString(rate.low()),
                empty ? "" : Double.toString(rate.high())));
    }

    private static Proportion sum(List<ResponseBand> bands) {
        return new Proportion(
                bands.stream().mapToLong(band -> band.rate().part()).sum(),
                bands.stream().mapToLong(band -> band.rate().n()).sum());
    }
}
