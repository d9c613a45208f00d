package dev.sluice.people.search;

import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.origin.OriginName;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A filter as SQL: conditions on a standing (alias s) and a person (alias p), with named values and never with text from outside. */
final class PeopleFilterSql {
    /** No run has this number: the standings of nobody. */
    private static final int NO_RUN = 0;

    final Map<String, Object> values = new HashMap<>();
    final List<String> residual = new ArrayList<>();
    final String inLane;
    final String inPeriod;

    PeopleFilterSql(int workspace, PeopleFilter filter, ZoneId zone, Instant now) {
        values.put("w", workspace);
        values.put("run", filter.run() == null ? NO_RUN : filter.run().id());
        inLane = ofLane(filter, now);
        inPeriod = ofPeriod(filter, zone);
        if (filter.run() == null && filter.q().isEmpty() && !filter.stageNames().contains("any")) {
            residual.add("p.identified_at IS NOT NULL");
        }
        if (filter.outcome() != null) {
            residual.add("coalesce(s.outcome, 0) = :outcome");
            values.put("outcome", filter.outcome().ordinal());
        }
        if (filter.reached() != null) {
            residual.add("s.reached & :reached <> 0");
            values.put("reached", 1 << filter.reached());
        }
        begun(filter, zone);
        if (filter.fit() != null) {
            residual.add("s.fit >= :fit");
            values.put("fit", filter.fit());
        }
        if (!filter.flag().isEmpty()) {
            residual.add(":flag = ANY (s.flags)");
            values.put("flag", filter.flag());
        }
        if (!filter.form().isEmpty()) {
            residual.add(
                    "p.first_source_id IN (SELECT id FROM shared_source WHERE workspace_id = :w AND form_slug = :form)");
            values.put("form", filter.form());
        }
        if (filter.company() != null) {
            residual.add("p.company_id = :company");
            values.put("company", filter.company());
        }
        if (!inPeriod.isEmpty()) {
            residual.add("TRUE" + inPeriod);
        }
    }

    private void begun(PeopleFilter filter, ZoneId zone) {
        if (filter.since() != null) {
            residual.add("s.begun_at >= :since");
            values.put("since", Timestamp.from(filter.since().atStartOfDay(zone).toInstant()));
        }
        if (filter.until() != null) {
            residual.add("s.begun_at < :until");
            values.put(
                    "until",
                    Timestamp.from(filter.until().plusDays(1).atStartOfDay(zone).toInstant()));
        }
    }

    /** What the order by engagement carries in its indexes: with these alone no row is read in vain. */
    private String ofLane(PeopleFilter filter, Instant now) {
        String lane = "";
        if (!filter.source().isEmpty()) {
            lane += " AND s.origin = :origin";
            values.put("origin", OriginName.of(filter.source()));
        }
        if (filter.engagement() != null && filter.run() != null) {
            lane += " AND s.rank >= :least";
            values.put("least", EngagementRank.rank(filter.engagement(), filter.run(), now));
        }
        return lane;
    }

    private String ofPeriod(PeopleFilter filter, ZoneId zone) {
        String period = "";
        if (filter.from() != null) {
            period += " AND p.created_at >= :from";
            values.put("from", Timestamp.from(filter.from().atStartOfDay(zone).toInstant()));
        }
        if (filter.to() != null) {
            period += " AND p.created_at < :to";
            values.put(
                    "to",
                    Timestamp.from(filter.to().plusDays(1).atStartOfDay(zone).toInstant()));
        }
        return period;
    }

    /** The conditions that a row is tested by after the index has given it, led by AND. */
    String residual() {
        return residual.isEmpty() ? "" : " AND " + String.join(" AND ", residual);
    }

    /** All conditions on a person joined with their standing, led by AND. */
    String all(PeopleFilter filter) {
        return ofStages(filter) + inLane + residual();
    }

    private String ofStages(PeopleFilter filter) {
        if (filter.stages() == null) {
            return "";
        }
        values.put(
                "stages",
                SqlArray.integer(filter.stages().stream().mapToInt(i -> i).toArray()));
        return " AND coalesce(s.stage, -1) = ANY (:stages::int[])";
    }
}
