package dev.sluice.imports.mapping;

import dev.sluice.deal.DealSignals;
import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.person.EmailAddress;
import dev.sluice.person.PersonSignals;
import dev.sluice.platform.StorableText;
import dev.sluice.platform.web.CsvOutput;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one import into signals. The same row always gives the same signals, so a repeated one doubles nothing. */
public final class RowReader {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final String DEAL = "deal:";
    private static final int LONGEST_TRAIT = 1_000;
    private static final int LONGEST_STAGE = 100;
    private static final int LONGEST_NOTE = 100_000;

    /** What became of a row. */
    public sealed interface RowOutcome {
        /** @param setAside what could not be understood and was left out, null when nothing was */
        record Taken(List<NewSignal> signals, @Nullable String setAside) implements RowOutcome {}

        record RowRejected(String reason) implements RowOutcome {}

        record Blank() implements RowOutcome {}
    }

    private static final RowOutcome BLANK = new RowOutcome.Blank();
    private final long id;
    private final String file;
    private final int source;
    private final Instant now;
    private final int width;
    private final ZoneId zone;
    private final ColumnMapping.MappedColumn[] columns;

    /**
     * @param source the row of {@code source} the signals come through
     * @param now when the import began: the instant of whatever has no date of its own
     */
    public RowReader(long id, String file, int source, Instant now, ColumnMapping mapping) {
        this.id = id;
        this.file = file;
        this.source = source;
        this.now = now;
        this.width = mapping.columns().size();
        this.zone = mapping.zone();
        this.columns = mapping.columns().toArray(ColumnMapping.MappedColumn[]::new);
    }

    public RowOutcome read(CsvReader.CsvRow row) {
        if (row.fault() != null) {
            return new RowOutcome.RowRejected(row.fault());
        }
        if (row.blank()) {
            return BLANK;
        }
        String tooWide = tooWide(row.cells());
        if (tooWide != null) {
            return new RowOutcome.RowRejected(tooWide);
        }
        RowFacts facts = new RowFacts(row.number());
        int cells = Math.min(width, row.cells().size());
        for (int i = 0; i < cells && facts.refused == null; i++) {
            String value = clean(row.cells().get(i));
            if (!value.isEmpty()) {
                facts.add(columns[i], value);
            }
        }
        return facts.outcome();
    }

    private @Nullable String tooWide(List<String> cells) {
        for (int i = width; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                return "The row has " + cells.size() + " columns, the header " + width
                        + "; a separator or a quotation mark may be missing or too many.";
            }
        }
        return null;
    }

    /** Without space around it, and without what spreadsheets and our own exports put around a text that looks like a formula. */
    static String clean(String cell) {
        if (cell.isEmpty()) {
            return cell;
        }
        String value = trimmed(cell);
        if (value.length() > 2 && value.charAt(0) == '=' && value.charAt(1) == '"' && value.endsWith("\"")) {
            return value.substring(2, value.length() - 1);
        }
        return value.startsWith("'") ? CsvOutput.original(value).strip() : value;
    }

    private static String trimmed(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isSpace(cell.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(cell.charAt(to - 1))) {
            to--;
        }
        return to - from == cell.length() ? cell : cell.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || (c >= 0x7F && (Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF'));
    }

    /** Whether a mail can be sent to what stands there: an address alone, or in brackets behind a name. */
    static boolean holdsEmail(String value) {
        return EmailAddress.normal(address(value)) != null;
    }

    private static String address(String value) {
        int open = Math.max(value.lastIndexOf('<'), value.lastIndexOf('('));
        if (open >= 0 && (value.endsWith(">") || value.endsWith(")"))) {
            return value.substring(open + 1, value.length() - 1);
        }
        return value.regionMatches(true, 0, "mailto:", 0, 7) ? value.substring(7) : value;
    }

    /** What one row tells, gathered cell by cell. */
    private final class RowFacts {
        private record Dated(String stage, Instant at) {}

        private final long row;
        private final Map<String, Object> traits = new LinkedHashMap<>();
        private final List<String> external = new ArrayList<>(1);
        private final List<Dated> stages = new ArrayList<>(2);
        private final StringBuilder notes = new StringBuilder();
        private @Nullable String refused;
        private @Nullable String setAside;
        private @Nullable String email;
        private @Nullable String wrongEmail;
        private @Nullable Instant created;
        private @Nullable Instant won;
        private @Nullable Instant lost;
        private @Nullable Instant consentAt;
        private @Nullable Boolean consent;
        private @Nullable Double amount;
        private @Nullable String currency;
        private @Nullable String reason;
        private @Nullable String origin;
        private @Nullable String campaign;
        private final DealRowReader deal = new DealRowReader();

        RowFacts(long row) {
            this.row = row;
        }

        void add(ColumnMapping.MappedColumn column, String value) {
            ColumnTarget target = column.target();
            switch (target.kind()) {
                case IGNORE -> {}
                case EMAIL -> email(column, value);
                case EXTERNAL -> external(column, value);
                case TRAIT -> trait(column, value);
                case CREATED -> created = date(column, value);
                case REACHED -> reached(target.name(), date(column, value));
                case STAGE -> reached(StageIds.id(value), now);
                case DEAL -> dealKey(column, value);
                case DEAL_NAME -> deal.field("title", StorableText.clip(value, LONGEST_TRAIT));
                case DEAL_STAGE -> deal.stage(StorableText.clip(value, LONGEST_STAGE));
                case DEAL_STAGE_AT -> deal.stageAt(date(column, value));
                case DEAL_OPENED -> deal.opened(date(column, value));
                case DEAL_CLOSED -> closed(column, value);
                case DEAL_OWNER -> deal.field("owner", StorableText.clip(value, LONGEST_TRAIT));
                case DEAL_PRODUCT -> deal.product(StorableText.clip(value, LONGEST_TRAIT));
                case EXPECTED_CLOSE -> expected(column, value);
                case WON -> won = date(column, value);
                case LOST -> lost = date(column, value);
                case CONSENT_AT -> consentAt = date(column, value);
                case AMOUNT -> amount = number(column, value);
                case CURRENCY -> currency = StorableText.clip(value, 20);
                case LOST_REASON -> reason = StorableText.clip(value, LONGEST_TRAIT);
                case ORIGIN -> origin = StorableText.clip(value, 100);
                case CAMPAIGN -> campaign = StorableText.clip(value, 200);
                case CONSENT -> consent(column, value, true);
                case OPTED_OUT -> consent(column, value, false);
                case NOTE -> notes.append(notes.isEmpty() ? "" : "\n").append(StorableText.clip(value, LONGEST_NOTE));
            }
        }

        /** Never cut: two ids that begin alike would be one person. */
        private void external(ColumnMapping.MappedColumn column, String value) {
            String id = column.target().name() + ":" + value;
            if (id.length() > NewSignal.LONGEST_ID) {
                refused = quoted(value) + " in " + column.header() + " is too long for an id; at most "
                        + (NewSignal.LONGEST_ID - column.target().name().length() - 1) + " characters.";
            }
            external.add(id);
        }

        /** Never cut either. */
        private void dealKey(ColumnMapping.MappedColumn column, String value) {
            if (DEAL.length() + value.length() > NewSignal.LONGEST_ID) {
                refused = quoted(value) + " in " + column.header() + " is too long for an id.";
            }
            deal.key(value);
        }

        /** Other systems keep the day on which they expect the end in the same column: then it may lie ahead. */
        private void closed(ColumnMapping.MappedColumn column, String value) {
            Instant at = column.format().instant(value, zone);
            if (at != null && at.isAfter(now)) {
                deal.closed(at, at.atZone(zone).toLocalDate());
            } else {
                Instant past = date(column, value);
                if (past != null) {
                    deal.closed(past, past.atZone(zone).toLocalDate());
                }
            }
        }

        /** This date may lie ahead. */
        private void expected(ColumnMapping.MappedColumn column, String value) {
            Instant at = column.format().instant(value, zone);
            if (at == null) {
                leaveOut(quoted(value) + " in " + column.header() + " is no date of the form "
                        + column.format().text() + ".");
            } else {
                deal.field("expected_close", at.atZone(zone).toLocalDate().toString());
            }
        }

        private void email(ColumnMapping.MappedColumn column, String value) {
            email = EmailAddress.normal(address(value));
            if (email == null) {
                wrongEmail = quoted(value) + " in " + column.header() + " is no e-mail address.";
            }
        }

        private void trait(ColumnMapping.MappedColumn column, String value) {
            String name = column.target().name();
            if (column.target().isNumber()
                    || column.format() == ColumnFormat.NUMBER
                    || column.format() == ColumnFormat.NUMBER_COMMA) {
                Double number = number(column, value);
                if (number != null) {
                    traits.put(name, number);
                }
            } else if (column.format() == ColumnFormat.YES_NO) {
                Boolean yes = ColumnFormat.yes(value);
                if (yes == null) {
                    leaveOut(quoted(value) + " in " + column.header() + " is neither yes nor no.");
                } else {
                    traits.put(name, yes);
                }
            } else {
                traits.put(name, StorableText.clip(value, LONGEST_TRAIT));
            }
        }

        private @Nullable Double number(ColumnMapping.MappedColumn column, String value) {
            ColumnFormat format =
                    column.format() == ColumnFormat.NUMBER_COMMA ? ColumnFormat.NUMBER_COMMA : ColumnFormat.NUMBER;
            Double number = format.number(value);
            if (number == null) {
                leaveOut(quoted(value) + " in " + column.header() + " is no number.");
            }
            return number;
        }

        private @Nullable Instant date(ColumnMapping.MappedColumn column, String value) {
            Instant at = column.format().instant(value, zone);
            if (at == null) {
                refused = quoted(value) + " in " + column.header() + " is no date of the form "
                        + column.format().text() + ".";
            } else if (at.isBefore(EARLIEST) || at.isAfter(now)) {
                refused = quoted(value) + " in " + column.header()
                        + (at.isAfter(now) ? " lies in the future." : " lies before 1970.");
            }
            return at;
        }

        private void reached(String stage, @Nullable Instant at) {
            if (at != null && !stage.isEmpty()) {
                stages.add(new Dated(stage, at));
            }
        }

        private void consent(ColumnMapping.MappedColumn column, String value, boolean yesGives) {
            Boolean yes = ColumnFormat.yes(value);
            if (yes == null) {
                leaveOut(quoted(value) + " in " + column.header() + " is neither yes nor no.");
            } else if (yesGives) {
                consent = Boolean.FALSE.equals(consent) ? consent : yes;
            } else if (yes) {
                consent = false;
            }
        }

        private void leaveOut(String sentence) {
            setAside = setAside == null ? sentence : setAside + " " + sentence;
        }

        RowOutcome outcome() {
            if (refused == null && wrongEmail != null) {
                if (external.isEmpty()) {
                    refused = wrongEmail;
                } else {
                    leaveOut(wrongEmail);
                }
            }
            return refused != null ? new RowOutcome.RowRejected(refused) : new RowOutcome.Taken(signals(), setAside);
        }

        private List<NewSignal> signals() {
            IdentityKeys keys =
                    new IdentityKeys(email, null, null, email == null && external.isEmpty() ? ownKey() : external);
            List<NewSignal> signals = new ArrayList<>(4);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("file", file);
            put(data, "origin", origin);
            put(data, "campaign", campaign);
            put(data, "utm_campaign", campaign);
            if (won == null && lost == null && !deal.any()) {
                put(data, "amount", amount);
                put(data, "currency", currency);
            }
            signals.add(signal(keys, first(), RowSignals.IMPORTED.name(), "", traits, data));
            for (Dated stage : stages) {
                signals.add(signal(
                        keys,
                        stage.at(),
                        RowSignals.STAGE_RECORDED.name(),
                        stage.stage(),
                        Map.of(),
                        new LinkedHashMap<>()));
            }
            deal(keys, signals);
            if (consent != null) {
                signals.add(consent(keys, consent));
            }
            if (!notes.isEmpty()) {
                signals.add(signal(
                        keys, first(), PersonSignals.NOTE_ADDED.name(), "", Map.of(), with("text", notes.toString())));
            }
            return signals;
        }

        /** Whoever stands behind a deal of whom nothing else is known is known by the deal. */
        private List<String> ownKey() {
            return List.of(deal.key() != null ? DEAL + deal.key() : "import-" + id + ":" + row);
        }

        private void deal(IdentityKeys keys, List<NewSignal> signals) {
            if (deal.any()) {
                String name = deal.key() != null
                        ? deal.key()
                        : external.isEmpty() ? "import-" + id + ":" + row : external.getFirst();
                deal.events(name, won, lost, amount, currency, reason, now)
                        .forEach(one ->
                                signals.add(signal(keys, one.at(), one.kind(), one.subject(), Map.of(), one.data())));
                return;
            }
            if (won != null) {
                Map<String, Object> data = with("amount", amount);
                put(data, "currency", currency);
                signals.add(signal(keys, won, DealSignals.WON.name(), "", Map.of(), data));
            }
            if (lost != null) {
                Map<String, Object> data = with("amount", amount);
                put(data, "currency", currency);
                put(data, "reason", reason);
                signals.add(signal(keys, lost, DealSignals.LOST.name(), "", Map.of(), data));
            }
        }

        /** Consent without a date is marked so: it must never outweigh a withdrawal that has one. */
        private NewSignal consent(IdentityKeys keys, boolean given) {
            Map<String, Object> data = with("undated", consentAt == null ? Boolean.TRUE : null);
            return signal(
                    keys,
                    consentAt != null ? consentAt : given ? first() : now,
                    given ? PersonSignals.CONSENT_GIVEN.name() : PersonSignals.CONSENT_WITHDRAWN.name(),
                    "marketing",
                    Map.of(),
                    data);
        }

        /** First contact where the file says when, else the earliest thing it dates, else the import itself. */
        private Instant first() {
            if (created != null) {
                return created;
            }
            Instant earliest = now;
            for (Dated stage : stages) {
                earliest = stage.at().isBefore(earliest) ? stage.at() : earliest;
            }
            Instant dealt = deal.first();
            earliest = dealt != null && dealt.isBefore(earliest) ? dealt : earliest;
            earliest = won != null && won.isBefore(earliest) ? won : earliest;
            return lost != null && lost.isBefore(earliest) ? lost : earliest;
        }

        private NewSignal signal(
                IdentityKeys keys,
                Instant at,
                String kind,
                String subject,
                Map<String, Object> told,
                Map<String, Object> data) {
            data.put("import", id);
            data.put("row", row);
            String message = "import:" + id + ":" + row + ":" + kind + ":" + subject;
            return new NewSignal(keys, at, message, kind, subject, true, source, told, data);
        }
    }

    private static Map<String, Object> with(String name, @Nullable Object value) {
        Map<String, Object> data = new LinkedHashMap<>();
        put(data, name, value);
        return data;
    }

    private static void put(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private static String quoted(String value) {
        return "\"" + (value.length() <= 60 ? value : value.substring(0, 60) + "…") + "\"";
    }
}
