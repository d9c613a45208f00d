package dev.sluice.workspace.search;

import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.Pages;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.PaletteCommand;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SearchSource;
import dev.sluice.workspace.SearchSource.SearchHit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What Ctrl+K finds beyond the pages of the rail. */
@Controller
@RequiresRole(Role.MEMBER)
class SearchPages {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;
    private static final int EACH = 5;

    private final Pages pages;
    private final List<PaletteCommand> commands;
    private final List<SearchSource> sources;

    SearchPages(Pages pages, List<PaletteCommand> commands, List<SearchSource> sources) {
        this.pages = pages;
        this.commands = commands;
        this.sources = sources.stream()
                .sorted(Comparator.comparingInt(SearchSource::order))
                .toList();
    }

    @GetMapping("/search")
    View search(Member member, @RequestParam(defaultValue = "") String q) {
        String text = StorableText.clip(q.strip(), LONGEST);
        List<SearchHit> hits = text.length() < SHORTEST ? List.of() : find(member, text);
        return pages.page("workspace/search/hits", Map.of("hits", hits));
    }

    private List<SearchHit> find(Member member, String text) {
        return Stream.concat(
                        commands.stream()
                                .filter(command -> member.role().covers(command.role()) && command.matches(text))
                                .map(command -> new SearchHit(command.label(), command.note(), command.href())),
                        sources.stream().flatMap(source -> source.find(member.workspace(), text, EACH).stream()))
                .toList();
    }
}
