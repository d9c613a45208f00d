package dev.sluice.people;

import dev.sluice.people.search.PeopleList;
import dev.sluice.people.search.PeopleRows.PersonRow;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.DisplayFormat;
import dev.sluice.workspace.PaletteCommand;
import dev.sluice.workspace.Role;
import dev.sluice.workspace.SearchSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** People and companies in Ctrl+K. */
@Configuration(proxyBeanMethods = false)
class PeopleSearchSources {
    @Bean
    PaletteCommand addPerson() {
        return PaletteCommand.action("Add a person", "new create lead contact", "/people/new", Role.MEMBER);
    }

    @Component
    static class PersonSource implements SearchSource {
        private final PeopleList people;

        PersonSource(PeopleList people) {
            this.people = people;
        }

        @Override
        public int order() {
            return 10;
        }

        @Override
        public List<SearchHit> find(int workspace, String text, int limit) {
            return people.named(workspace, text, limit).stream()
                    .map(row -> new SearchHit(row.title(), note(row), "/people/" + row.id()))
                    .toList();
        }

        private static String note(PersonRow row) {
            if (row.companyName() != null) {
                return row.companyName();
            }
            return row.email() == null || row.email().equals(row.title()) ? "Person" : row.email();
        }
    }

    @Component
    static class CompanySource implements SearchSource {
        private final CompanyListRows companies;

        CompanySource(CompanyListRows companies) {
            this.companies = companies;
        }

        @Override
        public int order() {
            return 20;
        }

        @Override
        public List<SearchHit> find(int workspace, String text, int limit) {
            return companies.page(workspace, null, StorableText.clip(text, 400), "", limit).items().stream()
                    .map(row -> new SearchHit(
                            row.name(),
                            "Company, " + DisplayFormat.count(row.people(), "person"),
                            "/companies/" + row.id()))
                    .toList();
        }
    }
}
