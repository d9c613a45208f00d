package dev.sluice.template;

import dev.sluice.workspace.PaletteCommand;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SearchSource;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Templates in Ctrl+K. */
@Component
class TemplateSearchSource implements SearchSource {
    private final Templates templates;

    TemplateSearchSource(Templates templates) {
        this.templates = templates;
    }

    @Bean
    static PaletteCommand newTemplate() {
        return PaletteCommand.action("New template", "create email", "/outreach/templates/new", Role.MANAGER);
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public List<SearchHit> find(int workspace, String text, int limit) {
        String part = text.toLowerCase(Locale.ROOT);
        return templates.all(workspace).stream()
                .filter(one -> one.title().toLowerCase(Locale.ROOT).contains(part))
                .limit(limit)
                .map(one -> new SearchHit(one.title(), "Template", "/outreach/templates/" + one.name()))
                .toList();
    }
}
