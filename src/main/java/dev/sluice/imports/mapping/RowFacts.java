package dev.sluice.imports.mapping;

import static dev.sluice.imports.mapping.CellText.quoted;

import dev.sluice.imports.mapping.ColumnMapping.MappedColumn;
import dev.sluice.person.EmailAddress;
import dev.sluice.platform.Money;
import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one row says, collected cell by cell. */
final class RowFacts {
    private static final int MAX_TRAIT = 1_000;
    private static final int MAX_STAGE = 100;
    private static final int MAX_NOTE = 100_000;

    /** The prefix of the key of a person of whom only a deal is known. */
    static final String DEAL_KEY = "deal:";

    /** A stage and when the row says that it was reached. */
    record ReachedStage(String stage, Instant at) {}

    final Map<String, Object> traits = new LinkedHashMap<>();
    final List<String> external = new ArrayList<>(1);
    final List<ReachedStage> stages = new ArrayList<>(2);
    final StringBuilder notes = new StringBuilder();
    final DealRowReader deal = new DealRowReader();
    final CellValues values;
    private final Instant now;
    private @Nullable String wrongEmail;
    private @Nullable String wrongKey;

    @Nullable
    String email;

    @Nullable
    Instant created;

    @Nullable
    Instant won;

    @Nullable
    Instant lost;

    @Nullable
    Instant consentAt;

    @Nullable
    Boolean consent;

    private @Nullable Double amount;
    private boolean noCurrency;

    @Nullable
    String currency;

    @Nullable
    String reason;

    @Nullable
    String origin;

    @Nullable
    String campaign;

    RowFacts(CellValues values, Instant now) {
        this.values = values;
        this.now = now;
    }

    void add(MappedColumn column, String value) {
        ColumnTarget target = column.target();
        if (Placeholders.isOne(target, value)) {
            values.leaveOut(quoted(value) + " in " + column.header() + " stands for no value.");
            return;
        }
        switch (target.kind()) {
            case IGNORE -> {}
            case EMAIL -> email(column, value);
            case EXTERNAL -> external(column, value);
            case TRAIT -> trait(column, value);
            case CREATED -> created = values.date(column, value);
            case REACHED -> reached(target.name(), values.date(column, value));
            case STAGE -> reached(StageIds.id(value), now);
            case DEAL -> dealKey(column, value);
            case DEAL_NAME -> deal.field("title", values.text(column, value, MAX_TRAIT));
            case DEAL_STAGE -> deal.stage(values.text(column, value, MAX_STAGE));
            case DEAL_STAGE_AT -> deal.stageAt(values.date(column, value));
            case DEAL_OPENED -> deal.opened(values.date(column, value));
            case DEAL_CLOSED -> closed(column, value);
            case DEAL_OWNER -> deal.field("owner", values.text(column, value, MAX_TRAIT));
            case DEAL_PRODUCT -> deal.product(values.text(column, value, MAX_TRAIT));
            case EXPECTED_CLOSE -> expected(column, value);
            case WON -> won = values.date(column, value);
            case LOST -> lost = values.date(column, value);
            case OUTCOME -> outcome(column, value);
            case CONSENT_AT -> consentAt = values.date(column, value);
            case AMOUNT -> amount = values.amount(column, value);
            case CURRENCY -> currency(column, value);
            case LOST_REASON -> reason = values.text(column, value, MAX_TRAIT);
            case ORIGIN -> origin = values.text(column, value, 100);
            case CAMPAIGN -> campaign = values.text(column, value, 200);
            case CONSENT -> consent(values.yes(column, value), true);
            case OPTED_OUT -> consent(values.yes(column, value), false);
            case NOTE -> notes.append(notes.isEmpty() ? "" : "\n").append(values.text(column, value, MAX_NOTE));
        }
    }

    /** Never cut: two ids that begin alike would be one person. */
    private void external(MappedColumn column, String value) {
        if (SpreadsheetDamage.hasLostDigits(value)) {
            wrongKey = SpreadsheetDamage.remark(column, value);
            return;
        }
        String id = column.target().name() + ":" + SpreadsheetDamage.whole(value);
        if (id.length() > NewSignal.LONGEST_ID) {
            values.reject(quoted(value) + " in " + column.header() + " is too long for an id; at most "
                    + (NewSignal.LONGEST_ID - column.target().name().length() - 1) + " characters.");
        }
        external.add(id);
    }

    /** Never cut either. */
    private void dealKey(MappedColumn column, String value) {
        if (SpreadsheetDamage.hasLostDigits(value)) {
            values.reject(SpreadsheetDamage.remark(column, value));
        }
        if (DEAL_KEY.length() + value.length() > NewSignal.LONGEST_ID) {
            values.reject(quoted(value) + " in " + column.header() + " is too long for an id.");
        }
        deal.key(SpreadsheetDamage.whole(value));
    }

    /** Other systems keep the expected close date in the same column: then it may lie in the future. */
    private void closed(MappedColumn column, String value) {
        Instant expected = values.future(column, value);
        Instant at = expected != null ? expected : values.date(column, value);
        if (at != null) {
            deal.closed(at, at.atZone(values.zone()).toLocalDate());
        }
    }

    private void expected(MappedColumn column, String value) {
        Instant at = values.anyDate(column, value);
        if (at != null) {
            deal.field("expected_close", at.atZone(values.zone()).toLocalDate().toString());
        }
    }

    /** An amount in a currency that does not exist is not known either. */
    private void currency(MappedColumn column, String value) {
        Currency known = Money.currency(value);
        noCurrency = known == null;
        currency = known == null ? null : known.getCurrencyCode();
        if (noCurrency) {
            values.leaveOut(quoted(value) + " in " + column.header()
                    + " is no currency such as USD; the amount is left out, too.");
        }
    }

    @Nullable
    Double amount() {
        return noCurrency ? null : amount;
    }

    private void email(MappedColumn column, String value) {
        email = EmailAddress.normal(CellText.address(value));
        if (email == null) {
            wrongEmail = quoted(value) + " in " + column.header() + " is no e-mail address.";
        }
    }

    private void trait(MappedColumn column, String value) {
        if (SpreadsheetDamage.isOf(column.target().name(), value)) {
            values.leaveOut(SpreadsheetDamage.remark(column, value));
            return;
        }
        Object trait = switch (column.format()) {
            case NUMBER, NUMBER_COMMA -> values.number(column, value);
            case SPREADSHEET_DAY -> day(column, value);
            case YES_NO -> column.target().isNumber() ? values.number(column, value) : values.yes(column, value);
            default ->
                column.target().isNumber() ? values.number(column, value) : values.text(column, value, MAX_TRAIT);
        };
        if (trait instanceof String country && column.target().name().equals("country")) {
            values.country(column, country);
        }
        if (trait != null) {
            traits.put(column.target().name(), trait);
        }
    }

    private @Nullable String day(MappedColumn column, String value) {
        Instant at = values.anyDate(column, value);
        return at == null ? null : at.atZone(values.zone()).toLocalDate().toString();
    }

    private void outcome(MappedColumn column, String value) {
        DealOutcome said = DealOutcome.of(value);
        if (said == null) {
            values.leaveOut(quoted(value) + " in " + column.header() + " is neither won nor lost.");
        } else {
            deal.outcome(said);
        }
    }

    private void reached(String stage, @Nullable Instant at) {
        if (at != null && !stage.isEmpty()) {
            stages.add(new ReachedStage(stage, at));
        }
    }

    private void consent(@Nullable Boolean yes, boolean yesGives) {
        if (yes == null) {
            return;
        }
        if (yesGives) {
            consent = Boolean.FALSE.equals(consent) ? consent : yes;
        } else if (yes) {
            consent = false;
        }
    }

    /**
     * Why the row is rejected; null when it is not. A wrong address or id rejects it only where nothing else identifies
     * the person.
     */
    @Nullable
    String rejection() {
        String wrong = wrongEmail != null ? wrongEmail : wrongKey;
        if (values.rejection() != null || wrong == null) {
            return values.rejection();
        }
        if (external.isEmpty() && email == null) {
            return wrong;
        }
        values.leaveOut(wrong);
        return null;
    }
}
