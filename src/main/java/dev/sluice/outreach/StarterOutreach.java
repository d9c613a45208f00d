package dev.sluice.outreach;

import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.SequenceRows;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.template.Snippet;
import dev.sluice.template.Template;
import dev.sluice.template.TemplateRows;
import dev.sluice.workspace.WorkspaceCreated;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lays out the templates and sequences that a new workspace begins with; the sequences run. */
@Component
class StarterOutreach {
    private final TemplateRows templates;
    private final SequenceRows sequences;
    private final Tenancy tenancy;
    private final InstantSource clock;

    StarterOutreach(TemplateRows templates, SequenceRows sequences, Tenancy tenancy, InstantSource clock) {
        this.templates = templates;
        this.sequences = sequences;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @EventListener
    void on(WorkspaceCreated created) {
        Map<?, ?> all = read();
        int workspace = created.workspace();
        tenancy.in(workspace, () -> {
            ((Map<?, ?>) part(all, "snippets"))
                    .forEach((name, body) ->
                            templates.snippet(workspace, new Snippet(String.valueOf(name), String.valueOf(body))));
            for (Object one : (List<?>) part(all, "templates")) {
                Map<?, ?> template = (Map<?, ?>) one;
                templates.insert(
                        workspace,
                        Template.written(
                                String.valueOf(template.get("name")),
                                String.valueOf(template.get("title")),
                                "text",
                                String.valueOf(template.get("subject")),
                                String.valueOf(template.get("body"))),
                        clock.instant());
            }
            for (Object one : (List<?>) part(all, "sequences")) {
                Map<String, Object> sequence = new HashMap<>();
                ((Map<?, ?>) one).forEach((name, value) -> sequence.put(String.valueOf(name), value));
                sequences.insert(
                        workspace,
                        String.valueOf(sequence.get("name")),
                        Status.RUNNING,
                        SequenceDefinition.read(sequence),
                        null,
                        clock.instant());
            }
        });
    }

    private static Object part(Map<?, ?> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private static Map<?, ?> read() {
        try (InputStream in = StarterOutreach.class.getResourceAsStream("/outreach/ready-made.yaml")) {
            if (in == null) {
                throw new IllegalStateException("outreach/ready-made.yaml is missing from the build");
            }
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
