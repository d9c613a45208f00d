package dev.sluice.outreach.editor;

import dev.sluice.outreach.editor.SequenceRequest.StatusRequest;
import dev.sluice.outreach.outcome.MailOutcomes;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.SequenceChanges;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sequences for programs. */
@RestController
@RequestMapping("/api/v1/sequences")
class SequenceApi {
    private final Sequences sequences;
    private final SequenceChanges changes;
    private final MailOutcomes outcomes;
    private final AuditLog audit;

    SequenceApi(Sequences sequences, SequenceChanges changes, MailOutcomes outcomes, AuditLog audit) {
        this.sequences = sequences;
        this.changes = changes;
        this.outcomes = outcomes;
        this.audit = audit;
    }

    @RequiresScope("outreach:read")
    @GetMapping
    Map<String, List<Map<String, Object>>> list(ApiCaller caller) {
        return Map.of(
                "sequences",
                sequences.all(caller.workspace()).stream()
                        .map(SequenceApi::json)
                        .toList());
    }

    @RequiresScope("outreach:read")
    @GetMapping("/{name}")
    Map<String, Object> get(ApiCaller caller, @PathVariable String name) {
        Map<String, Object> json = json(sequences.get(caller.workspace(), name));
        json.put("figures", outcomes.of(caller.workspace(), name));
        return json;
    }

    @RequiresScope("outreach:write")
    @PostMapping
    ResponseEntity<Map<String, Object>> add(ApiCaller caller, @RequestBody SequenceRequest input) {
        String name = input.name() == null ? "" : input.name();
        Sequence added = sequences.add(caller.workspace(), name, SequenceDefinition.read(input.asJson()), null);
        audit.note(caller, "sequence made", name, Map.of());
        return ResponseEntity.created(URI.create("/api/v1/sequences/" + name)).body(json(added));
    }

    @RequiresScope("outreach:write")
    @PutMapping("/{name}")
    @Operation(summary = "Writes a sequence anew", description = """
                    Send what was read, with its version: another version meanwhile refuses the change. A step goes on under
                    its id, with its figures and the people in front of it. A step without an id is new and is given one;
                    an id that the sequence never had is refused. A step that is left out is removed. The answer's "changes"
                    say step by step what that means for the people in the sequence.""")
    Map<String, Object> change(ApiCaller caller, @PathVariable String name, @RequestBody SequenceRequest input) {
        int workspace = caller.workspace();
        Sequence before = sequences.get(workspace, name);
        int version = input.version() == null ? before.version() : input.version();
        SequenceDefinition plan = sequences.rewritten(workspace, name, input.asJson());
        List<String> lines = changes.describe(workspace, before, plan);
        Sequence changed = sequences.change(workspace, name, version, plan, null);
        audit.note(caller, "sequence changed", name, Map.of("version", changed.version()));
        Map<String, Object> json = json(changed);
        json.put("changes", lines);
        return json;
    }

    /** Starts or pauses a sequence. */
    @RequiresScope("outreach:write")
    @PatchMapping("/{name}")
    Map<String, Object> status(ApiCaller caller, @PathVariable String name, @RequestBody StatusRequest input) {
        sequences.get(caller.workspace(), name);
        Sequence changed = sequences.status(caller.workspace(), name, input.read());
        audit.note(caller, "sequence " + changed.status().code(), name, Map.of());
        return json(changed);
    }

    private static Map<String, Object> json(Sequence sequence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", sequence.name());
        json.put("status", sequence.status().code());
        json.put("paused_why", sequence.pausedWhy());
        json.put("version", sequence.version());
        json.putAll(sequence.plan().asJson());
        return json;
    }
}
