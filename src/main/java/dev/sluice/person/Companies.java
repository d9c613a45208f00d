package dev.sluice.person;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.signal.EmailDomains;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the company that people work for: that of their email domain, else the one they stated. */
@Component
public class Companies {
    private record CompanyName(
            String key, String name, @Nullable String domain) {}

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Companies(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The company of each new or changed person of a batch who has one; a new company is created. */
    Map<PersonCandidate, @Nullable Long> of(int workspace, IdentityResolver resolver) {
        Map<PersonCandidate, CompanyName> stated = new HashMap<>();
        Stream.concat(resolver.added().stream(), resolver.changed().stream()).forEach(person -> {
            CompanyName company = company(person);
            if (company != null) {
                stated.put(person, company);
            }
        });
        Map<PersonCandidate, @Nullable Long> ids = new HashMap<>();
        if (!stated.isEmpty()) {
            Map<String, CompanyName> byKey = new TreeMap<>();
            stated.values().forEach(company -> byKey.merge(company.key(), company, Companies::better));
            Map<String, Long> idOf = idsOf(workspace, List.copyOf(byKey.values()));
            stated.forEach((person, company) -> ids.put(person, idOf.get(company.key())));
        }
        return ids;
    }

    /** The company of each of these people who has one. */
    public Map<Long, Long> of(int workspace, Collection<Long> people) {
        Map<Long, Long> companies = new HashMap<>();
        jdbc.sql("SELECT id, company_id FROM person WHERE workspace_id = ? AND id = ANY (?) AND company_id IS NOT NULL")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> companies.put(row.longValue("id"), row.longValue("company_id"))));
        return companies;
    }

    private static @Nullable CompanyName company(PersonCandidate person) {
        String name = PersonColumns.text(person.traits, "company");
        String email = person.email;
        if (email != null && (name != null || person.added || person.changed)) {
            String domain = EmailAddress.domainOf(email);
            if (!EmailDomains.isFree(domain) && !EmailDomains.isThrowAway(domain)) {
                return new CompanyName("d:" + domain, name == null ? domain : name, domain);
            }
        }
        return name == null ? null : new CompanyName("n:" + PersonColumns.key(name), name, null);
    }

    /** The key of the company of a person with that address and stated company; null for none. */
    static @Nullable String key(@Nullable String email, @Nullable String name) {
        String domain = email == null ? null : EmailAddress.domainOf(email);
        if (domain != null && !EmailDomains.isFree(domain) && !EmailDomains.isThrowAway(domain)) {
            return "d:" + domain;
        }
        return name == null ? null : "n:" + PersonColumns.key(name);
    }

    private static CompanyName better(CompanyName first, CompanyName second) {
        return first.name().equals(first.domain()) ? second : first;
    }

    private Map<String, Long> idsOf(int workspace, List<CompanyName> companies) {
        SqlArray keys = SqlArray.text(companies.stream().map(CompanyName::key).toList());
        Map<String, Long> ids = read(workspace, keys);
        List<CompanyName> missing = companies.stream()
                .filter(company -> !ids.containsKey(company.key()))
                .toList();
        if (!missing.isEmpty()) {
            jdbc.sql("""
                            INSERT INTO company (workspace_id, key, name, name_key, domain, created_at)
                            SELECT ?, u.key, u.name, lower(u.name), u.domain, ?
                            FROM unnest(?::text[], ?::text[], ?::text[]) AS u(key, name, domain)
                            ON CONFLICT DO NOTHING""")
                    .params(
                            workspace,
                            Timestamp.from(clock.instant()),
                            SqlArray.text(missing.stream().map(CompanyName::key).toList()),
                            SqlArray.text(
                                    missing.stream().map(CompanyName::name).toList()),
                            SqlArray.text(
                                    missing.stream().map(CompanyName::domain).toArray(String[]::new)))
                    .update();
            ids.putAll(read(workspace, keys));
        }
        nameCompaniesOfDomains(workspace, companies);
        return ids;
    }

    private void nameCompaniesOfDomains(int workspace, List<CompanyName> companies) {
        List<CompanyName> withName = companies.stream()
                .filter(company -> company.domain() != null && !company.domain().equals(company.name()))
                .toList();
        if (withName.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        UPDATE company c SET name = u.name, name_key = lower(u.name)
                        FROM unnest(?::text[], ?::text[]) AS u(key, name)
                        WHERE c.workspace_id = ? AND c.key = ANY (?) AND c.key = u.key AND c.name = c.domain""")
                .params(
                        SqlArray.text(withName.stream().map(CompanyName::key).toList()),
                        SqlArray.text(withName.stream().map(CompanyName::name).toList()),
                        workspace,
                        SqlArray.text(withName.stream().map(CompanyName::key).toList()))
                .update();
    }

    private Map<String, Long> read(int workspace, SqlArray keys) {
        Map<String, Long> ids = new HashMap<>();
        jdbc.sql("SELECT key, id FROM company WHERE workspace_id = ? AND key = ANY (?)")
                .params(workspace, keys)
                .query(Row.each(row -> ids.put(row.text("key"), row.longValue("id"))));
        return ids;
    }
}
