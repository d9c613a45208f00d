package dev.sluice.handoff.routing;

import dev.sluice.handoff.routing.TeamRotationRows.RotationPosition;
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
import org.springframework.stereotype.Component;

/**
 * Round robin within a team: which members are available, and whose turn it is. Everything runs in the caller's
 * transaction: the turns of a team stay locked until it ends, so that two leads at once are routed one after the other.
 * A caller that routes for several teams in one transaction reads them in the order of their names.
 */
@Component
public class TeamRotation {
    /** The turns of all sales users, for teams that do not exist; no team can have this name. */
    private static final String EVERYBODY = "";

    /** How many days back a rep's calendar has absences and holidays; deadlines are in the future. */
    private static final int BACK = 40;

    private final TeamRotationRows rows;
    private final Members members;
    private final Availability availability;

    TeamRotation(TeamRotationRows rows, Members members, Availability availability) {
        this.rows = rows;
        this.members = members;
        this.availability = availability;
    }

    /**
     * The members of a routing team at that instant, by id, their turns locked. Without such a team, or without
     * members, these are the workspace's sales users, and without any of them all its users.
     */
    List<Rep> members(int workspace, String team, Instant at) {
        Map<Integer, Member> all = byId(workspace);
        List<RotationPosition> positions = positions(workspace, team, all.keySet());
        return reps(workspace, positions.isEmpty() ? everybody(workspace, all) : positions, all, at);
    }

    /** All users of the workspace, to whom a lead can be given by name; no turn is locked. */
    public List<Rep> everybody(int workspace, Instant at) {
        Map<Integer, Member> all = byId(workspace);
        List<RotationPosition> positions = all.keySet().stream()
                .sorted()
                .map(user -> new RotationPosition(user, 0))
                .toList();
        return reps(workspace, positions, all, at);
    }

    /** When that user works, with all their absences and the workspace's holidays. */
    public WorkCalendar calendar(int workspace, int user) {
        return availability.of(workspace, user).calendar();
    }

    /** Saves the new turn of a user who got a lead. */
    void took(int workspace, String team, int user, double turn) {
        rows.setTurn(workspace, team, user, turn);
    }

    /** Adds a user to a team, level with the next of those present: they get their share and no backlog. */
    void join(int workspace, String team, int user, Collection<Integer> present) {
        rows.insert(workspace, team, user, present);
    }

    private Map<Integer, Member> byId(int workspace) {
        return members.all(workspace).stream().collect(Collectors.toMap(Member::user, member -> member));
    }

    private List<RotationPosition> positions(int workspace, String team, Collection<Integer> users) {
        return rows.positions(workspace, team).stream()
                .filter(position -> users.contains(position.userId()))
                .toList();
    }

    private List<RotationPosition> everybody(int workspace, Map<Integer, Member> all) {
        TreeSet<Integer> sales = all.values().stream()
                .filter(member -> member.team() == Team.SALES)
                .map(Member::user)
                .collect(Collectors.toCollection(TreeSet::new));
        TreeSet<Integer> users = sales.isEmpty() ? new TreeSet<>(all.keySet()) : sales;
        List<RotationPosition> positions = positions(workspace, EVERYBODY, users);
        if (positions.size() < users.size()) {
            users.forEach(user -> join(workspace, EVERYBODY, user, users));
            positions = positions(workspace, EVERYBODY, users);
        }
        return positions;
    }

    private List<Rep> reps(int workspace, List<RotationPosition> positions, Map<Integer, Member> all, Instant at) {
        LocalDate since = LocalDate.ofInstant(at, ZoneOffset.UTC).minusDays(BACK);
        Map<Integer, Availability.UserAvailability> entries = availability.of(
                workspace, positions.stream().map(RotationPosition::userId).toList(), since);
        List<Rep> reps = new ArrayList<>();
        for (RotationPosition position : positions) {
            Member member = all.get(position.userId());
            Availability.UserAvailability entry = entries.get(position.userId());
            if (member != null && entry != null) {
                reps.add(rep(position, member.name(), entry, all.keySet(), at));
            }
        }
        return reps;
    }

    private static Rep rep(
            RotationPosition position,
            String name,
            Availability.UserAvailability entry,
            Collection<Integer> users,
            Instant at) {
        LocalDate today = entry.calendar().day(at);
        boolean absent = false;
        Integer cover = null;
        for (Availability.Absence absence : entry.absences()) {
            if (absence.contains(today)) {
                absent = true;
                cover = absence.cover() != null && users.contains(absence.cover()) ? absence.cover() : cover;
            }
        }
        return new Rep(
                position.userId(),
                name,
                position.turn(),
                entry.weight(),
                entry.capacity(),
                entry.calendar(),
                absent,
                cover);
    }
}
