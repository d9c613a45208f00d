package dev.sluice.insight.metrics;

import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.PageNote;
import dev.sluice.standing.Standings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says above every report, and in the answers of the API, that signals wait to be counted. */
@Component
class CountingNote implements PageNote {
    private static final List<String> REPORTS =
            List.of("/insight", "/hand-off", "/home", "/pipeline", "/api/v1/reports");

    private final Standings standings;

    CountingNote(Standings standings) {
        this.standings = standings;
    }

    @Override
    public @Nullable String of(int workspace, String path) {
        return path.equals("/") || REPORTS.stream().anyMatch(path::startsWith) ? note(workspace) : null;
    }

    @Nullable
    String note(int workspace) {
        long waiting = standings.backlog(workspace);
        return waiting == 0
                ? null
                : "Still counting, " + DisplayFormat.count(waiting, "signal")
                        + " to go: the figures are not complete yet.";
    }
}
