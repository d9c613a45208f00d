package dev.sluice.person;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A visitor or an identified person as everything told so far has it; one merged into another is that other. */
public record Person(
        long id,
        @Nullable Instant identifiedAt,
        @Nullable String email,
        @Nullable String userId,
        @Nullable String name,
        @Nullable String role,
        @Nullable String phone,
        @Nullable Long company,
        @Nullable String companyName,
        @Nullable String origin,
        Map<String, Object> firstTouch,
        Map<String, Object> traits,
        Instant createdAt) {

    public boolean identified() {
        return identifiedAt != null;
    }

    /** What the person is called wherever one line has to do. */
    public String title() {
        return title(id, identified(), name, email);
    }

    /** The same for rows that hold less than a whole person. */
    public static String title(long id, boolean identified, @Nullable String name, @Nullable String email) {
        if (name != null) {
            return name;
        }
        return email != null ? email : (identified ? "Person " : "Visitor ") + id;
    }
}
