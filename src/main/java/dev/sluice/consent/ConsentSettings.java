package dev.sluice.consent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.person.MarketingGround;
import dev.sluice.platform.BadInput;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** On what legal basis a workspace writes, and for which purposes people can say yes or no. */
@Component
class ConsentSettings implements MarketingGround {
    /** The purpose that marketing mail is sent for. */
    static final String MARKETING = "marketing";

    /** The rule, and the words of each purpose by its code, marketing first. */
    record Chosen(LegalBasis rule, Map<String, String> purposes) {}

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,49}");
    private static final int MAX_WORDS = 200;
    private static final int MAX_PURPOSES = 10;
    private static final String MARKETING_WORDS = "News, guides and offers about what we do";

    private final ConsentSettingRows rows;
    private final Tenancy tenancy;
    private final Workspaces workspaces;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Cache<Integer, Chosen> cache = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMillis(900)) // a stricter rule takes effect within a second on every node
            .build();

    ConsentSettings(
            ConsentSettingRows rows,
            Tenancy tenancy,
            Workspaces workspaces,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.events = events;
        this.rows = rows;
        this.tenancy = tenancy;
        this.workspaces = workspaces;
        this.audit = audit;
    }

    Chosen of(int workspace) {
        Chosen chosen = cache.getIfPresent(workspace);
        if (chosen == null) {
            chosen = tenancy.read(workspace, () -> stored(workspace));
            cache.put(workspace, chosen);
        }
        return chosen;
    }

    @Override
    public String sentence(int workspace) {
        return of(workspace).rule() == LegalBasis.ASK
                ? "Marketing mail goes only to people who tick this box."
                : "People who leave this box unticked get no marketing mail. Your legal basis is legitimate interest:"
                        + " without a box, marketing mail starts until they say no.";
    }

    /** The settings page's form; purposes without code and words are left out. */
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

    /** The same, or {@link BadInput} where it is not valid. */
    static Chosen checked(Chosen typed) {
        if (!typed.purposes().containsKey(MARKETING)) {
            throw new BadInput("code", "The purpose marketing stays; change its words, or add other purposes.");
        }
        typed.purposes().forEach((code, words) -> {
            if (!CODE.matcher(code).matches()) {
                throw new BadInput("code", "Name a purpose in small letters, digits and underscores, such as events.");
            }
            if (words.isEmpty() || words.length() > MAX_WORDS) {
                throw new BadInput("words", "Say in at most 200 characters what people get for " + code + ".");
            }
        });
        if (typed.purposes().size() > MAX_PURPOSES) {
            throw new BadInput(
                    "code", "Nobody reads more than " + MAX_PURPOSES + " purposes; keep the ones that matter.");
        }
        return typed;
    }

    void choose(Member by, Chosen chosen) {
        tenancy.in(by.workspace(), () -> {
            LegalBasis before = of(by.workspace()).rule();
            rows.save(by.workspace(), chosen);
            audit.note(
                    by,
                    "consent rule set",
                    chosen.rule().label(),
                    Map.of("purposes", String.join(", ", chosen.purposes().keySet())));
            cache.invalidate(by.workspace());
            if (before != LegalBasis.ASK && chosen.rule() == LegalBasis.ASK) {
                events.publishEvent(new LegalBasisTightened(by.workspace()));
            }
            Tenancy.afterCommit(() -> cache.invalidate(by.workspace()));
        });
    }

    private Chosen stored(int workspace) {
        return rows.find(workspace)
                .orElseGet(() -> new Chosen(
                        LegalBasis.usual(workspaces.get(workspace).country()), Map.of(MARKETING, MARKETING_WORDS)));
    }
}
