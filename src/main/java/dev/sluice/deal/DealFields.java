package dev.sluice.deal;

import dev.sluice.deal.Told.Objection;
import dev.sluice.funnel.Pipeline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the log says of a deal, field by field; the last word counts. */
class DealFields {
    /** A user as told: by number, address or name; null for nobody of the workspace. */
    interface Users {
        @Nullable
        Integer find(String told);
    }

    String title = "";

    @Nullable
    BigDecimal amount;

    String currency = "";

    @Nullable
    LocalDate expectedClose;

    String nextStep = "";

    @Nullable
    LocalDate nextStepAt;

    String owner = "";

    @Nullable
    Integer ownerId;

    String sdr = "";

    @Nullable
    Integer sdrId;

    List<String> products = List.of();
    List<String> competitors = List.of();
    List<Objection> objections = List.of();

    /** Role by person, told as a number or an address. */
    final Map<String, String> people = new LinkedHashMap<>();

    private final Users users;

    DealFields(Users users) {
        this.users = users;
    }

    final boolean filled(Pipeline.Field field) {
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
                case "title" -> title = Told.text(told);
                case "amount" -> amount = Told.amount(told);
                case "currency" -> currency = Told.currency(told);
                case "expected_close" -> expectedClose = Told.day(told);
                case "next_step" -> nextStep = Told.text(told);
                case "next_step_at" -> nextStepAt = Told.day(told);
                case "owner" -> {
                    ownerId = users.find(Told.text(told));
                    owner = ownerId == null ? Told.text(told) : "";
                }
                case "sdr" -> {
                    sdrId = users.find(Told.text(told));
                    sdr = sdrId == null ? Told.text(told) : "";
                }
                case "products" -> products = Told.texts(told);
                case "competitors" -> competitors = Told.texts(told);
                case "objections" -> objections = Told.objections(told);
                case "people" -> people(told);
                default -> {}
            }
        });
    }

    /** Each with a role takes part with it, and with none no longer. */
    private void people(@Nullable Object told) {
        if (!(told instanceof List<?> list)) {
            return;
        }
        for (Object one : list) {
            if (one instanceof Map<?, ?> fields) {
                String who = Told.text(fields.get(fields.containsKey("person") ? "person" : "email"));
                Object role = fields.get("role");
                if (!who.isEmpty() && role == null) {
                    people.remove(who);
                } else if (!who.isEmpty()) {
                    people.put(who, Told.text(role));
                }
            }
        }
    }
}
