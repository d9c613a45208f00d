package dev.sluice.handoff.routing;

import dev.sluice.platform.BadInput;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.springframework.web.util.UriUtils;

/** What the settings of teams, hours and holidays have in common: addresses, days and short texts. */
final class TeamSettings {
    static final String PAGE = "/settings/teams";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.UK);
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;
    private static final int MAX_LENGTH = 100;

    private TeamSettings() {}

    /** A day as forms send it; the year is bounded, for a slip of the keyboard gives the year 20261. */
    static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // handled like a day out of range
        }
        throw new BadInput(field, "Write a day like 2026-12-24.");
    }

    /** A short text; {@code title} is what the error calls it. */
    static String text(String field, String text, int minLength, String title) {
        String plain = text.strip();
        if (plain.length() < minLength
                || plain.length() > MAX_LENGTH
                || plain.codePoints().anyMatch(Character::isISOControl)) {
            throw new BadInput(field, "Write " + title + " in at most 100 ordinary characters.");
        }
        return plain;
    }

    /** A day as the pages show it. */
    static String shown(LocalDate day) {
        return DAY.format(day);
    }

    /** The address below which a team is changed. */
    static String address(String team) {
        return PAGE + "/" + UriUtils.encodePathSegment(team, StandardCharsets.UTF_8);
    }
}
