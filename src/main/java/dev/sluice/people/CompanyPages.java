package dev.sluice.people;

import dev.sluice.funnel.Definition;
import dev.sluice.people.CompanyListRows.CompanyRow;
import dev.sluice.people.search.PeopleList;
import dev.sluice.person.CompanyPanel;
import dev.sluice.person.PersonWork;
import dev.sluice.person.PersonWork.WorkFacts;
import dev.sluice.platform.BadInput;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.NavEntry;
import dev.sluice.platform.web.Page;
import dev.sluice.platform.web.Pages;
import dev.sluice.standing.DefinitionRun;
import dev.sluice.standing.Funnels;
import dev.sluice.workspace.Member;
import dev.sluice.workspace.RequiresRole;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.TimeFormats;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The list of companies that people work for, and the page of each. */
@Controller
@RequiresRole(Role.MEMBER)
class CompanyPages {
    private static final int PAGE = 80;

    private final Pages pages;
    private final CompanyListRows companies;
    private final Funnels funnels;
    private final PeopleList people;
    private final TimeFormats times;
    private final PersonWork work;
    private final List<CompanyPanel> panels;

    CompanyPages(
            Pages pages,
            CompanyListRows companies,
            Funnels funnels,
            PeopleList people,
            TimeFormats times,
            PersonWork work,
            List<CompanyPanel> panels) {
        this.work = work;
        this.pages = pages;
        this.companies = companies;
        this.funnels = funnels;
        this.people = people;
        this.times = times;
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
        Page<CompanyRow> page = companies.page(member.workspace(), run, clean(q), after, PAGE);
        return pages.page(
                "people/companies",
                Map.of(
                        "companies",
                        page.items(),
                        "work",
                        work.ofCompanies(
                                member.workspace(),
                                page.items().stream().map(CompanyRow::id).toList()),
                        "when",
                        times.now(member.workspace()),
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
        return pages.page(
                "people/company",
                Map.of(
                        "company",
                        companies.get(member.workspace(), run, id),
                        "stages",
                        stages(run),
                        "rows",
                        people.ofCompany(member.workspace(), id, PAGE),
                        "panels",
                        panels,
                        "work",
                        work.ofCompanies(member.workspace(), List.of(id)).getOrDefault(id, WorkFacts.NONE),
                        "when",
                        times.now(member.workspace())));
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
}
