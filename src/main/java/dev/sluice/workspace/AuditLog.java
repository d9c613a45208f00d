package dev.sluice.workspace;

import dev.sluice.platform.database.Tenancy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Records who did what when and from where, in the transaction of the action. Entries are only ever added; a chain of
 * hashes shows later whether one was changed or removed.
 */
@Component
public class AuditLog {
    /**
     * One action; {@code details} is JSON.
     *
     * @param user null for an API key, for Sluice alone and for a stranger
     * @param network the address that the action came from; null for Sluice alone
     * @param amount how many rows or people it concerned; null where that says nothing
     */
    public record AuditEntry(
            long id,
            Instant at,
            AuditKind kind,
            @Nullable String user,
            String what,
            String about,
            String details,
            @Nullable String network,
            @Nullable Long amount) {}

    /** What was done: its kind, as a past tense ("people exported"), to what, and to how many. */
    public record AuditAction(
            AuditKind kind,
            String what,
            String about,
            @Nullable Long amount,
            Map<String, ?> details) {
        public static AuditAction of(AuditKind kind, String what, String about) {
            return new AuditAction(kind, what, about, null, Map.of());
        }

        public static AuditAction counted(AuditKind kind, String what, String about, long amount) {
            return new AuditAction(kind, what, about, amount, Map.of());
        }

        public AuditAction with(Map<String, ?> more) {
            return new AuditAction(kind, what, about, amount, more);
        }
    }

    private final AuditRows rows;
    private final MembershipRows memberships;
    private final Tenancy tenancy;
    private final InstantSource clock;

    AuditLog(AuditRows rows, MembershipRows memberships, Tenancy tenancy, InstantSource clock) {
        this.rows = rows;
        this.memberships = memberships;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * Records a change made on a page.
     *
     * @param what the change as a past tense ("form changed")
     * @param about the name of what was changed; no secret and no lead's data
     */
    public void note(Member by, String what, String about, Map<String, ?> details) {
        note(by, new AuditAction(AuditKind.CHANGE, what, about, null, details));
    }

    /** Records a change made through the API. */
    public void note(ApiCaller by, String what, String about, Map<String, ?> details) {
        note(by, new AuditAction(AuditKind.CHANGE, what, about, null, details));
    }

    /** Records what a user did. */
    public void note(Member by, AuditAction action) {
        note(by.workspace(), by.user(), action);
    }

    /** Records what a program did with its API key. */
    public void note(ApiCaller by, AuditAction action) {
        Map<String, Object> all = new HashMap<>(action.details());
        all.put("api_key", by.key());
        note(by.workspace(), null, action.with(all));
    }

    /**
     * Records something about a user's account in every workspace that they belong to; called outside of a transaction.
     *
     * @param what such as "signed in", "sign-in failed", "signed out", "password reset"
     */
    public void account(int user, String what, Map<String, ?> details) {
        for (var workspace : memberships.workspaces(user)) {
            note(
                    workspace.id(),
                    user,
                    AuditAction.of(AuditKind.SIGN_IN, what, "").with(details));
        }
    }

    /** Records what Sluice did alone ({@code user} is null) or a user who is not yet a member. */
    public void note(int workspace, @Nullable Integer user, AuditAction action) {
        tenancy.in(workspace, () -> rows.add(workspace, clock.instant(), user, action, network()));
    }

    /** A page of the log: the entries before that id, the newest first. */
    public List<AuditEntry> before(int workspace, long id, int limit) {
        return before(workspace, id, limit, AuditFilter.NONE);
    }

    /** The same, of those that the filter lets through. */
    public List<AuditEntry> before(int workspace, long id, int limit, AuditFilter filter) {
        return tenancy.read(workspace, () -> rows.before(workspace, id, limit, filter));
    }

    /** The address of the request under way, which a trusted proxy may have named; null in background work. */
    private static @Nullable String network() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : null;
    }
}
