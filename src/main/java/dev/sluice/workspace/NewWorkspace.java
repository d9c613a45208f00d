package dev.sluice.workspace;

import java.time.ZoneId;
import java.time.ZoneOffset;

/** What is said of a business when its workspace is made. */
public record NewWorkspace(String name, Industry industry, ZoneId timeZone, String country) {

    /** Where nothing else is said: a business of any kind in the United States, with days in UTC. */
    public static NewWorkspace named(String name) {
        return new NewWorkspace(name, Industry.OTHER, ZoneOffset.UTC, "US");
    }

    public NewWorkspace in(Industry other) {
        return new NewWorkspace(name, other, timeZone, country);
    }
}
