package dev.sluice.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** When things happen: more in autumn than in August, little at weekends, mostly in office hours. */
final class ActivityPattern {
    /** Eighteen months. */
    static final int DAYS = 548;

    private static final double VISITORS_A_DAY = 62;
    private static final double[] MONTHS = {1.15, 1.1, 1.1, 1.0, 1.0, 0.95, 0.8, 0.7, 1.1, 1.2, 1.15, 0.7};
    private static final int OPENING = 13; // 8 in the morning in New York, in UTC

    private final LocalDate first;

    /** The last instant of the story; nothing after it has happened yet. */
    final Instant end;

    ActivityPattern(Instant end) {
        this.end = end;
        this.first = end.atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS);
    }

    /** How many visitors come on that day of the story, on average; the firm becomes better known. */
    double visitors(int day) {
        LocalDate date = first.plusDays(day);
        double growth = 0.75 + 0.5 * day / DAYS;
        return VISITORS_A_DAY * growth * MONTHS[date.getMonthValue() - 1] * weekday(date.getDayOfWeek());
    }

    private static double weekday(DayOfWeek day) {
        return switch (day) {
            case MONDAY, THURSDAY -> 1.2;
            case TUESDAY, WEDNESDAY -> 1.35;
            case FRIDAY -> 1.0;
            case SATURDAY -> 0.4;
            case SUNDAY -> 0.5;
        };
    }

    /** An instant on that day of the story at which someone views pages. */
    Instant moment(int day, SeededRandom random) {
        boolean office = random.chance(0.8);
        double hour = office ? OPENING + 9 * random.share() : 24 * random.share();
        return first.plusDays(day)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusSeconds((long) (hour * 3600))
                .plusMillis(random.between(0, 999));
    }

    /** The same or the next working moment of the firm's people, from that instant on. */
    static Instant working(Instant at) {
        var time = at.atZone(ZoneOffset.UTC);
        if (time.getHour() >= OPENING + 9) {
            time = time.toLocalDate().plusDays(1).atTime(OPENING, 10).atZone(ZoneOffset.UTC);
        } else if (time.getHour() < OPENING) {
            time = time.toLocalDate().atTime(OPENING, 20).atZone(ZoneOffset.UTC);
        }
        while (time.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) {
            time = time.plusDays(1);
        }
        return time.toInstant();
    }

    static Duration days(double days) {
        return Duration.ofSeconds((long) (days * 86_400));
    }
}
