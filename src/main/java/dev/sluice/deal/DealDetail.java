package dev.sluice.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.deal.DealFieldParser.Objection;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.platform.NotFound;
import dev.sluice.platform.database.Tenancy;
import dev.sluice.platform.database.Where;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Everything about one deal. */
@Component
public class DealDetail {
    /** What a card does not show. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record More(
            @Nullable Integer sdr,
            @Nullable String sdrName,
            List<String> products,
            List<String> competitors,
            List<Objection> objections) {}

    /** Somebody who takes part. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DealContact(
            long person, String name, @Nullable String title, String role) {}

    /** One line of its log. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DealLogEntry(
            Instant at,
            String kind,
            String subject,
            Map<String, Object> data,
            @Nullable List<String> held,
            String stage,
            @Nullable BigDecimal amount,
            String currency) {}

    private final JdbcClient jdbc;
    private final Tenancy tenancy;
    private final DealSearch search;
    private final Persons persons;

    DealDetail(JdbcClient jdbc, Tenancy tenancy, DealSearch search, Persons persons) {
        this.jdbc = jdbc;
        this.tenancy = tenancy;
        this.search = search;
        this.persons = persons;
    }

    public DealSummary card(int workspace, long deal) {
        return search.of(workspace, new Where().add("d.id = :deal", deal)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no such deal."));
    }

    /** The deals in which a person takes part, open ones first. */
    public List<DealSummary> ofPerson(int workspace, long person) {
        return search.of(
                workspace,
                new Where()
                        .add(
                                "d.id IN (SELECT deal_id FROM deal_person WHERE workspace_id = :w AND person_id = :person)",
                                persons.get(workspace, person).id()));
    }

    /** The deals with people of a company, open ones first. */
    public List<DealSummary> ofCompany(int workspace, long company) {
        return tenancy.read(workspace, () -> {
            boolean there = jdbc.sql("SELECT EXISTS (SELECT FROM shared_company WHERE workspace_id = ? AND id = ?)")
                    .params(workspace, company)
                    .query(Boolean.class)
                    .single();
            if (!there) {
                throw new NotFound("There is no such company.");
            }
            return search.of(workspace, new Where().add("p.company_id = :company", company));
        });
    }

    public More more(int workspace, long deal) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT d.sdr_id, coalesce(u.name, nullif(d.sdr, '')), d.products, d.competitors, d.objections::text
                        FROM deal d LEFT JOIN shared_user u ON u.id = d.sdr_id WHERE d.workspace_id = ? AND d.id = ?""")
                        .params(workspace, deal)
                        .query((row, number) -> new More(
                                row.getObject(1, Integer.class),
                                row.getString(2),
                                Arrays.asList((String[]) row.getArray(3).getArray()),
                                Arrays.asList((String[]) row.getArray(4).getArray()),
                                DealFieldParser.objections(Json.array(row.getString(5)))))
                        .single());
    }

    public List<DealContact> people(int workspace, long deal) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT x.person_id, coalesce(p.name, p.email, 'Person ' || p.id), p.role, x.role
                        FROM deal_person x JOIN shared_person p ON p.workspace_id = x.workspace_id AND p.id = x.person_id
                        WHERE x.workspace_id = ? AND x.deal_id = ? ORDER BY x.role = '', x.role, 2""")
                        .params(workspace, deal)
                        .query((row, number) ->
                                new DealContact(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                        .list());
    }

    /** The log, the newest first. */
    public List<DealLogEntry> log(int workspace, long deal) {
        return tenancy.read(
                workspace,
                () -> jdbc.sql("""
                        SELECT at, kind, subject, data::text, held, stage, amount, currency FROM deal_event
                        WHERE workspace_id = ? AND deal_id = ? ORDER BY at DESC, signal_id DESC LIMIT 200""")
                        .params(workspace, deal)
                        .query((row, number) -> new DealLogEntry(
                                row.getTimestamp(1).toInstant(),
                                row.getString(2),
                                row.getString(3),
                                Json.object(row.getString(4)),
                                row.getArray(5) == null
                                        ? null
                                        : Arrays.asList(
                                                (String[]) row.getArray(5).getArray()),
                                row.getString(6),
                                row.getBigDecimal(7),
                                row.getString(8)))
                        .list());
    }
}
