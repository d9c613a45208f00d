package dev.sluice.deal;

import dev.sluice.funnel.Definition;
import dev.sluice.funnel.TestDefinitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the log of one deal, an entry an hour, and folds it without a database. */
abstract class DealLogCase {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Definition DEFINITION = definition();

    final List<DealEvent> log = new ArrayList<>();
    boolean met;

    private static Definition definition() {
        return TestDefinitions.read("""
                funnel: sold
                stages:
                  - {id: lead, layer: engage, owner: marketing, limit: 30d, enter: {identified: true}}
                disqualify:
                  - {reason: student, when: {role: student}}
                routing:
                  - {otherwise: true, to: team/inbound}
                pipelines:
                  - id: sales
                    stages:
                      - {id: discovery, probability: 20, limit: 14d}
                      - {id: proposal, probability: 50, limit: 14d, needs: [amount, decision_maker]}
                      - {id: negotiation, probability: 75, limit: 14d, needs: [next_step, {happened: meeting_held}]}
                  - id: renewal
                    stages:
                      - {id: open, probability: 80, limit: 14d}
                """);
    }

    final DealLogCase then(String kind, String subject, Map<String, Object> data) {
        return then(kind, subject, data, null);
    }

    final DealLogCase then(String kind, String subject, Map<String, Object> data, @Nullable List<String> judged) {
        log.add(new DealEvent(
                START.plusSeconds(3_600L * log.size()), new UUID(1, log.size()), 5, kind, subject, data, 1, judged));
        return this;
    }

    final DealLogCase opened() {
        return then("deal_opened", "sales", Map.of());
    }

    final DealFold fold() {
        return fold(log);
    }

    final DealFold fold(List<DealEvent> events) {
        return new DealFold(run -> DEFINITION, (run, asked, person, at) -> met, name -> name.equals("olga") ? 9 : null)
                .fold(events);
    }

    static @Nullable List<String> held(DealFold deal) {
        return deal.log.getLast().held();
    }
}
