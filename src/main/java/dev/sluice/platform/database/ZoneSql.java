package dev.sluice.platform.database;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Local time in SQL by the rules of Java, so that there is one source of them: the database's own are of another date.
 * A statement takes {@link #parameters} of its zone and asks {@code zone_local(at, :zone_changes, :zone_offsets)} for the
 * {@code timestamp} at an instant from 1970 to 2100, or {@code zone_instant(local, :zone_local_changes, :zone_offsets)} for
 * the instant of a local time: the earlier one when it comes twice, the end of the gap when it is in one.
 */
public final class ZoneSql {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
    private static final Map<ZoneId, Map<String, Object>> PARAMETERS = new ConcurrentHashMap<>();

    private ZoneSql() {}

    /** What those functions read: the offsets of the zone and the instants and local times of their changes. */
    public static Map<String, Object> parameters(ZoneId zone) {
        return PARAMETERS.computeIfAbsent(zone, ZoneSql::of);
    }

    private static Map<String, Object> of(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<Instant> changes = new ArrayList<>();
        List<LocalDateTime> locals = new ArrayList<>();
        List<ZoneOffset> offsets = new ArrayList<>();
        offsets.add(rules.getOffset(FIRST));
        ZoneOffsetTransition change = rules.nextTransition(FIRST);
        while (change != null && change.getInstant().isBefore(LAST)) {
            changes.add(change.getInstant());
            locals.add(later(change));
            offsets.add(change.getOffsetAfter());
            change = rules.nextTransition(change.getInstant());
        }
        return Map.of(
                "zone_changes", SqlArray.timestamptz(changes),
                "zone_local_changes", SqlArray.timestamp(locals),
                "zone_offsets", SqlArray.interval(offsets));
    }

    /** From this local time on the new offset holds alone. */
    private static LocalDateTime later(ZoneOffsetTransition change) {
        return change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    }
}
