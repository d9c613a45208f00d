package dev.sluice.consent;

import dev.sluice.person.Erasure;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What users do to the suppression list; every change is in the audit log, without the addresses themselves. */
@Component
class SuppressionService {
    /** The result of adding: how many are new, how many were there before, and which lines are no address. */
    record Added(int fresh, int known, List<String> refused) {}

    /** How many lines that are no address are shown. */
    static final int MAX_REFUSED_SHOWN = 20;

    private static final int MAX_LINES = 100_000;

    private final Suppressions suppressions;
    private final SuppressionRows rows;
    private final Erasure erasure;
    private final Tenancy tenancy;
    private final AuditLog audit;

    SuppressionService(
            Suppressions suppressions, SuppressionRows rows, Erasure erasure, Tenancy tenancy, AuditLog audit) {
        this.suppressions = suppressions;
        this.rows = rows;
        this.erasure = erasure;
        this.tenancy = tenancy;
        this.audit = audit;
    }

    /** Adds the lines of the text; of a CSV the first column counts and a heading is skipped. */
    Added add(int workspace, String text, String note, @Nullable Member by) {
        List<String> lines = lines(text);
        if (lines.isEmpty()) {
            throw new BadInput("addresses", "Write an address like name@example.com, or a domain like @example.com.");
        }
        if (lines.size() > MAX_LINES) {
            throw new BadInput("addresses", "A list holds at most 100,000 lines; send the rest as a second one.");
        }
        Set<String> good = lines.stream()
                .map(Suppressions::normal)
                .filter(address -> address != null)
                .collect(Collectors.toSet());
        List<String> refused =
                lines.stream().filter(line -> Suppressions.normal(line) == null).toList();
        if (good.isEmpty()) {
            throw new BadInput(
                    "addresses",
                    "“" + refused.getFirst() + "” is neither an address like name@example.com nor a domain like"
                            + " @example.com.");
        }
        return tenancy.in(workspace, () -> {
            int fresh = suppressions
                    .add(workspace, good, SuppressionReason.SUPPRESSED, note, by == null ? null : by.user())
                    .size();
            if (by != null && fresh > 0) {
                audit.note(
                        by,
                        "suppressions added",
                        good.size() == 1 ? AddressMask.masked(good.iterator().next()) : fresh + " addresses",
                        Map.of("added", fresh));
            }
            return new Added(
                    fresh,
                    good.size() - fresh,
                    refused.stream().limit(MAX_REFUSED_SHOWN).toList());
        });
    }

    /** Takes an address off the list for one reason; false when it was not there. */
    boolean remove(int workspace, String address, SuppressionReason reason, @Nullable Member by) {
        String normal = Suppressions.normal(address);
        return normal != null
                && tenancy.in(workspace, () -> {
                    boolean was = rows.remove(workspace, Set.of(normal), reason);
                    if (was && by != null) {
                        audit.note(
                                by, "suppression removed", AddressMask.masked(normal), Map.of("reason", reason.code()));
                    }
                    return was;
                });
    }

    /** How many lines there are by reason; the erased among them. */
    Map<SuppressionReason, Long> counts(int workspace) {
        return tenancy.read(workspace, () -> {
            Map<SuppressionReason, Long> counts = rows.counts(workspace);
            counts.put(SuppressionReason.ERASED, erasure.count(workspace));
            return counts;
        });
    }

    /** The whole list as CSV; of erased people the keyed hash of each address. */
    void export(int workspace, OutputStream bytes) throws IOException {
        List<SuppressionRows.SuppressionEntry> lines = new ArrayList<>();
        tenancy.read(workspace, () -> {
            lines.addAll(rows.page(workspace, "", null, 0, Integer.MAX_VALUE));
            return lines.addAll(erasure.addresses(workspace).stream()
                    .map(erased -> new SuppressionRows.SuppressionEntry(
                            erased.hash(), SuppressionReason.ERASED, "", erased.at(), null))
                    .toList());
        });
        try (CsvOutput csv = new CsvOutput(bytes)) {
            csv.row(List.of("address", "reason", "since", "note"));
            for (SuppressionRows.SuppressionEntry line : lines) {
                csv.row(List.of(line.address(), line.reason().code(), line.at().toString(), line.note()));
            }
        }
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.replace("\uFEFF", "").split("[\\r\\n]+"))
                .map(line -> CsvOutput.original(
                        line.split("[,;\\t]", 2)[0].replace("\"", "").strip()))
                .filter(line -> !line.isEmpty() && !line.equalsIgnoreCase("address") && !line.equalsIgnoreCase("email"))
                .toList();
    }
}
