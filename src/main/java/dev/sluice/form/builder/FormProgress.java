package dev.sluice.form.builder;

import dev.sluice.form.FormSignals;
import dev.sluice.person.PersonErased;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.RecipientOrder;
import dev.sluice.signal.Signal;
import dev.sluice.signal.SignalsRecorded;
import dev.sluice.signal.WebSignals;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each visitor of a form came, kept as the signals that say so are recorded; machines are no visitors. */
@Component
class FormProgress {
    /**
     * How many visitors of a form or an offer came how far.
     *
     * @param started who began to fill it; who sent it without our seeing the beginning has begun, too
     * @param leads people who sent it, each once
     */
    record Reach(long viewed, long started, long leads, long downloaded) {
        static final Reach NONE = new Reach(0, 0, 0, 0);
    }

    /** One signal's news of a visitor, as the statement takes it. */
    private record ProgressUpdate(String slug, String visitor, long person, String offer, String kind, String at) {
        private static final Set<String> ON_FORMS =
                Set.of(FormSignals.VIEWED.name(), FormSignals.STARTED.name(), FormSignals.SUBMITTED.name());

        static final Comparator<ProgressUpdate> ORDER =
                Comparator.comparing(ProgressUpdate::slug).thenComparing(ProgressUpdate::visitor);

        static @Nullable ProgressUpdate of(Signal signal) {
            boolean download = WebSignals.ASSET_DOWNLOADED.is(signal.kind());
            Object slug = download ? signal.data().get("form") : signal.subject();
            boolean told = download || ON_FORMS.contains(signal.kind());
            if (!told || !signal.human() || !(slug instanceof String form) || form.isEmpty()) {
                return null;
            }
            Object offer = download ? signal.subject() : signal.data().get("offer");
            return new ProgressUpdate(
                    form,
                    signal.data().get("visitor") instanceof String visitor ? visitor : "person:" + signal.person(),
                    signal.person(),
                    offer instanceof String carried ? carried : "",
                    signal.kind(),
                    signal.at().toString());
        }
    }

    /** What visitors are counted by. */
    enum VisitBreakdown {
        FORM("slug"),
        OFFER("offer");

        private final String column;

        VisitBreakdown(String column) {
            this.column = column;
        }
    }

    private static final String REACH = """
            count(viewed_at) AS viewed,
            count(*) FILTER (WHERE started_at IS NOT NULL OR submitted_at IS NOT NULL) AS started,
            count(DISTINCT person_id) FILTER (WHERE submitted_at IS NOT NULL) AS leads,
            count(downloaded_at) AS downloaded""";

    private final JdbcClient jdbc;

    FormProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(PersonErased erased) {
        jdbc.sql("DELETE FROM form_visitor WHERE workspace_id = ? AND person_id = ANY (?)")
                .params(erased.workspace(), SqlArray.bigint(erased.persons()))
                .update();
    }

    @EventListener
    @Order(RecipientOrder.FORM_VISITS)
    void note(SignalsRecorded event) {
        List<ProgressUpdate> steps = event.signals().stream()
                .map(ProgressUpdate::of)
                .filter(Objects::nonNull)
                .sorted(ProgressUpdate.ORDER) // one order of locking for all writers
                .toList();
        if (steps.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO form_visitor AS v (workspace_id, slug, visitor, person_id, offer, seen_at,
                                                  viewed_at, started_at, submitted_at, downloaded_at)
                        SELECT ?, s.slug, s.visitor, (array_agg(s.person ORDER BY s.at DESC))[1], max(s.offer), min(s.at),
                               min(s.at) FILTER (WHERE s.kind = ?),
                               min(s.at) FILTER (WHERE s.kind = ?),
                               min(s.at) FILTER (WHERE s.kind = ?),
                               min(s.at) FILTER (WHERE s.kind = ?)
                        FROM jsonb_to_recordset(?::jsonb) AS s(slug text, visitor text, person bigint, offer text,
                                                               kind text, at timestamptz)
                        GROUP BY s.slug, s.visitor
                        ORDER BY s.slug COLLATE "C", s.visitor COLLATE "C"
                        ON CONFLICT (workspace_id, slug, visitor) DO UPDATE
                        SET person_id = excluded.person_id,
                            offer = CASE WHEN excluded.offer = '' THEN v.offer ELSE excluded.offer END,
                            seen_at = least(v.seen_at, excluded.seen_at),
                            viewed_at = least(v.viewed_at, excluded.viewed_at),
                            started_at = least(v.started_at, excluded.started_at),
                            submitted_at = least(v.submitted_at, excluded.submitted_at),
                            downloaded_at = least(v.downloaded_at, excluded.downloaded_at)""")
                .params(
                        event.workspace(),
                        FormSignals.VIEWED.name(),
                        FormSignals.STARTED.name(),
                        FormSignals.SUBMITTED.name(),
                        WebSignals.ASSET_DOWNLOADED.name(),
                        Json.write(steps))
                .update();
    }

    /** The reach of each form or offer since then; inside the workspace's transaction. */
    Map<String, Reach> reach(int workspace, VisitBreakdown by, Instant since) {
        return jdbc
                .sql("SELECT " + by.column + ", " + REACH + " FROM form_visitor"
                        + " WHERE workspace_id = ? AND seen_at >= ? GROUP BY 1")
                .params(workspace, Timestamp.from(since))
                .query((row, number) -> Map.entry(
                        row.getString(1), new Reach(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The people who sent a form, or any form with an offer, since then; inside the workspace's transaction. */
    long[] leads(int workspace, VisitBreakdown by, String slug, Instant since) {
        return jdbc
                .sql("SELECT DISTINCT person_id FROM form_visitor WHERE workspace_id = ? AND " + by.column
                        + " = ? AND submitted_at IS NOT NULL AND seen_at >= ?")
                .params(workspace, slug, Timestamp.from(since))
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
