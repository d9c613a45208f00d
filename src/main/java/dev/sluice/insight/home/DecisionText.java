package dev.sluice.insight.home;

import dev.sluice.platform.Json;
import dev.sluice.platform.web.DisplayFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A decision as the home page writes it. */
final class DecisionText {
    private DecisionText() {}

    /** "became MQL". */
    static String title(String kind, @Nullable String about, @Nullable String move) {
        String stage = about == null ? "" : DisplayFormat.stage(about);
        String reason = about == null ? "" : about.replace('_', ' ');
        return switch (kind) {
            case "entered" ->
                switch (String.valueOf(move)) {
                    case "back" -> "went back to " + stage;
                    case "reentry" -> "came back as " + stage;
                    case "recorded" -> "was recorded as " + stage;
                    default -> "became " + stage;
                };
            case "flagged" -> "was flagged " + reason;
            case "disqualified" -> "was disqualified: " + reason;
            case "lost" -> "was lost: " + reason;
            case "reinstated" -> "is no longer disqualified";
            case "limit_passed" -> "has been in " + stage + " for longer than its limit";
            case "restated" -> "stands in " + (stage.isEmpty() ? "no stage" : stage) + " now";
            default -> kind.replace('_', ' ') + " " + reason;
        };
    }

    /** The stored reasons in one sentence; "" without any. */
    static String reason(@Nullable String json) {
        return Json.array(json).stream()
                .map(reason -> reason instanceof Map<?, ?> map ? String.valueOf(map.get("text")) : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
    }
}
