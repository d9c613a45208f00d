package dev.sluice.handoff;

import dev.sluice.form.FormSignals;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.SignalLog;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what sales decided about leads: accepted, rejected, or ignored. */
@Component
class LeadDecisionRows {
    private final JdbcClient jdbc;
    private final SignalLog log;

    LeadDecisionRows(JdbcClient jdbc, SignalLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /**
     * A decision of sales about one person.
     *
     * @param reason why a lead was rejected; null for accepted ones
     * @param at in microseconds
     */
    record SalesDecision(
            long person, boolean accepted, @Nullable String reason, long at) {}

    /** Sales accepts or rejects a lead that was offered, or rejects one that it had accepted; returns the owners. */
    List<Integer> decide(int workspace, SalesDecision decision) {
        Instant at = Time.instant(decision.at());
        String answer = decision.accepted() ? "accepted" : "rejected";
        return jdbc
                .sql("""
                        WITH decided AS (
                            UPDATE lead_assignment SET answered_at = ?, rejected_at = NULL
                            WHERE workspace_id = ? AND person_id = ? AND (answered_at IS NULL OR ? = 'rejected')
                            RETURNING workspace_id, person_id, funnel_id, owner_id, since),
                        recorded AS (
                            INSERT INTO handoff_answer (workspace_id, person_id, funnel_id, owner_id, offered_at, answer,
                                                        reason, at, form)
                            SELECT workspace_id, person_id, funnel_id, owner_id, since, ?, ?, ?, ? FROM decided)
                        SELECT owner_id FROM decided""")
                .param(Timestamp.from(at))
                .param(workspace)
                .param(decision.person())
                .param(answer)
                .param(answer)
                .param(decision.reason())
                .param(Timestamp.from(at))
                .param(forms(workspace, List.of(decision.person()), at).get(decision.person()))
                .query(Row.map(row -> row.optionalInt("owner_id")))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** Records the leads of these people that sales neither accepted nor rejected as ignored. */
    void ignore(int workspace, int funnel, Collection<Long> people, Instant now) {
        Map<Long, String> forms = forms(workspace, people, now);
        jdbc.sql("""
                        INSERT INTO handoff_answer (workspace_id, person_id, funnel_id, owner_id, offered_at, answer, at,
                                                    form)
                        SELECT l.workspace_id, l.person_id, l.funnel_id, l.owner_id, l.since, 'ignored', ?,
                               (SELECT f.slug FROM unnest(?::bigint[], ?::text[]) AS f(person, slug)
                                WHERE f.person = l.person_id)
                        FROM lead_assignment l
                        WHERE l.workspace_id = ? AND l.funnel_id = ? AND l.person_id = ANY (?) AND l.state = 'offered'
                          AND l.answered_at IS NULL""")
                .params(Timestamp.from(now), SqlArray.bigint(forms.keySet()), SqlArray.text(forms.values()))
                .params(workspace, funnel, SqlArray.bigint(people))
                .update();
    }

    /** The form that each of these people sent last up to then; people who sent none are left out. */
    private Map<Long, String> forms(int workspace, Collection<Long> people, Instant until) {
        Map<Long, String> forms = new LinkedHashMap<>();
        log.latestOf(workspace, people, FormSignals.SUBMITTED.name(), until)
                .forEach((person, signal) -> forms.put(person, signal.subject()));
        return forms;
    }
}
