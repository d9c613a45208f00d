package dev.sluice.person;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes two people one, and two again. Signals keep the person they were recorded for, so nothing is lost. */
@Component
public class Merges {
    /** A merge as its history shows it; {@code by} is null where an identity shared by both made it. */
    public record MergeResult(
            long id,
            long merged,
            String title,
            Instant at,
            @Nullable String by,
            String because,
            @Nullable Instant undoneAt) {}

    /** The first half of the advisory lock's number: merging; the second is the workspace. */
    private static final int LOCK = 1;

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final PersonRebuild rebuilt;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Merges(
            JdbcClient jdbc,
            Tenancy tenancy,
            PersonRebuild rebuilt,
            InstantSource clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.rebuilt = rebuilt;
        this.clock = clock;
        this.events = events;
    }

    /** Until the transaction's end nobody else merges in this workspace. */
    void lock(int workspace) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?, ?)::text")
                .params(LOCK, workspace)
                .query(String.class)
                .optional();
    }

    void write(int workspace, List<IdentityResolver.Merge> merges) {
        for (IdentityResolver.Merge merge : merges) {
            write(workspace, merge.survivor().survivor().id, merge.merged().id, null, merge.reason());
        }
        if (!merges.isEmpty()) {
            events.publishEvent(new PeopleMerged(
                    workspace,
                    merges.stream()
                            .map(merge -> merge.survivor().survivor().id)
                            .distinct()
                            .toList(),
                    merges.stream().map(merge -> merge.merged().id).toList()));
        }
    }

    /** Merges by hand; the survivor's word wins where both say something. */
    public void merge(int workspace, long survivor, long merged, int user) {
        tenancy.in(workspace, () -> {
            lock(workspace);
            long into = standing(workspace, survivor);
            long from = standing(workspace, merged);
            if (into == from) {
                throw new BadInput("merged", "They are one person already.");
            }
            write(workspace, into, from, user, "merged by hand");
            events.publishEvent(new PeopleMerged(workspace, List.of(into), List.of(from)));
        });
    }

    /** Takes a merge into this person apart again: both are then what their own identities and signals say. */
    public void undo(int workspace, long person, long mergeId) {
        tenancy.in(workspace, () -> {
            lock(workspace);
            long whole = standing(workspace, person);
            Long[] group = jdbc.sql("""
                            UPDATE merge SET undone_at = ?
                            WHERE workspace_id = ? AND id = ? AND undone_at IS NULL
                              AND survivor IN (SELECT id FROM person WHERE workspace_id = ? AND (id = ? OR merged_into = ?))
                            RETURNING merged_group""")
                    .params(Timestamp.from(clock.instant()), workspace, mergeId, workspace, whole, whole)
                    .query((row, number) -> (Long[]) row.getArray(1).getArray())
                    .optional()
                    .orElseThrow(() -> new NotFound("There is no such merge, or it is undone already."));
            long separate = group[0];
            for (long id : group) {
                // who was taken out of the group by another undo meanwhile stays out
                jdbc.sql("UPDATE person SET merged_into = ? WHERE workspace_id = ? AND id = ? AND merged_into = ?")
                        .param(id == separate ? null : separate)
                        .params(workspace, id, whole)
                        .update();
            }
            rebuilt.rebuild(workspace, whole);
            rebuilt.rebuild(workspace, separate);
            events.publishEvent(new PeopleMerged(workspace, List.of(whole, separate), List.of()));
        });
    }

    /** The merges that made this person, the newest first. */
    public List<MergeResult> history(int workspace, long person) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT m.id, m.merged, p.name, p.email, p.identified_at IS NOT NULL, m.at, u.name, m.because,
                               m.undone_at
                        FROM merge m
                        JOIN person p ON p.workspace_id = m.workspace_id AND p.id = m.merged
                        LEFT JOIN shared_user u ON u.id = m.by_user
                        WHERE m.workspace_id = ? AND m.survivor IN
                            (SELECT id FROM person WHERE workspace_id = ? AND (id = ? OR merged_into = ?))
                        ORDER BY m.at DESC, m.id DESC LIMIT 100""")
                        .params(workspace, workspace, person, person)
                        .query((row, number) -> new MergeResult(
                                row.getLong(1),
                                row.getLong(2),
                                Person.title(row.getLong(2), row.getBoolean(5), row.getString(3), row.getString(4)),
                                row.getTimestamp(6).toInstant(),
                                row.getString(7),
                                row.getString(8),
                                row.getTimestamp(9) == null
                                        ? null
                                        : row.getTimestamp(9).toInstant()))
                        .list());
    }

    private long standing(int workspace, long person) {
        return jdbc.sql("SELECT coalesce(merged_into, id) FROM person WHERE workspace_id = ? AND id = ?")
                .params(workspace, person)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new NotFound("There is no such person."));
    }

    private void write(int workspace, long survivor, long merged, @Nullable Integer user, String because) {
        jdbc.sql("""
                        INSERT INTO merge (workspace_id, survivor, merged, merged_group, at, by_user, because)
                        SELECT ?, ?, ?, ARRAY[?]::bigint[] || coalesce(array_agg(id), '{}'), ?, ?, ?
                        FROM person WHERE workspace_id = ? AND merged_into = ?""")
                .param(workspace)
                .param(survivor)
                .param(merged)
                .param(merged)
                .param(Timestamp.from(clock.instant()))
                .param(user)
                .param(because)
                .param(workspace)
                .param(merged)
                .update();
        jdbc.sql("UPDATE person SET merged_into = ? WHERE workspace_id = ? AND (id = ? OR merged_into = ?)")
                .params(survivor, workspace, merged, merged)
                .update();
        jdbc.sql("""
                        UPDATE person s SET
                            email = coalesce(s.email, m.email), user_key = coalesce(s.user_key, m.user_key),
                            name = coalesce(s.name, m.name), name_key = coalesce(s.name_key, m.name_key),
                            last_name_key = coalesce(s.last_name_key, m.last_name_key), role = coalesce(s.role, m.role),
                            phone = coalesce(s.phone, m.phone), company_id = coalesce(s.company_id, m.company_id),
                            traits = m.traits || s.traits,
                            identified_at = least(s.identified_at, m.identified_at),
                            origin = CASE WHEN m.created_at < s.created_at THEN coalesce(m.origin, s.origin)
                                     ELSE coalesce(s.origin, m.origin) END,
                            first_touch = CASE WHEN m.created_at < s.created_at THEN coalesce(m.first_touch, s.first_touch)
                                          ELSE coalesce(s.first_touch, m.first_touch) END,
                            first_source_id = CASE WHEN m.created_at < s.created_at
                                              THEN coalesce(m.first_source_id, s.first_source_id)
                                              ELSE coalesce(s.first_source_id, m.first_source_id) END
                        FROM person m
                        WHERE s.workspace_id = ? AND s.id = ? AND m.workspace_id = ? AND m.id = ?""").params(workspace, survivor, workspace, merged).update();
    }
}
