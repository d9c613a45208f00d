package dev.sluice.people;

import dev.sluice.person.Duplicates;
import dev.sluice.person.Persons;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.web.Page;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.RequiresScope;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API of likely duplicates, and of pairs that are two people all the same. */
@RestController
@RequestMapping("/api/v1/people")
class DuplicateApi {
    private static final int PAGE = 100;

    private final Duplicates duplicates;
    private final Persons persons;
    private final AuditLog audit;

    DuplicateApi(Duplicates duplicates, Persons persons, AuditLog audit) {
        this.persons = persons;
        this.duplicates = duplicates;
        this.audit = audit;
    }

    @RequiresScope("people:read")
    @GetMapping("/duplicates")
    Map<String, Object> list(ApiCaller caller, @RequestParam(defaultValue = "") String after) {
        Page<Duplicates.LikelyDuplicate> page = duplicates.page(caller.workspace(), after, PAGE);
        Map<String, Object> json = new HashMap<>();
        json.put(
                "duplicates",
                page.items().stream()
                        .map(pair -> Map.of(
                                "person", pair.one().id(),
                                "other", pair.other().id(),
                                "reason", pair.why()))
                        .toList());
        json.put("next", page.next());
        return json;
    }

    /** Says that this person and {@code other} are two people: they are not proposed again. */
    @RequiresScope("people:write")
    @PostMapping("/{id}/distinctions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void different(ApiCaller caller, @PathVariable long id, @RequestBody Map<String, Object> json) {
        persons.get(caller.workspace(), id);
        if (!json.keySet().equals(Set.of("other"))
                || !(json.get("other") instanceof Integer || json.get("other") instanceof Long)) {
            throw new BadInput("other", "Give the id of the other person as \"other\", and nothing else.");
        }
        long other = ((Number) json.get("other")).longValue();
        duplicates.different(caller.workspace(), id, other);
        audit.note(caller, "people kept apart", Long.toString(id), Map.of("other", other));
    }

    @RequiresScope("people:write")
    @DeleteMapping("/{id}/distinctions/{other}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(ApiCaller caller, @PathVariable long id, @PathVariable long other) {
        duplicates.perhapsOne(caller.workspace(), id, other);
        audit.note(caller, "people no longer kept apart", Long.toString(id), Map.of("other", other));
    }
}
