package dev.sluice.person;

import dev.sluice.platform.database.Row;
import dev.sluice.platform.database.SqlArray;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes companies. */
@Component
class CompanyRows {
    /** A company that is to exist: "d:" and its domain, or "n:" and its name in plain letters. */
    record NewCompany(String key, String name, @Nullable String domain) {}

    /** A company that exists; named by its domain until somebody names it. */
    record StoredCompany(
            long id, String key, String name, @Nullable String domain) {
        boolean isNamed() {
            return !name.equals(domain);
        }
    }

    private final JdbcClient jdbc;
    private final InstantSource clock;

    CompanyRows(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Map<String, StoredCompany> read(int workspace, Collection<String> keys) {
        Map<String, StoredCompany> companies = new HashMap<>();
        if (!keys.isEmpty()) {
            jdbc.sql("SELECT id, key, name, domain FROM company WHERE workspace_id = ? AND key = ANY (?)")
                    .params(workspace, SqlArray.text(keys))
                    .query(Row.each(row -> companies.put(
                            row.text("key"),
                            new StoredCompany(
                                    row.longValue("id"),
                                    row.text("key"),
                                    row.text("name"),
                                    row.optionalText("domain")))));
        }
        return companies;
    }

    /** Adds those that do not exist yet; in the order of their keys, so that no two writers wait for each other. */
    void add(int workspace, List<NewCompany> companies) {
        if (companies.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO company (workspace_id, key, name, name_key, domain, created_at)
                        SELECT ?, u.key, u.name, u.name_key, u.domain, ?
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS u(key, name, name_key, domain)
                        ON CONFLICT DO NOTHING""")
                .params(
                        workspace,
                        Timestamp.from(clock.instant()),
                        SqlArray.text(companies.stream().map(NewCompany::key).toList()),
                        SqlArray.text(companies.stream().map(NewCompany::name).toList()),
                        SqlArray.text(names(companies)),
                        SqlArray.text(companies.stream().map(NewCompany::domain).toArray(String[]::new)))
                .update();
    }

    /** Names companies that are known by their domain only. */
    void name(int workspace, List<NewCompany> companies) {
        if (companies.isEmpty()) {
            return;
        }
        SqlArray keys = SqlArray.text(companies.stream().map(NewCompany::key).toList());
        jdbc.sql("""
                        UPDATE company c SET name = u.name, name_key = u.name_key
                        FROM unnest(?::text[], ?::text[], ?::text[]) AS u(key, name, name_key)
                        WHERE c.workspace_id = ? AND c.key = ANY (?) AND c.key = u.key AND c.name = c.domain""")
                .params(
                        keys,
                        SqlArray.text(companies.stream().map(NewCompany::name).toList()),
                        SqlArray.text(names(companies)),
                        workspace,
                        keys)
                .update();
    }

    private static List<String> names(List<NewCompany> companies) {
        return companies.stream()
                .map(company -> String.valueOf(PersonColumns.key(company.name())))
                .toList();
    }

    /** The company of each of these people who has one. */
    Map<Long, Long> ofPeople(int workspace, Collection<Long> people) {
        Map<Long, Long> companies = new HashMap<>();
        jdbc.sql("SELECT id, company_id FROM person WHERE workspace_id = ? AND id = ANY (?) AND company_id IS NOT NULL")
                .params(workspace, SqlArray.bigint(people))
                .query(Row.each(row -> companies.put(row.longValue("id"), row.longValue("company_id"))));
        return companies;
    }
}
