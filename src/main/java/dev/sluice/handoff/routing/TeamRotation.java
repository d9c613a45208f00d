package dev.sluice.handoff.routing;

import dev.sluice.workhours.Availability;
import dev.sluice.workhours.WorkCalendar;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Members;
import dev.sluice.workspace.Team;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who of a team is there and whose turn it is. Everything runs in the caller's transaction: the line of a team
 * stays locked until it ends, so that two leads at once are given out one after the other. Whoever routes for
 * several teams in one transaction asks for them in the order of their names.
 */
@Component
public class TeamRotation {
    /** The line in which sales stands for teams that are not there; no team can be named so. */
    private static final String EVERYBODY = "";

    /** How many days back a rep's calendar knows of absences and holidays; deadlines lie ahead. */
    private static final int BACK = 40;

    private final JdbcClient jdbc;
    private final Members members;
    private final Availability attendance;

    private record RotationPosition(int user, double turn) {}

    TeamRotation(JdbcClient jdbc, Members members, Availability attendance) {
        this.jdbc = jdbc;
        this.members = members;
        this.attendance = attendance;
    }

    /**
     * The members of a routing team at that instant, by id, their places in the line locked. Without such a team,
     * or with nobody in it, these are the workspace's sales users, and without any of them all its users.
     */
    List<Rep> members(int workspace, String team, Instant at) {
        Map<Integer, Member> all = byId(workspace);
        List<RotationPosition> line = line(workspace, team, all.keySet());
        return reps(workspace, line.isEmpty() ? everybody(workspace, all) : line, all, at);
    }

    /** All users of the workspace as somebody to whom a lead can be given by name; nobody's place is locked. */
    public List<Rep> everybody(int workspace, Instant at) {
        Map<Integer, Member> all = byId(workspace);
        List<RotationPosition> line = all.keySet().stream()
                .sorted()
                .map(user -> new RotationPosition(user, 0))
                .toList();
        return reps(workspace, line, all, at);
    }

    /** When that user works, with all their absences and the workspace's holidays. */
    public WorkCalendar calendar(int workspace, int user) {
        return attendance.of(workspace, user).calendar();
    }

    /** Notes the new place in the line of a user who was given a lead. */
    void took(int workspace, String team, int user, double turn) {
        jdbc.sql("""
                        UPDATE routing_member SET turn = :turn
                        WHERE workspace_id = :workspace AND user_id = :user AND team = CASE
                            WHEN EXISTS (SELECT 1 FROM routing_member WHERE workspace_id = :workspace AND team = :team)
                            THEN :team ELSE '' END""")
                .param("turn", turn)
                .param("workspace", workspace)
                .param("user", user)
                .param("team", team)
                .update();
    }

    /** Puts a user in a line, level with whoever of those present is next: they get their share and no backlog. */
    void join(int workspace, String team, int user, Collection<Integer> present) {
        jdbc.sql("""
                        INSERT INTO routing_member (workspace_id, team, user_id, turn)
                        SELECT :workspace, :team, :user, COALESCE(min(turn), 0) FROM routing_member
                        WHERE workspace_id = :workspace AND team = :team AND user_id IN (:present)
                        ON CONFLICT (workspace_id, team, user_id) DO NOTHING""")
                .param("workspace", workspace)
                .param("team", team)
                .param("user", user)
                .param("present", present)
                .update();
    }

    private Map<Integer, Member> byId(int workspace) {
        return members.all(workspace).stream().collect(Collectors.toMap(Member::user, member -> member));
    }

    private List<RotationPosition> line(int workspace, String team, Collection<Integer> users) {
        return jdbc
                .sql("""
                        SELECT user_id, turn FROM routing_member WHERE workspace_id = ? AND team = ?
                        ORDER BY user_id FOR UPDATE""")
                .params(workspace, team)
                .query((row, number) -> new RotationPosition(row.getInt("user_id"), row.getDouble("turn")))
                .list()
                .stream()
                .filter(place -> users.contains(place.user()))
                .toList();
    }

    private List<RotationPosition> everybody(int workspace, Map<Integer, Member> all) {
        TreeSet<Integer> sales = all.values().stream()
                .filter(member -> member.team() == Team.SALES)
                .map(Member::user)
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<Integer> wanted = sales.isEmpty() ? new TreeSet<>(all.keySet()) : sales;
        List<RotationPosition> line = line(workspace, EVERYBODY, wanted);
        if (line.size() < wanted.size()) {
            wanted.forEach(user -> join(workspace, EVERYBODY, user, wanted));
            line = line(workspace, EVERYBODY, wanted);
        }
        return line;
    }

    private List<Rep> reps(int workspace, List<RotationPosition> line, Map<Integer, Member> all, Instant at) {
        LocalDate since = LocalDate.ofInstant(at, ZoneOffset.UTC).minusDays(BACK);
        Map<Integer, Availability.UserAvailability> entries = attendance.of(
                workspace, line.stream().map(RotationPosition::user).toList(), since);
        List<Rep> reps = new ArrayList<>();
        for (RotationPosition place : line) {
            Member member = all.get(place.user());
            Availability.UserAvailability entry = entries.get(place.user());
            if (member != null && entry != null) {
                reps.add(rep(place, member.name(), entry, all.keySet(), at));
            }
        }
        return reps;
    }

    private static Rep rep(
            RotationPosition place,
            String name,
            Availability.UserAvailability entry,
            Collection<Integer> users,
            Instant at) {
        LocalDate today = entry.calendar().day(at);
        boolean absent = false;
        Integer cover = null;
        for (Availability.Absence absence : entry.absences()) {
            if (absence.holds(today)) {
                absent = true;
                cover = absence.cover() != null && users.contains(absence.cover()) ? absence.cover() : cover;
            }
        }
        return new Rep(
                place.user(), name, place.turn(), entry.weight(), entry.capacity(), entry.calendar(), absent, cover);
    }
}
