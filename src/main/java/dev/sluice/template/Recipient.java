package dev.sluice.template;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody a mail is for.
 *
 * @param address null where none is known
 * @param owner the user who has the lead, in whose name mail goes
 * @param values what a mail may say, by the name of the field
 */
public record Recipient(
        long person,
        String title,
        @Nullable String address,
        ZoneId zone,
        @Nullable Integer owner,
        Map<String, String> values) {}
