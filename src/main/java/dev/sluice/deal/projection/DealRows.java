package dev.sluice.deal.projection;

import dev.sluice.deal.DealFold;
import dev.sluice.person.Persons;
import dev.sluice.platform.Json;
import dev.sluice.platform.Money;
import dev.sluice.platform.Time;
import dev.sluice.platform.database.Columns;
import dev.sluice.platform.database.SqlArray;
import dev.sluice.workspace.Workspaces;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes folded deals: what they are, what each entry of their logs did, and who takes part. */
@Component
class DealRows {
    private static final String UPDATE = """
            UPDATE deal d SET
                person_id = coalesce(p.merged_into, u.person), pipeline = u.pipeline, title = u.title, state = u.state,
                stage = u.stage, stage_entered_at = u.entered, opened_at = u.opened, closed_at = u.closed, reason = u.reason,
                amount = u.amount::numeric, currency = u.currency,
                expected_close = u.expected, next_step = u.step, next_step_at = u.step_at,
                owner_id = u.owner_id, owner = u.owner, sdr_id = u.sdr_id, sdr = u.sdr,
                products = ARRAY(SELECT jsonb_array_elements_text(u.products)),
                competitors = ARRAY(SELECT jsonb_array_elements_text(u.competitors)),
                objections = u.objections, heard_at = u.heard, kept_at = u.kept,
                source_id = coalesce(p.first_source_id, d.source_id), origin = coalesce(p.origin, d.origin),
                version = d.version + 1
            FROM unnest(:u)
            LEFT JOIN shared_person p ON p.workspace_id = :workspace AND p.id = u.person
            WHERE d.workspace_id = :workspace AND d.id = ANY (:deals) AND d.id = u.deal""";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final JdbcClient jdbc;
    private final Persons persons;
    private final Workspaces workspaces;

    DealRows(JdbcClient jdbc, Persons persons, Workspaces workspaces) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.workspaces = workspaces;
    }

    void write(int workspace, Map<Long, DealFold> folded) {
        String currency = workspaces.get(workspace).currency();
        deals(workspace, folded, currency);
        logs(workspace, folded, currency);
        people(workspace, folded);
    }

    private void deals(int workspace, Map<Long, DealFold> folded, String currency) {
        columns(folded, currency)
                .statement(jdbc, UPDATE)
                .param("workspace", workspace)
                .param("deals", SqlArray.bigint(folded.keySet()))
                .update();
    }

    private static Columns<Map.Entry<Long, DealFold>> columns(Map<Long, DealFold> folded, String usual) {
        return Columns.of(folded.entrySet())
                .bigint("deal", Map.Entry::getKey)
                .bigint("person", deal -> deal.getValue().person)
                .text("pipeline", deal -> deal.getValue().pipeline)
                .text("title", deal -> deal.getValue().title)
                .text("state", deal -> deal.getValue().state)
                .text("stage", deal -> deal.getValue().stage)
                .timestamptz("entered", deal -> deal.getValue().stageEntered)
                .timestamptz("opened", deal -> deal.getValue().opened)
                .timestamptz("closed", deal -> deal.getValue().closed)
                .text("reason", deal -> deal.getValue().reason)
                .text("amount", deal -> plain(deal.getValue().amount, or(deal.getValue().currency, usual)))
                .text("currency", deal -> or(deal.getValue().currency, usual))
                .date("expected", deal -> deal.getValue().expectedClose)
                .text("step", deal -> deal.getValue().nextStep)
                .date("step_at", deal -> deal.getValue().nextStepAt)
                .integer("owner_id", deal -> deal.getValue().ownerId)
                .text("owner", deal -> deal.getValue().owner)
                .integer("sdr_id", deal -> deal.getValue().sdrId)
                .text("sdr", deal -> deal.getValue().sdr)
                .jsonb("products", deal -> deal.getValue().products)
                .jsonb("competitors", deal -> deal.getValue().competitors)
                .jsonb("objections", deal -> deal.getValue().objections)
                .timestamptz("heard", deal -> deal.getValue().heard)
                .timestamptz("kept", deal -> deal.getValue().kept);
    }

    private void logs(int workspace, Map<Long, DealFold> folded, String currency) {
        List<Long> deals = new ArrayList<>();
        List<DealFold.After> log = new ArrayList<>();
        folded.forEach((deal, fold) -> fold.log.forEach(after -> {
            deals.add(deal);
            log.add(after);
        }));
        jdbc.sql("""
                        UPDATE deal_event e SET
                            held = CASE WHEN u.held IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(u.held::jsonb)) END,
                            step = nullif(u.step, ''), state = u.state, stage = u.stage, amount = u.amount::numeric,
                            currency = u.currency, expected_close = u.expected::date,
                            owner_id = u.owner::int, owner = u.owner_name, reason = u.reason
                        FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                            AS u(deal, at, signal, held, step, state, stage, amount, currency, expected, owner,
                                 owner_name, reason)
                        WHERE e.workspace_id = ? AND e.deal_id = ANY (?) AND e.deal_id = u.deal
                          AND e.at = to_timestamp(u.at::float8 / 1e6) AND e.signal_id = u.signal::uuid""")
                .params(
                        SqlArray.bigint(deals),
                        SqlArray.bigint(log.stream()
                                .map(after -> Time.micros(after.event().at()))
                                .toList()),
                        text(log, after -> after.event().signal()),
                        text(log, after -> after.held() == null ? null : Json.write(after.held())),
                        text(log, DealFold.After::step),
                        text(log, DealFold.After::state),
                        text(log, DealFold.After::stage),
                        text(log, after -> plain(after.amount(), or(after.currency(), currency))),
                        text(log, after -> or(after.currency(), currency)),
                        text(log, DealFold.After::expectedClose),
                        text(log, DealFold.After::owner),
                        text(log, DealFold.After::ownerName),
                        text(log, DealFold.After::reason),
                        workspace,
                        SqlArray.bigint(folded.keySet()))
                .update();
    }

    /** Writes the people of each deal; an address that no person has is left out until one has it. */
    private void people(int workspace, Map<Long, DealFold> folded) {
        List<Long> deals = new ArrayList<>();
        List<String> whose = new ArrayList<>();
        List<String> roles = new ArrayList<>();
        folded.forEach((deal, fold) -> {
            if (!fold.people.containsKey(Long.toString(fold.person))) {
                deals.add(deal);
                whose.add(Long.toString(fold.person));
                roles.add("");
            }
            fold.people.forEach((one, role) -> {
                deals.add(deal);
                whose.add(one);
                roles.add(role);
            });
        });
        jdbc.sql("DELETE FROM deal_person WHERE workspace_id = ? AND deal_id = ANY (?)")
                .params(workspace, SqlArray.bigint(folded.keySet()))
                .update();
        jdbc.sql("""
                        INSERT INTO deal_person (workspace_id, deal_id, person_id, role)
                        SELECT ?, u.deal, coalesce(p.merged_into, p.id), max(u.role)
                        FROM unnest(?::bigint[], ?::bigint[], ?::text[]) AS u(deal, person, role)
                        CROSS JOIN LATERAL (SELECT id, merged_into FROM shared_person
                                            WHERE workspace_id = ? AND id = u.person OFFSET 0) p
                        GROUP BY 2, 3""")
                .params(workspace, SqlArray.bigint(deals), SqlArray.bigint(numbers(workspace, whose)))
                .params(SqlArray.text(roles), workspace)
                .update();
    }

    /** The person of each email address or number, 0 for none. */
    private List<Long> numbers(int workspace, List<String> whose) {
        Map<String, Long> byKey =
                persons.withKeys(workspace, whose.stream().map(DealRows::key).collect(Collectors.toSet()));
        return whose.stream()
                .map(one -> {
                    Long person = byKey.get(key(one));
                    return person != null ? person : NUMBER.matcher(one).matches() ? (Long) Long.parseLong(one) : 0L;
                })
                .toList();
    }

    private static String key(String address) {
        return "e:" + address.toLowerCase(Locale.ROOT);
    }

    private static String or(String currency, String usual) {
        return currency.isEmpty() ? usual : currency;
    }

    /** With the decimals of its currency. */
    private static @Nullable String plain(@Nullable BigDecimal amount, String currency) {
        return amount == null ? null : Money.of(amount, currency).amount().toPlainString();
    }

    private static <T> SqlArray text(Collection<T> all, Function<T, @Nullable Object> field) {
        return SqlArray.text(all.stream()
                .map(one -> {
                    Object value = field.apply(one);
                    return value == null ? null : value.toString();
                })
                .toArray(String[]::new));
    }
}
