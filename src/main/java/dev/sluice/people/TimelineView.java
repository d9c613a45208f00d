package dev.sluice.people;

import dev.sluice.person.Persons;
import dev.sluice.person.Timeline;
import dev.sluice.platform.Json;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.Page;
import dev.sluice.signal.Meaning;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalKind;
import dev.sluice.signal.SignalKinds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The timeline as it is read: signals and the decisions made on them, by day, what machines did folded away. */
@Component
class TimelineView {
    /** A detail of a line: an answer given, a trait told, a reason. */
    record Detail(String name, String value) {}

    /** One thing that happened, or was decided; {@code opens} is the page that shows all of it, "" for none. */
    record TimelineEntry(
            Instant at,
            String anchor,
            String icon,
            String text,
            List<Detail> details,
            boolean machine,
            String from,
            String opens) {
        boolean decision() {
            return icon.equals("decision");
        }
    }

    /** Lines side by side that are shown as one: a single line, or all that machines did between two by people. */
    record TimelineViewItem(List<TimelineEntry> lines) {
        boolean folded() {
            return lines.getFirst().machine();
        }
    }

    record Day(LocalDate date, List<TimelineViewItem> items) {}

    /** A stretch of days; {@code next} asks for the one before it in time. */
    record TimelineStretch(List<Day> days, @Nullable String next) {}

    private static final int PAGE = 50;
    private static final int MOST_DECISIONS = 2_000;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Persons persons;
    private final Timeline timeline;
    private final SignalKinds kinds;

    TimelineView(JdbcClient jdbc, Tenancy tenancy, Persons persons, Timeline timeline, SignalKinds kinds) {
        this.kinds = kinds;
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.persons = persons;
        this.timeline = timeline;
    }

    TimelineStretch stretch(
            int workspace, long person, TimelineText.TimelineFilter group, @Nullable String after, TimeFormat when) {
        Page<Timeline.TimelineItem> page = timeline.page(workspace, person, group.in(kinds), after, PAGE);
        Instant newest = after == null ? Instant.MAX : Timeline.at(after);
        Instant oldest = page.next() == null
                ? Instant.MIN
                : page.items().getLast().signal().at();
        Stream<TimelineEntry> decisions = group == TimelineText.TimelineFilter.ALL
                        || group == TimelineText.TimelineFilter.DECISIONS
                ? decisions(workspace, person).stream()
                        .filter(line -> line.at().isBefore(newest) && !line.at().isBefore(oldest))
                : Stream.of();
        // a decision stands above the signal that caused it
        List<TimelineEntry> lines = Stream.concat(
                        decisions, page.items().stream().map(this::line))
                .sorted(Comparator.comparing(TimelineEntry::at).reversed())
                .toList();
        return new TimelineStretch(days(lines, when), page.next());
    }

    private static List<Day> days(List<TimelineEntry> lines, TimeFormat when) {
        List<Day> days = new ArrayList<>();
        for (TimelineEntry line : lines) {
            LocalDate date = when.day(line.at());
            if (days.isEmpty() || !days.getLast().date().equals(date)) {
                days.add(new Day(date, new ArrayList<>()));
            }
            List<TimelineViewItem> items = days.getLast().items();
            if (line.machine() && !items.isEmpty() && items.getLast().folded()) {
                items.getLast().lines().add(line);
            } else {
                items.add(new TimelineViewItem(new ArrayList<>(List.of(line))));
            }
        }
        return days;
    }

    private TimelineEntry line(Timeline.TimelineItem entry) {
        Signal signal = entry.signal();
        SignalKind kind = kinds.kind(signal.kind());
        List<Detail> details = new ArrayList<>();
        boolean tells = kind.means(Meaning.TELLS_TRAITS);
        signal.traits().forEach((name, value) -> {
            // every signal that came by an address carries it; only where it was told is it news
            if (tells || !name.equals("email")) {
                details.add(new Detail(TimelineText.trait(name), TimelineText.value(value)));
            }
        });
        if (signal.data().get("unverified") instanceof Map<?, ?> claims) {
            claims.forEach((name, value) -> details.add(
                    new Detail(TimelineText.trait(String.valueOf(name)) + " (unverified)", TimelineText.value(value))));
        }
        details.sort(Comparator.comparing(Detail::name));
        for (String name :
                List.of("remark", "text", "title", "referrer", "utm_source", "utm_campaign", "seconds", "wording")) {
            Object value = signal.data().get(name);
            if (value != null) {
                details.add(new Detail(TimelineText.trait(name), TimelineText.value(value)));
            }
        }
        String from = signal.data().get("by") instanceof String by ? by : entry.sourceName();
        return new TimelineEntry(
                signal.at(),
                signal.id().toString(),
                kind.icon().code(),
                TimelineText.of(kind, signal, entry.sourceKind(), entry.sourceName()),
                details,
                !signal.human() && !kind.means(Meaning.OUTGOING),
                from,
                kind.means(Meaning.OUTGOING) && signal.data().get("message") instanceof Number message
                        ? "/outreach/messages/" + message.longValue()
                        : "");
    }

    private List<TimelineEntry> decisions(int workspace, long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT t.at, t.id, t.kind, t.stage, t.from_stage, t.move, t.version, t.fit, t.engagement,
                               t.because::text, f.name
                        FROM report_decision t JOIN shared_funnel f ON f.workspace_id = t.workspace_id AND f.id = t.funnel_id
                        WHERE t.workspace_id = ? AND t.funnel_id IN (SELECT id FROM shared_funnel WHERE workspace_id = ?)
                          AND t.person_id = ANY (?) AND t.kind <> 'restated'
                        ORDER BY t.at DESC, t.id DESC LIMIT ?""")
                        .params(workspace, workspace, SqlArray.bigint(persons.group(workspace, person)), MOST_DECISIONS)
                        .query(TimelineView::decision)
                        .list());
    }

    private static TimelineEntry decision(ResultSet row, int number) throws SQLException {
        String stage = row.getString(4) == null ? "" : row.getString(4).replace('_', ' ');
        String from = row.getString(5) == null ? "" : " from " + DisplayFormat.stage(row.getString(5));
        String text = switch (row.getString(3)) {
            case "entered" -> "Entered " + DisplayFormat.stage(stage) + from + moved(row.getString(6));
            case "flagged" -> "Flagged " + stage;
            case "disqualified" -> "Disqualified: " + stage;
            case "lost" -> "Lost: " + stage;
            case "reinstated" -> "Reinstated";
            case "limit_passed" -> "Has been in " + DisplayFormat.stage(stage) + " for longer than its limit";
            default -> row.getString(3).replace('_', ' ') + " " + stage;
        };
        List<Detail> details = new ArrayList<>();
        for (Object reason : Json.array(row.getString(10))) {
            if (reason instanceof Map<?, ?> map && map.get("text") instanceof String because) {
                Object line = map.get("line");
                details.add(
                        new Detail(line instanceof Number n && n.intValue() > 0 ? "Line " + n : "Because", because));
            }
        }
        if (row.getString(3).equals("entered")) {
            details.add(new Detail(
                    "Scores then",
                    "fit " + Math.round(row.getDouble(8)) + ", engagement "
                            + String.format(Locale.ROOT, "%.1f", row.getDouble(9))));
        }
        return new TimelineEntry(
                row.getTimestamp(1).toInstant(),
                "decision-" + row.getLong(2),
                "decision",
                text,
                details,
                false,
                row.getString(11) + ", version " + row.getInt(7),
                "");
    }

    private static String moved(@Nullable String move) {
        return switch (move == null ? "" : move) {
            case "skip" -> ", past the stages between";
            case "back" -> ", a step back";
            case "reentry" -> ", once more";
            case "recorded" -> ", as recorded";
            default -> "";
        };
    }
}
