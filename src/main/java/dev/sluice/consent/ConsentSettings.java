package dev.sluice.consent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.workspace.AuditLog;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.Workspaces;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** On what ground a workspace writes, and for which purposes people can say yes or no. */
@Component
class ConsentSettings {
    /** The purpose that marketing mail is sent for. */
    static final String MARKETING = "marketing";

    /** The rule, and the words of each purpose by its code, marketing first. */
    record Chosen(LegalBasis rule, Map<String, String> purposes) {}

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,49}");
    private static final int LONGEST = 200;
    private static final int MOST = 10;
    private static final String MARKETING_WORDS = "News, guides and offers about what we do";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final AuditLog audit;
    private final Cache<Integer, Chosen> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(900)) // a stricter rule takes effect within a second on every node
            .build();

    ConsentSettings(JdbcClient jdbc, Tenancy tenancy, Workspaces workspaces, AuditLog audit) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.audit = audit;
    }

    Chosen of(int workspace) {
        Chosen chosen = known.getIfPresent(workspace);
        if (chosen == null) {
            chosen = tenancy.read(workspace, () -> stored(workspace));
            known.put(workspace, chosen);
        }
        return chosen;
    }

    /** What the settings page posted, as far as it can be read. */
    static Chosen typed(String rule, List<String> codes, List<String> words) {
        Map<String, String> purposes = new LinkedHashMap<>();
        for (int i = 0; i < codes.size(); i++) {
            String code = codes.get(i).strip().toLowerCase(Locale.ROOT);
            String text = i < words.size() ? words.get(i).strip() : "";
            if (!code.isEmpty() || !text.isEmpty()) {
                purposes.put(code, text);
            }
        }
        return new Chosen(
                rule.equals(LegalBasis.UNTIL_THEY_SAY_NO.code()) ? LegalBasis.UNTIL_THEY_SAY_NO : LegalBasis.ASK,
                purposes);
    }

    /** The same, or {@link BadInput} where it cannot stand. */
    static Chosen checked(Chosen typed) {
        if (!typed.purposes().containsKey(MARKETING)) {
            throw new BadInput("code", "The purpose marketing stays; change its words, or add other purposes.");
        }
        typed.purposes().forEach((code, words) -> {
            if (!CODE.matcher(code).matches()) {
                throw new BadInput("code", "Name a purpose in small letters, digits and underscores, such as events.");
            }
            if (words.isEmpty() || words.length() > LONGEST) {
                throw new BadInput("words", "Say in at most 200 characters what people get for " + code + ".");
            }
        });
        if (typed.purposes().size() > MOST) {
            throw new BadInput("code", "Nobody reads more than " + MOST + " purposes; keep the ones that matter.");
        }
        return typed;
    }

    void choose(Member by, Chosen chosen) {
        tenancy.in(by.workspace(), () -> {
            jdbc.sql("""
                            INSERT INTO consent_setting (workspace_id, rule, purposes) VALUES (?, ?, ?::jsonb)
                            ON CONFLICT (workspace_id) DO UPDATE SET rule = excluded.rule, purposes = excluded.purposes""")
                    .params(by.workspace(), chosen.rule().code(), Json.write(asList(chosen.purposes())))
                    .update();
            audit.note(
                    by,
                    "consent rule set",
                    chosen.rule().label(),
                    Map.of("purposes", String.join(", ", chosen.purposes().keySet())));
            Tenancy.afterCommit(() -> known.invalidate(by.workspace()));
        });
    }

    private Chosen stored(int workspace) {
        return jdbc.sql("SELECT rule, purposes::text FROM consent_setting WHERE workspace_id = ?")
                .param(workspace)
                .query((row, number) -> new Chosen(
                        LegalBasis.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), purposes(row.getString(2))))
                .optional()
                .orElseGet(() -> new Chosen(
                        LegalBasis.usual(workspaces.get(workspace).country()), Map.of(MARKETING, MARKETING_WORDS)));
    }

    private static List<Map<String, String>> asList(Map<String, String> purposes) {
        return purposes.entrySet().stream()
                .map(purpose -> Map.of("code", purpose.getKey(), "words", purpose.getValue()))
                .toList();
    }

    private static Map<String, String> purposes(String json) {
        Map<String, String> purposes = new LinkedHashMap<>();
        for (Object one : Json.array(json)) {
            if (one instanceof Map<?, ?> purpose) {
                purposes.put(String.valueOf(purpose.get("code")), String.valueOf(purpose.get("words")));
            }
        }
        return purposes;
    }
}
