package dev.sluice.people.timeline;

import dev.sluice.people.timeline.TimelineView.Detail;
import dev.sluice.people.timeline.TimelineView.TimelineEntry;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.DisplayFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the decisions on a person as entries of their timeline. */
@Component
class TimelineDecisionRows {
    private static final int MAX_DECISIONS = 2_000;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Persons persons;

    TimelineDecisionRows(JdbcClient jdbc, Tenancy tenancy, Persons persons) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.persons = persons;
    }

    /** The decisions on a person and on the records merged into them, the newest first. */
    List<TimelineEntry> entries(int workspace, long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT t.at, t.id, t.kind, t.stage, t.from_stage, t.move, t.version, t.fit, t.engagement,
                               t.because::text AS reasons, f.name AS funnel
                        FROM report_decision t JOIN shared_funnel f ON f.workspace_id = t.workspace_id AND f.id = t.funnel_id
                        WHERE t.workspace_id = ? AND t.funnel_id IN (SELECT id FROM shared_funnel WHERE workspace_id = ?)
                          AND t.person_id = ANY (?) AND t.kind <> 'restated'
                        ORDER BY t.at DESC, t.id DESC LIMIT ?""")
                        .params(workspace, workspace, SqlArray.bigint(persons.group(workspace, person)), MAX_DECISIONS)
                        .query(Row.map(TimelineDecisionRows::entry))
                        .list());
    }

    private static TimelineEntry entry(Row row) {
        return new TimelineEntry(
                row.instant("at"),
                "decision-" + row.longValue("id"),
                "decision",
                text(row),
                details(row),
                false,
                row.text("funnel") + ", version " + row.intValue("version"),
                "");
    }

    private static String text(Row row) {
        String stage = row.text("stage", "").replace('_', ' ');
        String previous = row.optionalText("from_stage");
        String from = previous == null ? "" : " from " + DisplayFormat.stage(previous);
        String kind = row.text("kind");
        return switch (kind) {
            case "entered" -> "Entered " + DisplayFormat.stage(stage) + from + move(row.text("move", ""));
            case "flagged" -> "Flagged " + stage;
            case "disqualified" -> "Disqualified: " + stage;
            case "lost" -> "Lost: " + stage;
            case "reinstated" -> "Reinstated";
            case "limit_passed" -> "Has been in " + DisplayFormat.stage(stage) + " for longer than its limit";
            default -> kind.replace('_', ' ') + " " + stage;
        };
    }

    private static List<Detail> details(Row row) {
        List<Detail> details = new ArrayList<>();
        for (Object reason : Json.array(row.optionalText("reasons"))) {
            if (reason instanceof Map<?, ?> map && map.get("text") instanceof String text) {
                Object line = map.get("line");
                details.add(new Detail(line instanceof Number n && n.intValue() > 0 ? "Line " + n : "Because", text));
            }
        }
        if (row.text("kind").equals("entered")) {
            details.add(new Detail(
                    "Scores then",
                    "fit " + Math.round(row.doubleValue("fit", 0)) + ", engagement "
                            + String.format(Locale.ROOT, "%.1f", row.doubleValue("engagement", 0))));
        }
        return details;
    }

    private static String move(String move) {
        return switch (move) {
            case "skip" -> ", past the stages between";
            case "back" -> ", a step back";
            case "reentry" -> ", once more";
            case "recorded" -> ", as recorded";
            default -> "";
        };
    }
}
