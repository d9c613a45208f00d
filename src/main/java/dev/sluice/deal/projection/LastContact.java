package dev.sluice.deal.projection;

import dev.sluice.funnel.FoldSignal;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.kind.Meaning;
import dev.sluice.signal.kind.SignalKinds;
import dev.sluice.standing.SignalsFolded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps when the people of open deals were last heard of: a deal is quiet when nobody says a word. */
@Component
class LastContact {
    private final JdbcClient jdbc;
    private final SignalKinds kinds;

    LastContact(JdbcClient jdbc, SignalKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    @EventListener
    void on(SignalsFolded folded) {
        Map<Long, Instant> last = new TreeMap<>();
        folded.news().forEach((person, signals) -> {
            for (FoldSignal signal : signals) {
                if (signal.human() && !kinds.means(signal.kind(), Meaning.SILENT)) {
                    last.put(person, Time.instant(signal.at()));
                }
            }
        });
        if (last.isEmpty()) {
            return;
        }
        List<Instant> at = new ArrayList<>(last.values());
        jdbc.sql("""
                        INSERT INTO deal_last_contact (workspace_id, person_id, at)
                        SELECT ?, u.person, u.at FROM unnest(?::bigint[], ?::timestamptz[]) AS u(person, at)
                        WHERE EXISTS (SELECT FROM deal_person p JOIN deal d ON d.workspace_id = p.workspace_id AND d.id = p.deal_id
                                      WHERE p.workspace_id = ? AND p.person_id = u.person AND d.state = 'open')
                        ON CONFLICT (workspace_id, person_id)
                        DO UPDATE SET at = greatest(deal_last_contact.at, excluded.at)""")
                .params(
                        folded.workspace(),
                        SqlArray.bigint(last.keySet()),
                        SqlArray.timestamptz(at),
                        folded.workspace())
                .update();
    }
}
