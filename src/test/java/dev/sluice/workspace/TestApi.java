package dev.sluice.workspace;

import dev.sluice.platform.BadInput;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Addresses of the API that only tests have: one with an effect that can be counted, one that fails as told. */
@RestController
public class TestApi {
    record Note(String about, int size) {}

    private final AuditLog audit;

    TestApi(AuditLog audit) {
        this.audit = audit;
    }

    @RequiresScope("people:write")
    @PostMapping("/api/v1/test/notes")
    Map<String, Object> note(ApiCaller caller, @RequestBody Note note) {
        audit.note(caller, "noted", note.about(), Map.of());
        if (note.size() < 0) {
            throw new BadInput("size", "Size must be 0 or more.");
        }
        if (note.size() > 1000) {
            throw new IllegalStateException("a fault of ours");
        }
        return Map.of("about", note.about(), "nonce", System.nanoTime());
    }

    @RequiresScope("")
    @PostMapping("/api/v1/test/outage")
    void outage(@RequestParam(defaultValue = "1") int since) {
        throw new IllegalStateException(new SQLTransientConnectionException("the pool is empty since " + since));
    }
}
