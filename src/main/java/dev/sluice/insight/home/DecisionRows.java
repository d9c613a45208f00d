package dev.sluice.insight.home;

import dev.sluice.platform.Json;
import dev.sluice.platform.web.DisplayFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest decisions of a funnel, in words. */
@Component
class DecisionRows {
    /** "Ann Lee" "became MQL" at an instant "because ..."; {@code because} is "" where nothing was kept. */
    record RecentDecision(long id, long person, String who, String what, Instant at, String because) {}

    private final JdbcClient jdbc;

    DecisionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RecentDecision> newest(int workspace, int funnel, int limit) {
        return jdbc.sql("""
                        SELECT d.id, d.person_id, coalesce(p.name, p.email), d.kind, d.stage, d.move, d.at, d.because::text
                        FROM (SELECT * FROM report_decision WHERE workspace_id = ? AND funnel_id = ?
                              ORDER BY at DESC LIMIT ?) d
                        JOIN report_person p ON p.workspace_id = ? AND p.id = d.person_id
                        ORDER BY d.at DESC, d.id DESC""")
                .params(workspace, funnel, limit, workspace)
                .query((row, number) -> new RecentDecision(
                        row.getLong(1),
                        row.getLong(2),
                        Objects.requireNonNullElse(row.getString(3), "Somebody without a name"),
                        what(row.getString(4), row.getString(5), row.getString(6)),
                        row.getTimestamp(7).toInstant(),
                        because(row.getString(8))))
                .list();
    }

    /** Up to so many open forms, as name by address. */
    List<Map.Entry<String, String>> forms(int workspace, int limit) {
        return jdbc.sql("SELECT slug, name FROM report_form WHERE workspace_id = ? ORDER BY slug LIMIT ?")
                .params(workspace, limit)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list();
    }

    private static String what(String kind, @Nullable String about, @Nullable String move) {
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

    private static String because(@Nullable String json) {
        return Json.array(json).stream()
                .map(reason -> reason instanceof Map<?, ?> map ? String.valueOf(map.get("text")) : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
    }
}
