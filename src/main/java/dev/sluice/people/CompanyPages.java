package dev.sluice.people;

import dev.sluice.funnel.Definition;
import dev.sluice.person.CompanyPanel;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.TimeFormat;
import dev.sluice.platform.database.Cursor;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.database.Where;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.Workspaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The companies people work for. */
@Controller
@RequiresRole(Role.MEMBER)
class CompanyPages {
    private static final int PAGE = 80;

    /** A company with how many people are known of it and the furthest stage that one of them is in (-1 none). */
    record CompanyRow(
            long id,
            String name,
            String key,
            @Nullable String domain,
            Map<String, Object> traits,
            Instant createdAt,
            long people,
            int best) {}

    private static final String COMPANY = """
            SELECT c.id, c.name, c.name_key, c.domain, c.traits::text, c.created_at, f.people, f.best
            FROM (SELECT * FROM shared_company c WHERE c.workspace_id = :w %s) c
            CROSS JOIN LATERAL (
                SELECT count(*) AS people, coalesce(max(s.stage), -1) AS best
                FROM (SELECT id FROM shared_person p
                      WHERE p.workspace_id = :w AND p.company_id = c.id AND p.merged_into IS NULL LIMIT 1000) p
                LEFT JOIN shared_standing s ON s.workspace_id = :w AND s.run = :run AND s.person_id = p.id) f
            ORDER BY c.name_key, c.id""";

    private final Pages pages;
    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final Funnels funnels;
    private final PeopleSearch search;
    private final PeopleRows rows;
    private final Workspaces workspaces;
    private final InstantSource clock;
    private final List<CompanyPanel> panels;

    CompanyPages(
            Pages pages,
            JdbcClient jdbc,
            Tenancy tenancy,
            Funnels funnels,
            PeopleSearch search,
            PeopleRows rows,
            Workspaces workspaces,
            InstantSource clock,
            List<CompanyPanel> panels) {
        this.pages = pages;
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.funnels = funnels;
        this.search = search;
        this.rows = rows;
        this.workspaces = workspaces;
        this.clock = clock;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(CompanyPanel::order))
                .toList();
    }

    @Bean
    static NavEntry companiesEntry() {
        return new NavEntry(30, "companies", "Companies", "/companies", "companies");
    }

    @GetMapping("/companies")
    View list(Member member, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String after) {
        DefinitionRun run = run(member);
        String prefix = clean(q).toLowerCase(Locale.ROOT);
        Where where = new Where()
                .past("(c.name_key, c.id) > (:key, :id)", Cursor.read("after", after, String.class, Long.class));
        List<CompanyRow> found = tenancy.read(
                member.workspace(),
                () -> jdbc.sql(COMPANY.formatted("AND c.name_key >= :q AND c.name_key < :behind" + where.and()
                                + " ORDER BY c.name_key, c.id LIMIT :most"))
                        .param("w", member.workspace())
                        .param("run", run == null ? 0 : run.id())
                        .param("q", prefix)
                        .param("behind", prefix + "\uDBFF\uDFFF")
                        .params(where.params())
                        .param("most", PAGE + 1)
                        .query(CompanyPages::company)
                        .list());
        Page<CompanyRow> page = Page.of(found, PAGE, last -> Cursor.of(last.key(), last.id()));
        return pages.page(
                "people/companies",
                Map.of(
                        "companies",
                        page.items(),
                        "stages",
                        stages(run),
                        "q",
                        q,
                        "next",
                        page.next() == null ? "" : page.next()));
    }

    @GetMapping("/companies/{id}")
    View company(Member member, @PathVariable long id) {
        DefinitionRun run = run(member);
        CompanyRow company = tenancy.read(
                member.workspace(),
                () -> jdbc.sql(COMPANY.formatted("AND c.id = :id"))
                        .param("w", member.workspace())
                        .param("run", run == null ? 0 : run.id())
                        .param("id", id)
                        .query(CompanyPages::company)
                        .optional()
                        .orElseThrow(() -> new NotFound("There is no such company.")));
        PeopleFilter filter = PeopleFilter.of(
                Map.of("company", List.of(Long.toString(id)), "stage", List.of("any")),
                Set.of(),
                funnels.active(member.workspace()),
                PeopleSort.ENGAGEMENT);
        return pages.page(
                "people/company",
                Map.of(
                        "company",
                        company,
                        "stages",
                        stages(run),
                        "rows",
                        rows.rows(
                                member.workspace(),
                                run,
                                search.find(member.workspace(), filter, null, PAGE, false)
                                        .people()),
                        "panels",
                        panels,
                        "when",
                        new TimeFormat(
                                clock.instant(),
                                workspaces.get(member.workspace()).timeZone())));
    }

    private @Nullable DefinitionRun run(Member member) {
        List<DefinitionRun> active = funnels.active(member.workspace());
        return active.isEmpty() ? null : active.getFirst();
    }

    private static List<Definition.Stage> stages(@Nullable DefinitionRun run) {
        return run == null ? List.of() : run.definition().stages();
    }

    private static String clean(String text) {
        if (text.length() > 400) {
            throw new BadInput("q", "Write at most 400 characters.");
        }
        return StorableText.text(text).strip();
    }

    private static CompanyRow company(ResultSet row, int number) throws SQLException {
        return new CompanyRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Json.object(row.getString(5)),
                row.getTimestamp(6).toInstant(),
                row.getLong(7),
                row.getInt(8));
    }
}
