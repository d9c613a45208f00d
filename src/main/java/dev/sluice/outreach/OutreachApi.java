package dev.sluice.outreach;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.enrolment.EnrolmentRows;
import dev.sluice.outreach.enrolment.Enrolments;
import dev.sluice.outreach.enrolment.MailOutcomes;
import dev.sluice.outreach.sequence.Sequence;
import dev.sluice.outreach.sequence.Sequence.Status;
import dev.sluice.outreach.sequence.SequenceDefinition;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.template.Template;
import dev.sluice.template.Templates;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Templates, sequences and who is in them, for programs. */
@RestController
@RequestMapping("/api/v1")
class OutreachApi {
    private static final int MOST = 500;

    /** A template as the API reads and writes it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record TemplateLine(
            @Nullable String name,
            @Nullable String title,
            @Nullable String format,
            @Nullable String subject,
            @Nullable String body,
            @Nullable Integer version) {
        static TemplateLine of(Template template) {
            return new TemplateLine(
                    template.name(),
                    template.title(),
                    template.format().code(),
                    template.subject(),
                    template.body(),
                    template.version());
        }
    }

    /** Somebody in a sequence. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnrolmentLine(
            long id,
            String sequence,
            long person,
            String state,
            String why,
            String nextStep,
            Instant dueAt,
            String held,
            String cause,
            Instant startedAt,
            @Nullable Instant endedAt) {
        static EnrolmentLine of(Enrolment one) {
            return new EnrolmentLine(
                    one.id(),
                    one.sequence(),
                    one.person(),
                    one.state(),
                    one.why(),
                    one.nextStep(),
                    one.dueAt(),
                    one.held(),
                    one.cause(),
                    one.startedAt(),
                    one.endedAt());
        }
    }

    /** Whom to enrol: by number or by address. */
    @JsonNaming(SnakeCaseStrategy.class)
    record NewEnrolment(
            @Nullable String sequence,
            @Nullable Long person,
            @Nullable String email) {}

    private final Templates templates;
    private final Sequences sequences;
    private final Enrolments enrolments;
    private final EnrolmentRows rows;
    private final MailOutcomes touches;
    private final Persons persons;
    private final AuditLog audit;
    private final Tenancy tenancy;

    OutreachApi(
            Templates templates,
            Sequences sequences,
            Enrolments enrolments,
            EnrolmentRows rows,
            MailOutcomes touches,
            Persons persons,
            AuditLog audit,
            Tenancy tenancy) {
        this.templates = templates;
        this.sequences = sequences;
        this.enrolments = enrolments;
        this.rows = rows;
        this.touches = touches;
        this.persons = persons;
        this.audit = audit;
        this.tenancy = tenancy;
    }

    @RequiresScope("outreach:read")
    @GetMapping("/templates")
    Map<String, Object> templates(ApiCaller caller) {
        return Map.of(
                "templates",
                templates.all(caller.workspace()).stream().map(TemplateLine::of).toList());
    }

    @RequiresScope("outreach:read")
    @GetMapping("/templates/{name}")
    TemplateLine template(ApiCaller caller, @PathVariable String name) {
        return TemplateLine.of(templates.get(caller.workspace(), name));
    }

    @RequiresScope("outreach:write")
    @PostMapping("/templates")
    ResponseEntity<TemplateLine> addTemplate(ApiCaller caller, @RequestBody TemplateLine line) {
        Template made = templates.add(caller.workspace(), template(line, text(line.name())));
        audit.note(caller, "template made", made.name(), Map.of());
        return ResponseEntity.created(URI.create("/api/v1/templates/" + made.name()))
                .body(TemplateLine.of(made));
    }

    @RequiresScope("outreach:write")
    @PutMapping("/templates/{name}")
    TemplateLine changeTemplate(ApiCaller caller, @PathVariable String name, @RequestBody TemplateLine line) {
        templates.get(caller.workspace(), name);
        Template changed = templates.change(caller.workspace(), template(line, name));
        audit.note(caller, "template changed", name, Map.of("version", changed.version()));
        return TemplateLine.of(changed);
    }

    private static Template template(TemplateLine line, String name) {
        return Template.written(name, text(line.title()), text(line.format()), text(line.subject()), text(line.body()));
    }

    @RequiresScope("outreach:read")
    @GetMapping("/sequences")
    Map<String, Object> sequences(ApiCaller caller) {
        return Map.of(
                "sequences",
                sequences.all(caller.workspace()).stream()
                        .map(OutreachApi::json)
                        .toList());
    }

    @RequiresScope("outreach:read")
    @GetMapping("/sequences/{name}")
    Map<String, Object> sequence(ApiCaller caller, @PathVariable String name) {
        Sequence sequence = sequences.get(caller.workspace(), name);
        Map<String, Object> json = json(sequence);
        json.put("figures", tenancy.read(caller.workspace(), () -> touches.of(caller.workspace(), name)));
        return json;
    }

    @RequiresScope("outreach:write")
    @PostMapping("/sequences")
    ResponseEntity<Map<String, Object>> addSequence(ApiCaller caller, @RequestBody Map<String, Object> json) {
        String name = json.get("name") instanceof String text ? text : "";
        Sequence made = sequences.add(caller.workspace(), name, SequenceDefinition.read(json), null);
        audit.note(caller, "sequence made", name, Map.of());
        return ResponseEntity.created(URI.create("/api/v1/sequences/" + name)).body(json(made));
    }

    @RequiresScope("outreach:write")
    @PutMapping("/sequences/{name}")
    @Operation(summary = "Writes a sequence anew", description = """
                    Send what was read, with its version: another version meanwhile refuses the change. A step goes on under
                    its id, with its figures and the people in front of it. A step without an id is new and is given one;
                    an id that the sequence never had is refused. A step that is left out is removed. The answer's "changes"
                    say step by step what that means for the people in the sequence.""")
    Map<String, Object> changeSequence(
            ApiCaller caller, @PathVariable String name, @RequestBody Map<String, Object> json) {
        Sequence before = sequences.get(caller.workspace(), name);
        int version = json.get("version") instanceof Number number ? number.intValue() : before.version();
        SequenceDefinition plan = sequences.rewritten(caller.workspace(), name, json);
        List<String> changes = sequences.difference(caller.workspace(), before, plan);
        Sequence changed = sequences.change(caller.workspace(), name, version, plan, null);
        audit.note(caller, "sequence changed", name, Map.of("version", changed.version()));
        Map<String, Object> answer = json(changed);
        answer.put("changes", changes);
        return answer;
    }

    /** Starts or pauses a sequence. */
    @RequiresScope("outreach:write")
    @PatchMapping("/sequences/{name}")
    Map<String, Object> status(ApiCaller caller, @PathVariable String name, @RequestBody Map<String, Object> json) {
        sequences.get(caller.workspace(), name);
        Status status = SequencePages.status(String.valueOf(json.get("status")));
        Sequence changed = sequences.status(caller.workspace(), name, status);
        audit.note(caller, "sequence " + status.code(), name, Map.of());
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

    /** Of a person or of a sequence, the newest first. */
    @RequiresScope("outreach:read")
    @GetMapping("/enrolments")
    Map<String, Object> enrolments(
            ApiCaller caller,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(defaultValue = "") String sequence) {
        int workspace = caller.workspace();
        List<Enrolment> found;
        if (person != null) {
            long known = persons.get(workspace, person).id();
            found = tenancy.read(workspace, () -> rows.ofPerson(workspace, known));
        } else if (!sequence.isBlank()) {
            String name = sequences.get(workspace, sequence).name();
            found = tenancy.read(workspace, () -> rows.ofSequence(workspace, name, MOST));
        } else {
            throw new BadInput("person", "Name a person or a sequence.");
        }
        return Map.of("enrolments", found.stream().map(EnrolmentLine::of).toList());
    }

    @RequiresScope("outreach:write")
    @PostMapping("/enrolments")
    ResponseEntity<Map<String, Object>> enrol(ApiCaller caller, @RequestBody NewEnrolment asked) {
        int workspace = caller.workspace();
        String email = EmailAddress.normal(asked.email());
        if (asked.person() == null && email == null) {
            throw new BadInput("email", "Name a person, or give an e-mail address.");
        }
        long person = asked.person() != null
                ? persons.get(workspace, asked.person()).id()
                : persons.withKey(workspace, "e:" + email)
                        .map(Person::id)
                        .orElseThrow(() -> new NotFound("There is no person with that address."));
        int begun = enrolments.beginByHand(workspace, text(asked.sequence()), List.of(person), null);
        Map<String, Object> answer = new HashMap<>();
        answer.put("begun", begun == 1);
        tenancy.read(workspace, () -> rows.ofPerson(workspace, person)).stream()
                .filter(one -> one.open() && one.sequence().equals(asked.sequence()))
                .findFirst()
                .ifPresent(one -> answer.put("enrolment", EnrolmentLine.of(one)));
        return ResponseEntity.status(begun == 1 ? 201 : 200).body(answer);
    }

    /** Ends an enrolment; what is queued of it does not go. */
    @RequiresScope("outreach:write")
    @DeleteMapping("/enrolments/{id}")
    EnrolmentLine end(ApiCaller caller, @PathVariable long id) {
        enrolments.stopByHand(caller.workspace(), id);
        return EnrolmentLine.of(enrolments.get(caller.workspace(), id));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
