package dev.sluice.person;

import dev.sluice.person.CompanyRows.NewCompany;
import dev.sluice.person.CompanyRows.StoredCompany;
import dev.sluice.signal.EmailDomains;
import dev.sluice.signal.values.CompanyNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the company that people work for. The one that they or a file name counts. A company of an email domain takes
 * the first name that somebody with such an address gives; whoever names another company works for that one, and only
 * who names none is taken to work for the domain's.
 */
@Component
public class Companies {
    /** What a signal says of an employer: a domain, a name or both. */
    private record Employer(
            @Nullable String domain, @Nullable String name) {
        static Employer of(@Nullable String email, @Nullable String name) {
            String domain = email == null ? null : EmailAddress.domainOf(email);
            return new Employer(
                    domain == null || EmailDomains.isFree(domain) || EmailDomains.isThrowAway(domain) ? null : domain,
                    name);
        }

        boolean isKnown() {
            return domain != null || name != null;
        }

        @Nullable
        NewCompany ofDomain() {
            return domain == null ? null : new NewCompany("d:" + domain, name == null ? domain : name, domain);
        }

        @Nullable
        NewCompany ofName() {
            return name == null ? null : new NewCompany("n:" + PersonColumns.key(name), name, null);
        }
    }

    private final CompanyRows rows;

    Companies(CompanyRows rows) {
        this.rows = rows;
    }

    /** The company of each new or changed person of a batch who has one; a new company is created. */
    CompanyOfBatch of(int workspace, IdentityResolver resolver) {
        List<PersonCandidate> people = new ArrayList<>();
        List<Employer> employers = new ArrayList<>();
        Stream.concat(resolver.added().stream(), resolver.changed().stream()).forEach(person -> {
            String email = person.added || person.changed ? person.email : null;
            Employer employer = Employer.of(email, PersonColumns.text(person.traits, "company"));
            if (employer.isKnown()) {
                people.add(person);
                employers.add(employer);
            }
        });
        List<Long> ids = ids(workspace, employers);
        CompanyOfBatch found = new CompanyOfBatch();
        for (int i = 0; i < people.size(); i++) {
            if (employers.get(i).name() == null) {
                found.infer(people.get(i), ids.get(i));
            } else {
                found.state(people.get(i), ids.get(i));
            }
        }
        return found;
    }

    /** The company of somebody with that address who named that company; null for none. */
    @Nullable
    Long of(int workspace, @Nullable String email, @Nullable String name) {
        Employer employer = Employer.of(email, name);
        return employer.isKnown() ? ids(workspace, List.of(employer)).getFirst() : null;
    }

    /** The company of each of these people who has one. */
    public Map<Long, Long> of(int workspace, Collection<Long> people) {
        return rows.ofPeople(workspace, people);
    }

    private List<Long> ids(int workspace, List<Employer> employers) {
        Map<String, StoredCompany> domains = ensured(
                workspace,
                employers.stream()
                        .map(Employer::ofDomain)
                        .filter(Objects::nonNull)
                        .toList());
        Map<String, StoredCompany> names = ensured(
                workspace,
                employers.stream()
                        .filter(employer -> !isOfDomain(employer, domains))
                        .map(Employer::ofName)
                        .filter(Objects::nonNull)
                        .toList());
        return employers.stream()
                .map(employer -> isOfDomain(employer, domains)
                        ? Objects.requireNonNull(domains.get("d:" + employer.domain()))
                                .id()
                        : Objects.requireNonNull(names.get("n:" + PersonColumns.key(employer.name())))
                                .id())
                .toList();
    }

    private static boolean isOfDomain(Employer employer, Map<String, StoredCompany> domains) {
        StoredCompany company = domains.get("d:" + employer.domain());
        return company != null
                && (employer.name() == null
                        || !company.isNamed()
                        || CompanyNames.alike(company.name(), employer.name()));
    }

    /** The companies by key, as they are once all of these exist; the first name given to a domain stays. */
    private Map<String, StoredCompany> ensured(int workspace, List<NewCompany> companies) {
        Map<String, NewCompany> byKey = new TreeMap<>();
        companies.forEach(company -> byKey.merge(company.key(), company, Companies::named));
        Map<String, StoredCompany> found = rows.read(workspace, byKey.keySet());
        List<NewCompany> missing = byKey.values().stream()
                .filter(company -> !found.containsKey(company.key()))
                .toList();
        List<NewCompany> unnamed = byKey.values().stream()
                .filter(company -> !company.name().equals(company.domain()))
                .filter(company -> found.get(company.key()) instanceof StoredCompany stored && !stored.isNamed())
                .toList();
        rows.add(workspace, missing);
        rows.name(workspace, unnamed);
        return missing.isEmpty() && unnamed.isEmpty() ? found : rows.read(workspace, byKey.keySet());
    }

    private static NewCompany named(NewCompany first, NewCompany second) {
        return first.name().equals(first.domain()) ? second : first;
    }
}
