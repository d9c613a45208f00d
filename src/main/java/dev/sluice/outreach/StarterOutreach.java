package dev.sluice.outreach;

import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.template.Snippet;
import dev.sluice.template.Template;
import dev.sluice.template.Templates;
import dev.sluice.workspace.Industry;
import dev.sluice.workspace.WorkspaceCreated;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Adds the templates and sequences that a new workspace starts with; the sequences wait for a review. */
@Component
public class StarterOutreach {
    private final Templates templates;
    private final Sequences sequences;
    private final Tenancy tenancy;

    StarterOutreach(Templates templates, Sequences sequences, Tenancy tenancy) {
        this.templates = templates;
        this.sequences = sequences;
        this.tenancy = tenancy;
    }

    @EventListener
    void on(WorkspaceCreated event) {
        Map<?, ?> starters = read(event.industry() == Industry.MANAGED_IT ? "ready-made" : "starter");
        tenancy.in(event.workspace(), () -> add(event.workspace(), starters));
    }

    /** Starts every sequence, as someone does who has read them. */
    public void start(int workspace) {
        tenancy.in(
                workspace,
                () -> sequences
                        .all(workspace)
                        .forEach(sequence -> sequences.status(workspace, sequence.name(), Sequence.Status.RUNNING)));
    }

    private void add(int workspace, Map<?, ?> starters) {
        Map<?, ?> snippets = (Map<?, ?>) part(starters, "snippets");
        List<?> texts = (List<?>) part(starters, "templates");
        templates.addStarters(
                workspace,
                snippets.entrySet().stream()
                        .map(snippet ->
                                new Snippet(String.valueOf(snippet.getKey()), String.valueOf(snippet.getValue())))
                        .toList(),
                texts.stream().map(text -> template((Map<?, ?>) text)).toList());
        for (Object yaml : (List<?>) part(starters, "sequences")) {
            Map<String, Object> sequence = new HashMap<>();
            ((Map<?, ?>) yaml).forEach((name, value) -> sequence.put(String.valueOf(name), value));
            sequences.addStarter(workspace, String.valueOf(sequence.get("name")), SequenceDefinition.read(sequence));
        }
    }

    private static Template template(Map<?, ?> yaml) {
        return Template.written(
                String.valueOf(yaml.get("name")),
                String.valueOf(yaml.get("title")),
                "text",
                String.valueOf(yaml.get("subject")),
                String.valueOf(yaml.get("body")));
    }

    private static Object part(Map<?, ?> starters, String name) {
        return Objects.requireNonNull(starters.get(name), name);
    }

    private static Map<?, ?> read(String name) {
        try (InputStream in = StarterOutreach.class.getResourceAsStream("/outreach/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("outreach/" + name + ".yaml is missing from the build");
            }
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
