package dev.sluice.workspace.audit;

import dev.sluice.workspace.AuditLog.AuditEntry;
import dev.sluice.workspace.Memberships.MembershipSummary;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page of the audit log shows; {@code check} is null until someone asks for one. */
record AuditModel(
        List<AuditEntry> entries,
        boolean more,
        AuditChoice choice,
        List<MembershipSummary> users,
        AuditChain.@Nullable AuditCheck check) {
    /** What the page filters by, as typed. */
    record AuditChoice(String kind, String user, String day) {
        boolean isEmpty() {
            return kind.isEmpty() && user.isEmpty() && day.isEmpty();
        }

        /** The query of a page or file with this filter; it may hold what is no kind or user. */
        String query() {
            return "kind=" + encoded(kind) + "&user=" + encoded(user) + "&day=" + encoded(day);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    Map<String, Object> map() {
        Map<String, Object> model = new HashMap<>();
        model.put("model", this);
        return model;
    }
}
