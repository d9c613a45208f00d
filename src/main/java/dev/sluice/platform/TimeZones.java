package dev.sluice.platform;

import java.time.ZoneId;
import java.util.List;

/** The time zones that can be chosen. */
public final class TimeZones {
    /** Zones that a calendar file brings along, which no one else can use. */
    private static final String OF_CALENDARS = "ical4j";

    private TimeZones() {}

    /** Their names ("Europe/London") in the order of the alphabet. */
    public static List<String> names() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(name -> !name.startsWith(OF_CALENDARS))
                .sorted()
                .toList();
    }
}
