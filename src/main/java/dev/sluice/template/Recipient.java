package dev.sluice.template;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recipient of an email.
 *
 * @param address null where none is known
 * @param owner the lead owner, in whose name emails go
 * @param values the values of the fields of templates
 */
public record Recipient(
        long person,
        String title,
        @Nullable String address,
        ZoneId zone,
        @Nullable Integer owner,
        Map<String, String> values) {}
