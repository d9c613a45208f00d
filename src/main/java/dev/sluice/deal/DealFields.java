package dev.sluice.deal;

import dev.sluice.deal.DealFieldParser.Objection;
import dev.sluice.funnel.Pipeline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the log says of a deal, field by field; the last word counts. */
public class DealFields {
    /** A user as told: by number, address or name; null for nobody of the workspace. */
    public interface FieldUsers {
        @Nullable
        Integer find(String told);
    }

    public String title = "";

    @Nullable
    public BigDecimal amount;

    public String currency = "";

    @Nullable
    public LocalDate expectedClose;

    public String nextStep = "";

    @Nullable
    public LocalDate nextStepAt;

    public String owner = "";

    @Nullable
    public Integer ownerId;

    public String sdr = "";

    @Nullable
    public Integer sdrId;

    public List<String> products = List.of();
    public List<String> competitors = List.of();
    public List<Objection> objections = List.of();

    /** Role by person, told as a number or an address. */
    public final Map<String, String> people = new LinkedHashMap<>();

    private final FieldUsers users;

    DealFields(FieldUsers users) {
        this.users = users;
    }

    final boolean filled(Pipeline.PipelineField field) {
        return switch (field) {
            case AMOUNT -> amount != null;
            case EXPECTED_CLOSE -> expectedClose != null;
            case NEXT_STEP -> !nextStep.isEmpty();
            case OWNER -> ownerId != null || !owner.isEmpty();
            case SDR -> sdrId != null || !sdr.isEmpty();
            case PRODUCTS -> !products.isEmpty();
            case COMPETITORS -> !competitors.isEmpty();
        };
    }

    final void change(Map<String, Object> data) {
        data.forEach((name, told) -> {
            switch (name) {
                case "title" -> title = DealFieldParser.text(told);
                case "amount" -> amount = DealFieldParser.amount(told);
                case "currency" -> currency = unknownCurrency(data) ? currency : DealFieldParser.currency(told);
                case "expected_close" -> expectedClose = DealFieldParser.day(told);
                case "next_step" -> nextStep = DealFieldParser.text(told);
                case "next_step_at" -> nextStepAt = DealFieldParser.day(told);
                case "owner" -> {
                    ownerId = users.find(DealFieldParser.text(told));
                    owner = ownerId == null ? DealFieldParser.text(told) : "";
                }
                case "sdr" -> {
                    sdrId = users.find(DealFieldParser.text(told));
                    sdr = sdrId == null ? DealFieldParser.text(told) : "";
                }
                case "products" -> products = DealFieldParser.texts(told);
                case "competitors" -> competitors = DealFieldParser.texts(told);
                case "objections" -> objections = DealFieldParser.objections(told);
                case "people" -> people(told);
                default -> {}
            }
        });
        if (unknownCurrency(data) && data.containsKey("amount")) {
            amount = null;
        }
    }

    /** An amount in a currency that does not exist is no amount in another one. */
    private static boolean unknownCurrency(Map<String, Object> data) {
        return !DealFieldParser.text(data.get("currency")).isEmpty()
                && DealFieldParser.currency(data.get("currency")).isEmpty();
    }

    /** Each with a role takes part with it, and with none no longer. */
    private void people(@Nullable Object told) {
        if (!(told instanceof List<?> list)) {
            return;
        }
        for (Object one : list) {
            if (one instanceof Map<?, ?> fields) {
                String who = DealFieldParser.text(fields.get(fields.containsKey("person") ? "person" : "email"));
                Object role = fields.get("role");
                if (!who.isEmpty() && role == null) {
                    people.remove(who);
                } else if (!who.isEmpty()) {
                    people.put(who, DealFieldParser.text(role));
                }
            }
        }
    }
}
