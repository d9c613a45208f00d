package dev.sluice.insight.metrics;

import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.platform.web.PageNote;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.Standings;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** Says above every report, and in the answers of the API, that signals wait to be counted. */
@Controller
@RequiresRole(Role.MEMBER)
class CountingNote implements PageNote {
    private static final List<String> REPORTS =
            List.of("/insight", "/hand-off", "/home", "/pipeline", "/api/v1/reports");

    private final Standings standings;
    private final Pages pages;

    CountingNote(Standings standings, Pages pages) {
        this.standings = standings;
        this.pages = pages;
    }

    @Override
    public @Nullable String of(int workspace, String path) {
        return path.equals("/") || REPORTS.stream().anyMatch(path::startsWith) ? note(workspace) : null;
    }

    private @Nullable String note(int workspace) {
        long waiting = standings.backlog(workspace);
        return waiting == 0
                ? null
                : "Still counting, " + DisplayFormat.count(waiting, "signal")
                        + " to go: the figures are not complete yet.";
    }

    /** The note that is asked for again and again while there is one. */
    @GetMapping("/insight/counting")
    View counting(Member member) {
        String note = note(member.workspace());
        return pages.page("platform/web/note", Map.of("note", note == null ? "" : note));
    }
}
