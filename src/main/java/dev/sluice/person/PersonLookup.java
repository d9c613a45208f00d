package dev.sluice.person;

import dev.sluice.platform.database.SqlArray;
import dev.sluice.platform.database.Tenancy;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds people by the beginning of what was typed: a name, a last name, a company or an email address. */
@Component
public class PersonLookup {
    /** Sorts after every text that begins like the one before it, in the order of bytes. */
    private static final String LAST = "\uDBFF\uDFFF";

    private final JdbcClient jdbc;
    private final Tenancy tenancy;

    PersonLookup(JdbcClient jdbc, Tenancy tenancy) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
    }

    /**
     * Everyone with an email address, a name, a last name or a company that begins so, with exactly this user id or
     * external id, or of this number ("Visitor 123", "123"); merges are followed.
     */
    public List<Long> startingWith(int workspace, String typed, int limit) {
        String prefix = typed.toLowerCase(Locale.ROOT);
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT DISTINCT f.id
                        FROM ((SELECT coalesce(p.merged_into, p.id) AS id
                               FROM (SELECT person_id FROM identity
                                     WHERE workspace_id = :w AND key >= :email AND key < :emailEnd LIMIT :limit) i
                               JOIN person p ON p.workspace_id = :w AND p.id = i.person_id)
                              UNION ALL
                              (SELECT coalesce(p.merged_into, p.id) FROM identity i
                               JOIN person p ON p.workspace_id = :w AND p.id = i.person_id
                               WHERE i.workspace_id = :w AND i.key = ANY (:ids::text[]))
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person
                               WHERE workspace_id = :w AND name_key >= :prefix AND name_key < :end LIMIT :limit)
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person
                               WHERE workspace_id = :w AND last_name_key >= :prefix AND last_name_key < :end LIMIT :limit)
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person WHERE workspace_id = :w AND company_id = ANY (ARRAY(
                                   SELECT id FROM company
                                   WHERE workspace_id = :w AND name_key >= :prefix AND name_key < :end LIMIT 100))
                               LIMIT :limit)
                              UNION ALL
                              (SELECT coalesce(merged_into, id) FROM person WHERE workspace_id = :w AND id = :number)) f
                        LIMIT :limit""")
                        .param("w", workspace)
                        .param("prefix", prefix)
                        .param("end", prefix + LAST)
                        .param("email", "e:" + prefix)
                        .param("emailEnd", "e:" + prefix + LAST)
                        .param("ids", SqlArray.text(List.of("u:" + typed, "x:" + typed)))
                        .param("number", number(prefix))
                        .param("limit", limit)
                        .query((row, number) -> row.getLong("id"))
                        .list());
    }

    /** The number behind "Visitor 123", or 0, which no one has. */
    private static long number(String typed) {
        String digits = typed.startsWith("visitor ")
                ? typed.substring(8)
                : typed.startsWith("person ") ? typed.substring(7) : typed;
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }
}
