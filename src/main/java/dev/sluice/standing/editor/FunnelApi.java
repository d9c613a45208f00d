package dev.sluice.standing.editor;

import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.funnel.text.Problem;
import dev.sluice.platform.NotFound;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.PublicEndpoint;
import dev.sluice.workspace.RequiresScope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Funnels by API: the same text as on the screens, read and written whole. */
@RestController
class FunnelApi {
    /** A funnel; {@code version} decides now and is absent before the first activation. */
    record FunnelAnswer(String name, @Nullable Integer version, List<String> stages) {}

    private static final String YAML = "application/yaml";

    private final Funnels funnels;
    private final FunnelEditor editor;
    private final AuditLog audit;

    FunnelApi(Funnels funnels, FunnelEditor editor, AuditLog audit) {
        this.funnels = funnels;
        this.editor = editor;
        this.audit = audit;
    }

    /** The JSON Schema of a definition, for editors. */
    @PublicEndpoint
    @GetMapping("/schema/funnel.json")
    ResponseEntity<String> schema() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/schema+json"))
                .body(DefinitionReader.schema());
    }

    @RequiresScope("funnels:read")
    @GetMapping("/api/v1/funnels")
    Map<String, List<FunnelAnswer>> all(ApiCaller caller) {
        List<DefinitionRun> active = funnels.active(caller.workspace());
        return Map.of(
                "funnels",
                funnels.all(caller.workspace()).stream()
                        .map(funnel -> new FunnelAnswer(
                                funnel.name(),
                                funnel.version(),
                                active.stream()
                                        .filter(run -> run.funnel() == funnel.id())
                                        .flatMap(run -> run.definition().stages().stream())
                                        .map(stage -> stage.id())
                                        .toList()))
                        .toList());
    }

    /** The text that decides now, or the newest where none does yet. */
    @RequiresScope("funnels:read")
    @GetMapping("/api/v1/funnels/{name}")
    ResponseEntity<String> text(ApiCaller caller, @PathVariable String name) {
        return text(editor.current(caller.workspace(), name));
    }

    /**
     * Saves the text as a new version.
     *
     * @param activate also starts the replay that makes it decide
     */
    @RequiresScope("funnels:write")
    @PutMapping(
            value = "/api/v1/funnels/{name}",
            consumes = {YAML, "text/yaml", "text/x-yaml", "application/x-yaml", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<?> put(
            ApiCaller caller,
            @PathVariable String name,
            @RequestBody String yaml,
            @RequestParam(defaultValue = "false") boolean activate,
            @RequestParam(defaultValue = "") String note) {
        ParsedDefinition parsed = funnels.check(caller.workspace(), yaml);
        if (parsed instanceof ParsedDefinition.DefinitionRefused refused) {
            return refused(refused);
        }
        Funnels.Version version = editor.save(caller.workspace(), name, yaml, note, null);
        audit.note(caller, "funnel version saved", name, Map.of("version", version.version()));
        if (activate) {
            activate(caller, name, version.version());
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(VersionAnswer.of(
                        name, funnels.version(caller.workspace(), version.funnel(), version.version()), parsed));
    }

    @RequiresScope("funnels:read")
    @GetMapping("/api/v1/funnels/{name}/versions")
    Map<String, List<VersionAnswer>> versions(ApiCaller caller, @PathVariable String name) {
        Funnels.Funnel funnel = funnels.named(caller.workspace(), name);
        return Map.of(
                "versions",
                funnels.versions(caller.workspace(), funnel.id()).stream()
                        .map(version -> VersionAnswer.of(name, version, null))
                        .toList());
    }

    @RequiresScope("funnels:read")
    @GetMapping("/api/v1/funnels/{name}/versions/{number}")
    ResponseEntity<String> version(ApiCaller caller, @PathVariable String name, @PathVariable int number) {
        return text(funnels.version(
                caller.workspace(), funnels.named(caller.workspace(), name).id(), number));
    }

    /** Starts the replay; {@code done} of {@code total} in the list of versions is its progress. */
    @RequiresScope("funnels:write")
    @PostMapping("/api/v1/funnels/{name}/versions/{number}/activation")
    ResponseEntity<VersionAnswer> activate(ApiCaller caller, @PathVariable String name, @PathVariable int number) {
        int funnel = funnels.named(caller.workspace(), name).id();
        List<Problem> overridden = editor.activate(caller.workspace(), funnel, number, null);
        audit.note(caller, "funnel version activated", name, Map.of("version", number, "overruled", overridden.size()));
        return ResponseEntity.accepted()
                .body(VersionAnswer.of(name, funnels.version(caller.workspace(), funnel, number), null));
    }

    private static ResponseEntity<String> text(Funnels.Version version) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(YAML + ";charset=UTF-8"))
                .eTag("\"" + version.version() + "\"")
                .body(version.yaml());
    }

    private static ResponseEntity<ProblemDetail> refused(ParsedDefinition.DefinitionRefused refused) {
        List<Problem> problems = refused.problems();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_CONTENT,
                problems.stream()
                        .filter(found -> found.severity() == Problem.Severity.ERROR)
                        .findFirst()
                        .map(Problem::toString)
                        .orElseThrow(() -> new NotFound("refused without a reason")));
        problem.setTitle("The definition is refused");
        problem.setProperty("errors", problems.stream().map(DefinitionFault::of).toList());
        return ResponseEntity.of(problem).build();
    }
}
