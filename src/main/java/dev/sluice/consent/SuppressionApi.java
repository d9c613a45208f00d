package dev.sluice.consent;

import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.ApiCaller;
import dev.sluice.workspace.RequiresScope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The suppression list for callers of the API. */
@RestController
@RequestMapping("/api/v1/suppressions")
class SuppressionApi {
    record SuppressionLine(String address, String reason, String note, Instant since) {}

    /** A page of lines; {@code next} is the {@code from} of the next one, null at the end. */
    record SuppressionList(
            List<SuppressionLine> rows, @Nullable Integer next) {}

    /** Addresses like name@example.com and domains like @example.com. */
    record NewOnes(
            @Nullable List<String> addresses, @Nullable String note) {}

    record Removed(boolean removed) {}

    private static final int LINES = 1_000;

    private final SuppressionService service;
    private final SuppressionRows rows;
    private final Tenancy tenancy;

    SuppressionApi(SuppressionService service, SuppressionRows rows, Tenancy tenancy) {
        this.service = service;
        this.rows = rows;
        this.tenancy = tenancy;
    }

    /** The list, the newest first: those whose address contains {@code q}, for one reason or all. */
    @RequiresScope("people:read")
    @GetMapping
    SuppressionList list(
            ApiCaller caller,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "0") int from) {
        SuppressionReason only = reason.isEmpty() ? null : reason(reason);
        int skip = Math.max(0, from);
        List<SuppressionLine> found = tenancy.read(
                caller.workspace(),
                () -> rows.page(caller.workspace(), q.strip().toLowerCase(Locale.ROOT), only, skip, LINES + 1).stream()
                        .map(line -> new SuppressionLine(
                                line.address(), line.reason().code(), line.note(), line.at()))
                        .toList());
        return new SuppressionList(found.stream().limit(LINES).toList(), found.size() > LINES ? skip + LINES : null);
    }

    /** Adds addresses and domains; those there already stay as they are. */
    @RequiresScope("people:write")
    @PostMapping
    SuppressionService.Added add(ApiCaller caller, @RequestBody NewOnes added) {
        List<String> addresses = added.addresses() == null ? List.of() : added.addresses();
        String note = added.note() == null ? "" : added.note();
        return service.add(caller.workspace(), String.join("\n", addresses), note, null);
    }

    /** Takes an address off the list for one reason. */
    @RequiresScope("people:write")
    @DeleteMapping
    Removed remove(ApiCaller caller, @RequestParam String address, @RequestParam String reason) {
        return new Removed(service.remove(caller.workspace(), address, reason(reason), null));
    }

    private static SuppressionReason reason(String code) {
        return Arrays.stream(SuppressionReason.values())
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(
                        () -> new BadInput("reason", "Send one of suppressed, bounced, complained or unsubscribed."));
    }
}
