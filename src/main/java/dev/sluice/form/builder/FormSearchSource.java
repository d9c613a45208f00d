package dev.sluice.form.builder;

import dev.sluice.form.Forms;
import dev.sluice.workspace.PaletteCommand;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SearchSource;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Forms in Ctrl+K. */
@Component
class FormSearchSource implements SearchSource {
    private final Forms forms;

    FormSearchSource(Forms forms) {
        this.forms = forms;
    }

    @Bean
    static PaletteCommand newForm() {
        return PaletteCommand.action("New form", "create make add", "/forms/new", Role.MANAGER);
    }

    @Bean
    static PaletteCommand offers() {
        return PaletteCommand.action("Offers", "download lead magnet", "/forms/offers", Role.MEMBER);
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public List<SearchHit> find(int workspace, String text, int limit) {
        String part = text.toLowerCase(Locale.ROOT);
        return forms.all(workspace).stream()
                .filter(form -> form.name().toLowerCase(Locale.ROOT).contains(part)
                        || form.slug().contains(part))
                .limit(limit)
                .map(form -> new SearchHit(form.name(), "Form", "/forms/" + form.slug()))
                .toList();
    }
}
