package dev.sluice.template;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Adds, changes and removes the templates of emails, and the snippets that they share. */
@Component
public class Templates {
    private static final int MAX_SNIPPET = 5_000;

    private final TemplateRows rows;
    private final TemplateUsage usage;
    private final Tenancy tenancy;
    private final InstantSource clock;

    Templates(TemplateRows rows, TemplateUsage usage, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.usage = usage;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    public List<Template> all(int workspace) {
        return tenancy.read(workspace, () -> rows.all(workspace));
    }

    public Template get(int workspace, String name) {
        return tenancy.read(workspace, () -> rows.find(workspace, name))
                .orElseThrow(() -> new NotFound("There is no such template."));
    }

    public List<Snippet> snippets(int workspace) {
        return tenancy.read(workspace, () -> rows.snippets(workspace));
    }

    /** Those of these names that exist, ready to be filled, by name. */
    public Map<String, CompiledTemplate> compiled(int workspace, Collection<String> names) {
        return tenancy.read(workspace, () -> {
            List<Snippet> snippets = rows.snippets(workspace);
            Map<String, CompiledTemplate> compiled = new HashMap<>();
            rows.findByNames(workspace, names)
                    .forEach(template -> compiled.put(template.name(), CompiledTemplate.of(template, snippets)));
            return compiled;
        });
    }

    /** Adds what a new workspace starts with; templates whose names are taken stay as they are. */
    public void addStarters(int workspace, List<Snippet> snippets, List<Template> templates) {
        tenancy.in(workspace, () -> {
            snippets.forEach(snippet -> rows.snippet(workspace, snippet));
            templates.forEach(template -> rows.insert(workspace, template, clock.instant()));
        });
    }

    public Template add(int workspace, Template template) {
        return tenancy.in(workspace, () -> {
            if (!rows.insert(workspace, template, clock.instant())) {
                throw new BadInput("name", "There is a template of that name already; choose another.");
            }
            return get(workspace, template.name());
        });
    }

    public Template change(int workspace, Template template) {
        return tenancy.in(workspace, () -> {
            if (!rows.change(workspace, template, clock.instant())) {
                throw new NotFound("There is no such template.");
            }
            return get(workspace, template.name());
        });
    }

    void delete(int workspace, String name) {
        tenancy.in(workspace, () -> {
            get(workspace, name);
            List<String> sequences = usedBy(workspace, name);
            if (!sequences.isEmpty()) {
                throw new BadInput(
                        "name", "It is used by " + String.join(", ", sequences) + "; take it out there first.");
            }
            rows.delete(workspace, name);
        });
    }

    /** The titles of the sequences that send it. */
    List<String> usedBy(int workspace, String name) {
        return tenancy.read(workspace, () -> usage.usedBy(workspace, name));
    }

    void snippet(int workspace, String name, String body) {
        if (!Slug.good(name)) {
            throw new BadInput("snippet", "A snippet's name is of small letters, digits, - and _.");
        }
        if (body.length() > MAX_SNIPPET || body.contains("{{>")) {
            throw new BadInput("text", "A snippet has at most 5,000 characters and holds no other snippet.");
        }
        tenancy.in(workspace, () -> rows.snippet(workspace, new Snippet(name, body.replace("\r\n", "\n"))));
    }
}
