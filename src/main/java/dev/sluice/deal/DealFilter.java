package dev.sluice.deal;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Which deals are meant, as the address says it; "" is any.
 *
 * @param pipeline as {@link ActivePipeline#code} has it
 * @param owner a user's number, {@code nobody}, or {@code mine}
 * @param state open, won, lost or any
 * @param asking only closed deals that lack their amount or reason
 * @param closedFrom only deals that closed on that day or later; {@code closedTo} on that day or earlier
 */
public record DealFilter(
        String pipeline,
        String owner,
        String stage,
        String state,
        boolean stalled,
        boolean asking,
        String q,
        String company,
        @Nullable LocalDate closedFrom,
        @Nullable LocalDate closedTo) {
    public static DealFilter of(Map<String, String> asked) {
        String state = asked.getOrDefault("state", "open");
        if (!state.matches("open|won|lost|any")) {
            throw new BadInput("state", "Choose open, won, lost or any.");
        }
        boolean asking = asked.getOrDefault("asking", "").equals("yes");
        String owner = asked.getOrDefault("owner", "");
        if (!owner.matches("|mine|nobody|[0-9]{1,9}")) {
            throw new BadInput("owner", "Choose a user, mine or nobody.");
        }
        String company = asked.getOrDefault("company", "");
        if (!company.matches("[0-9]{0,18}")) {
            throw new BadInput("company", "This must be a number.");
        }
        LocalDate closedFrom = day("closed_from", asked);
        LocalDate closedTo = day("closed_to", asked);
        boolean closed = asking || closedFrom != null || closedTo != null;
        return new DealFilter(
                StorableText.clip(asked.getOrDefault("pipeline", ""), 80),
                owner,
                StorableText.clip(asked.getOrDefault("stage", ""), 80),
                closed && state.equals("open") ? "any" : state,
                asked.getOrDefault("stalled", "").equals("yes"),
                asking,
                StorableText.clip(asked.getOrDefault("q", "").strip(), 200),
                company,
                closedFrom,
                closedTo);
    }

    private static @Nullable LocalDate day(String name, Map<String, String> asked) {
        String text = asked.getOrDefault(name, "").strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw new BadInput(name, "Write a day like 2026-01-31.");
        }
    }

    public DealFilter inStage(String one) {
        return new DealFilter(pipeline, owner, one, state, stalled, asking, q, company, closedFrom, closedTo);
    }

    /** As the part of an address behind the question mark. */
    public String query() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("pipeline", pipeline);
        parts.put("owner", owner);
        parts.put("stage", stage);
        parts.put("state", state.equals("open") ? "" : state);
        parts.put("stalled", stalled ? "yes" : "");
        parts.put("asking", asking ? "yes" : "");
        parts.put("q", q);
        parts.put("company", company);
        parts.put("closed_from", Objects.toString(closedFrom, ""));
        parts.put("closed_to", Objects.toString(closedTo, ""));
        return parts.entrySet().stream()
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + "=" + UriUtils.encode(part.getValue(), "UTF-8"))
                .collect(Collectors.joining("&"));
    }
}
