package dev.sluice.imports.proposal;

import dev.sluice.imports.csv.ColumnFormat;
import dev.sluice.imports.mapping.CellText;
import dev.sluice.imports.mapping.ColumnTarget.Kind;
import dev.sluice.imports.mapping.DealOutcome;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Columns whose name says nothing, known by what stands in them. */
final class ValueRules {
    private static final Set<String> YES_IS_A_WIN = Set.of(
            "converted",
            "conversion",
            "won",
            "iswon",
            "closedwon",
            "sold",
            "purchased",
            "bought",
            "success",
            "successful",
            "becamecustomer",
            "iscustomer",
            "gewonnen",
            "gagne",
            "ganado",
            "ganho",
            "wygrana",
            "vyhrano",
            "kazanildi",
            "outcome",
            "result",
            "dealwon",
            "convertedtosale");
    private static final Pattern NO_FIRST_CONTACT = Pattern.compile(
            "updat|modif|chang|last|due|expir|birth|geburt|naiss|nacim|next|end|close|deadline|start|valid|until|delet|"
                    + "sync|renew|follow|geandert|letzt|derni|ultim|ostatn|posledn|guncel");
    private static final Pattern NUMBER_OF_SOMETHING = Pattern.compile("-?\\d+([.,]\\d+)?");
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}:_./#-]{0,99}");
    private static final Pattern NAMED_AS_ID = Pattern.compile(
            "(?i).*(_id|\\bid|[a-z]Id|no\\.?|nr\\.?|number|nummer|num[eé]ro|n[uú]mero|code|key|ref|reference|uuid|guid|#)$|^(case|"
                    + "application|ticket|record|lead|contact|prospect|client|customer|member|account|order|row|vorgang|dossier)$");

    private final List<ProposedColumn> columns;
    private final FileSubject file;
    private final ZoneId zone;

    ValueRules(FileSubject file, ZoneId zone) {
        this.columns = file.columns();
        this.file = file;
        this.zone = zone;
    }

    void apply() {
        email();
        outcome();
        firstContact();
        columns.forEach(ValueRules::count);
    }

    /** A column full of addresses is the email column under any name. */
    private void email() {
        if (!ProposedColumn.has(columns, Kind.EMAIL)) {
            columns.stream()
                    .filter(column -> column.is(Kind.TRAIT) && column.sample.mostly(CellText::containsEmail))
                    .findFirst()
                    .ifPresent(column -> column.becomes(Kind.EMAIL));
        }
    }

    /** Won and lost in words anywhere, yes and no in a column of which a yes is a win; also where a date was expected. */
    private void outcome() {
        for (ProposedColumn column : columns) {
            boolean open = column.isPlain() || column.is(Kind.WON);
            boolean words = column.sample.mostly(value -> DealOutcome.ofWords(value) != null)
                    && column.sample.any(DealOutcome::isEnd);
            boolean yesNo =
                    YES_IS_A_WIN.contains(column.key) && column.sample.mostly(value -> DealOutcome.of(value) != null);
            if (open && (words || yesNo) && !ProposedColumn.has(columns, Kind.OUTCOME)) {
                column.becomes(Kind.OUTCOME);
                column.remark =
                        "Taken as won or lost because of its values. Where no date says when, the day of the import counts.";
            }
        }
    }

    /** The earliest of the columns with a date of the past in nearly every row. */
    private void firstContact() {
        if (ProposedColumn.has(columns, Kind.CREATED) || file.isAboutDeals()) {
            return;
        }
        columns.stream()
                .filter(column -> column.isPlain()
                        && column.sample.values().size() * 10 >= column.sample.rows() * 9
                        && !NO_FIRST_CONTACT.matcher(column.key).find()
                        && column.sample.mostly(this::isIsoDate))
                .min(Comparator.comparing(this::earliest))
                .ifPresent(column -> {
                    column.becomes(Kind.CREATED);
                    column.remark = "Taken as the first contact because it holds a date in every row.";
                });
    }

    private boolean isIsoDate(String value) {
        return value.length() >= 10 && ColumnFormat.ISO.instant(value, zone) != null;
    }

    private Instant earliest(ProposedColumn column) {
        return column.sample.values().stream()
                .filter(this::isIsoDate)
                .map(value -> ColumnFormat.ISO.instant(value, zone))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** A campaign that is a small number everywhere counts something. */
    private static void count(ProposedColumn column) {
        if (column.is(Kind.CAMPAIGN)
                && column.sample.all(value -> value.length() <= 4
                        && NUMBER_OF_SOMETHING.matcher(value).matches())) {
            column.becomesPlain();
            column.remark = "These are small numbers, so they are no names of campaigns; kept as a trait.";
        }
    }

    /** Whether the values can be ids of the rows: each its own, one word, and named so or of one shape. */
    static boolean isId(ProposedColumn column) {
        ColumnSample sample = column.sample;
        return column.isPlain()
                && sample.isDistinct()
                && sample.all(
                        value -> ID.matcher(value).matches() && value.chars().anyMatch(Character::isDigit))
                && (NAMED_AS_ID.matcher(sample.header().strip()).matches()
                        || (sample.values().size() >= 5 && sample.all(ValueRules::isLongKey)));
    }

    private static boolean isLongKey(String value) {
        return value.length() >= 8
                && value.chars().anyMatch(Character::isLetter)
                && value.chars().anyMatch(Character::isDigit)
                && ColumnFormat.ISO.instant(value, ZoneOffset.UTC) == null
                && value.matches("[0-9a-fA-F-]+|[A-Z]{1,4}[-_]?\\d+|[A-Za-z0-9]{15,18}");
    }
}
