package dev.sluice.insight;

import dev.sluice.platform.Rate;
import java.util.ArrayList;
import java.util.List;

/** Of leads answered within so long, how many sales took: the firm's own curve, with the interval of each point. */
final class Curve {
    /**
     * One stretch of waiting.
     *
     * @param upTo seconds, the last has {@link Long#MAX_VALUE}
     */
    record Band(String label, long upTo, Rate rate) {
        /** Of one that sales did not take, how many it took. */
        double odds() {
            return rate.n() == rate.part() ? Double.POSITIVE_INFINITY : (double) rate.part() / (rate.n() - rate.part());
        }
    }

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final List<Band> EMPTY = List.of(
            new Band("5 min", 5 * MINUTE, new Rate(0, 0)),
            new Band("30 min", 30 * MINUTE, new Rate(0, 0)),
            new Band("1 h", HOUR, new Rate(0, 0)),
            new Band("4 h", 4 * HOUR, new Rate(0, 0)),
            new Band("1 d", DAY, new Rate(0, 0)),
            new Band("3 d", 3 * DAY, new Rate(0, 0)),
            new Band("later", Long.MAX_VALUE, new Rate(0, 0)));

    private final List<Band> bands = new ArrayList<>(EMPTY);
    private long unansweredTaken;
    private long unanswered;

    /** Leads that waited so long, and how many of them sales took. */
    void answered(long seconds, boolean taken, long leads) {
        for (int i = 0; i < bands.size(); i++) {
            Band band = bands.get(i);
            if (seconds <= band.upTo()) {
                Rate rate = band.rate();
                bands.set(
                        i,
                        new Band(
                                band.label(),
                                band.upTo(),
                                new Rate(rate.part() + (taken ? leads : 0), rate.n() + leads)));
                return;
            }
        }
    }

    void unanswered(boolean taken, long leads) {
        unanswered += leads;
        unansweredTaken += taken ? leads : 0;
    }

    List<Band> bands() {
        return bands;
    }

    Rate never() {
        return new Rate(unansweredTaken, unanswered);
    }

    /** Leads answered within so many seconds. */
    Rate within(long seconds) {
        return sum(bands.stream().filter(band -> band.upTo() <= seconds).toList());
    }

    /** Leads answered later than that, or not at all. */
    Rate later(long seconds) {
        Rate late = sum(bands.stream().filter(band -> band.upTo() > seconds).toList());
        return new Rate(late.part() + unansweredTaken, late.n() + unanswered);
    }

    private static Rate sum(List<Band> bands) {
        return new Rate(
                bands.stream().mapToLong(band -> band.rate().part()).sum(),
                bands.stream().mapToLong(band -> band.rate().n()).sum());
    }
}
