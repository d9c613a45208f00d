package dev.sluice.outreach;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.consent.SuppressionReason;
import dev.sluice.outreach.enrolment.Enrolment;
import dev.sluice.outreach.enrolment.Enrolments;
import dev.sluice.outreach.enrolment.Enrolments.Enrolled;
import dev.sluice.outreach.enrolment.ManualEnrolments;
import dev.sluice.outreach.sequence.Sequences;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.Person;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.NotFound;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Enrolments for programs. */
@RestController
@RequestMapping("/api/v1/enrolments")
class EnrolmentApi {
    private static final int LIMIT = 500;

    /** A person in a sequence. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnrolmentResponse(
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
        static EnrolmentResponse of(Enrolment enrolment) {
            return new EnrolmentResponse(
                    enrolment.id(),
                    enrolment.sequence(),
                    enrolment.person(),
                    enrolment.state(),
                    enrolment.why(),
                    enrolment.nextStep(),
                    enrolment.dueAt(),
                    enrolment.held(),
                    enrolment.cause(),
                    enrolment.startedAt(),
                    enrolment.endedAt());
        }
    }

    /** The person to enrol, by id or by email address. */
    @JsonNaming(SnakeCaseStrategy.class)
    record EnrolmentRequest(
            @Nullable String sequence,
            @Nullable Long person,
            @Nullable String email) {}

    /**
     * The result of enrolling.
     *
     * @param begun false where the person was in the sequence already
     * @param enrolment missing where it is over already
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EnrolledResponse(boolean begun, @Nullable EnrolmentResponse enrolment) {}

    private final Enrolments enrolments;
    private final ManualEnrolments manual;
    private final Sequences sequences;
    private final Persons persons;

    EnrolmentApi(Enrolments enrolments, ManualEnrolments manual, Sequences sequences, Persons persons) {
        this.enrolments = enrolments;
        this.manual = manual;
        this.sequences = sequences;
        this.persons = persons;
    }

    /** Of a person or of a sequence, the newest first. */
    @RequiresScope("outreach:read")
    @GetMapping
    Map<String, List<EnrolmentResponse>> list(
            ApiCaller caller,
            @RequestParam(required = false) @Nullable Long person,
            @RequestParam(defaultValue = "") String sequence) {
        return Map.of(
                "enrolments",
                find(caller.workspace(), person, sequence).stream()
                        .map(EnrolmentResponse::of)
                        .toList());
    }

    private List<Enrolment> find(int workspace, @Nullable Long person, String sequence) {
        if (person != null) {
            return enrolments.findByPerson(
                    workspace, persons.get(workspace, person).id());
        }
        if (!sequence.isBlank()) {
            String name = sequences.get(workspace, sequence).name();
            return enrolments.findBySequence(workspace, name, LIMIT);
        }
        throw new BadInput("person", "Name a person or a sequence.");
    }

    @RequiresScope("outreach:write")
    @PostMapping
    ResponseEntity<EnrolledResponse> enrol(ApiCaller caller, @RequestBody EnrolmentRequest input) {
        int workspace = caller.workspace();
        long person = person(workspace, input);
        String sequence = input.sequence() == null ? "" : input.sequence();
        Enrolled enrolled = manual.start(workspace, sequence, List.of(person), null);
        boolean begun = !enrolled.begun().isEmpty();
        EnrolmentResponse open = enrolments.findByPerson(workspace, person).stream()
                .filter(enrolment -> enrolment.open() && enrolment.sequence().equals(sequence))
                .findFirst()
                .map(EnrolmentResponse::of)
                .orElse(null);
        SuppressionReason refused = enrolled.refused().get(person);
        if (open == null && refused != null) {
            throw new BadInput("person", "This person may not be emailed: " + refused.sentence() + ".");
        }
        return ResponseEntity.status(begun ? 201 : 200).body(new EnrolledResponse(begun, open));
    }

    private long person(int workspace, EnrolmentRequest input) {
        String email = EmailAddress.normal(input.email());
        if (input.person() != null) {
            return persons.get(workspace, input.person()).id();
        }
        if (email == null) {
            throw new BadInput("email", "Name a person, or give an e-mail address.");
        }
        return persons.withKey(workspace, "e:" + email)
                .map(Person::id)
                .orElseThrow(() -> new NotFound("There is no person with that address."));
    }

    /** Ends an enrolment; what is queued of it does not go. */
    @RequiresScope("outreach:write")
    @DeleteMapping("/{id}")
    EnrolmentResponse end(ApiCaller caller, @PathVariable long id) {
        manual.stop(caller.workspace(), id);
        return EnrolmentResponse.of(manual.get(caller.workspace(), id));
    }
}
