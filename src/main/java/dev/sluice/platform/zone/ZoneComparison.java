package dev.sluice.platform.zone;

import dev.sluice.platform.TimeZones;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says after the start where the JDK and the database have other rules; Sluice uses neither. */
@Component
class ZoneComparison {
    private static final Logger log = LoggerFactory.getLogger(ZoneComparison.class);
    private static final Duration AHEAD = Duration.ofDays(2 * 366);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ZoneComparison(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Moment(String zone, Instant at, int offset) {}

    @EventListener(ApplicationReadyEvent.class)
    void compareInTheBackground() {
        Thread.ofVirtual().name("zone-comparison").start(() -> {
            try {
                say("The JDK", differentInJdk());
                say("The database", differentInDatabase());
            } catch (RuntimeException unknown) {
                log.debug("the time zones of JDK and database could not be compared", unknown);
            }
        });
    }

    private static void say(String whose, Set<String> zones) {
        if (!zones.isEmpty()) {
            log.info(
                    "{} has other rules for {} in the next two years. Sluice uses its own, of release {}.",
                    whose,
                    String.join(", ", zones),
                    ZoneRulesSource.release());
        }
    }

    /** The zones whose clocks the JDK would set otherwise in the next two years. */
    Set<String> differentInJdk() {
        Set<String> known = Set.copyOf(Arrays.asList(TimeZone.getAvailableIDs()));
        Set<String> different = new TreeSet<>();
        for (Moment moment : moments()) {
            boolean differs = known.contains(moment.zone)
                    && TimeZone.getTimeZone(moment.zone).getOffset(moment.at.toEpochMilli()) != moment.offset * 1000;
            if (differs) {
                different.add(moment.zone);
            }
        }
        return different;
    }

    /** The zones whose clocks the database would set otherwise in the next two years. */
    Set<String> differentInDatabase() {
        List<Moment> moments = moments();
        return new TreeSet<>(jdbc.sql("""
                        SELECT DISTINCT m.zone FROM unnest(?::text[], ?::timestamptz[], ?::integer[]) m (zone, at, seconds)
                        WHERE m.zone IN (SELECT name FROM pg_timezone_names)
                          AND extract(epoch FROM (m.at AT TIME ZONE m.zone) - (m.at AT TIME ZONE 'UTC')) <> m.seconds""")
                .params(
                        SqlArray.text(moments.stream().map(Moment::zone).toList()),
                        SqlArray.timestamptz(moments.stream().map(Moment::at).toList()),
                        SqlArray.integer(
                                moments.stream().mapToInt(Moment::offset).toArray()))
                .query(Row.map(row -> row.text("zone")))
                .list());
    }

    /** Now, and just before and at each change of the next two years, of every zone. */
    private List<Moment> moments() {
        Instant now = clock.instant();
        List<Moment> moments = new ArrayList<>();
        for (String name : TimeZones.names()) {
            ZoneId zone = ZoneId.of(name);
            add(moments, zone, now);
            ZoneOffsetTransition change = zone.getRules().nextTransition(now);
            while (change != null && change.getInstant().isBefore(now.plus(AHEAD))) {
                add(moments, zone, change.getInstant().minusSeconds(1));
                add(moments, zone, change.getInstant());
                change = zone.getRules().nextTransition(change.getInstant());
            }
        }
        return moments;
    }

    private static void add(List<Moment> moments, ZoneId zone, Instant at) {
        moments.add(new Moment(zone.getId(), at, zone.getRules().getOffset(at).getTotalSeconds()));
    }
}
