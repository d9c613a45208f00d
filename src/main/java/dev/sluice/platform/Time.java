package dev.sluice.platform;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one place that reads the machine's clock, and the one conversion between instants and the fold's microseconds. */
@Configuration(proxyBeanMethods = false)
public class Time {
    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    /**
     * What the machine's clock shows, to be compared with the database's (where nodes disagree, the database's time
     * decides) and to have the scheduler, which reads that clock, run something at once. The time that things happen
     * at is that of the injected source.
     */
    public static Instant ofThisMachine() {
        return Clock.systemUTC().instant();
    }

    /** Microseconds since the epoch, UTC. */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** The instant of so many microseconds since the epoch. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
