package dev.sluice.imports;

import dev.sluice.deal.DealSignals;
import dev.sluice.imports.csv.CsvReader;
import dev.sluice.imports.mapping.ColumnMapping;
import dev.sluice.imports.mapping.RowReader;
import dev.sluice.imports.mapping.RowSignals;
import dev.sluice.imports.mapping.StageMapping;
import dev.sluice.person.PersonSignals;
import dev.sluice.signal.IdentityKeys;
import dev.sluice.signal.NewSignal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the file in the words of what it would become. */
record RowPreview(long row, String who, List<String> facts, String fault) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

    static List<RowPreview> of(
            ImportMappings mappings, int workspace, Import one, ColumnMapping mapping, List<CsvReader.CsvRow> sample) {
        StageMapping stages = mappings.stages(workspace);
        List<RowReader.RowOutcome> outcomes = mappings.rehearse(one, mapping, sample);
        List<RowPreview> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            rows.add(of(sample.get(i).number(), outcomes.get(i), mapping.zone(), stages));
        }
        return rows;
    }

    private static RowPreview of(long row, RowReader.RowOutcome outcome, ZoneId zone, StageMapping stages) {
        return switch (outcome) {
            case RowReader.RowOutcome.Blank blank -> new RowPreview(row, "", List.of("Blank, passed over"), "");
            case RowReader.RowOutcome.RowRejected refused -> new RowPreview(row, "", List.of(), refused.reason());
            case RowReader.RowOutcome.Taken taken ->
                new RowPreview(
                        row,
                        who(taken.signals().getFirst().keys()),
                        taken.signals().stream()
                                .map(signal -> fact(signal, zone, stages))
                                .toList(),
                        taken.setAside() == null ? "" : "Left out: " + taken.setAside());
        };
    }

    private static String who(IdentityKeys keys) {
        List<String> names = new ArrayList<>();
        if (keys.email() != null) {
            names.add(keys.email());
        }
        names.addAll(keys.external());
        return names.getFirst().startsWith("import-") ? "somebody new (no key in the row)" : String.join(", ", names);
    }

    private static String fact(NewSignal signal, ZoneId zone, StageMapping stages) {
        String on = " on "
                + (isMidnight(signal, zone) ? DAY : MINUTE).format(signal.at().atZone(zone));
        return switch (signal.kind()) {
            case String kind
            when RowSignals.IMPORTED.is(kind) -> "First known" + on + traits(signal.traits()) + origin(signal.data());
            case String kind when RowSignals.STAGE_RECORDED.is(kind) -> "Became " + signal.subject() + on;
            case String kind
            when DealSignals.OPENED.is(kind) -> "Deal" + amount(signal.data()) + fields(signal.data()) + " opened" + on;
            case String kind
            when DealSignals.MOVED.is(kind) ->
                "Deal reached " + Objects.requireNonNullElse(stages.named(signal.subject()), signal.subject()) + on;
            case String kind when DealSignals.WON.is(kind) -> "Won" + amount(signal.data()) + on;
            case String kind when DealSignals.LOST.is(kind) -> "Lost" + amount(signal.data()) + on;
            case String kind when PersonSignals.CONSENT_GIVEN.is(kind) -> "Consent given" + on;
            case String kind when PersonSignals.CONSENT_WITHDRAWN.is(kind) -> "Consent withdrawn" + on;
            default -> signal.kind().replace('_', ' ') + on;
        };
    }

    private static boolean isMidnight(NewSignal signal, ZoneId zone) {
        return signal.at().atZone(zone).toLocalTime().toSecondOfDay() == 0;
    }

    private static String traits(Map<String, Object> traits) {
        List<String> told = traits.entrySet().stream()
                .map(trait -> trait.getKey() + " " + figure(trait.getValue()))
                .toList();
        return told.isEmpty() ? "" : "; " + String.join(", ", told);
    }

    private static String origin(Map<String, Object> data) {
        return data.get("origin") == null ? "" : "; origin " + data.get("origin");
    }

    private static String fields(Map<String, Object> data) {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("title", "products", "owner", "expected_close")) {
            if (data.get(name) != null) {
                all.append(", ").append(name.replace('_', ' ')).append(' ').append(figure(data.get(name)));
            }
        }
        return all.isEmpty() ? "" : all.append(',').toString();
    }

    private static String amount(Map<String, Object> data) {
        if (data.get("amount") == null) {
            return "";
        }
        return " " + figure(data.get("amount")) + (data.get("currency") == null ? "" : " " + data.get("currency"));
    }

    private static String figure(@Nullable Object value) {
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? String.format(Locale.ENGLISH, "%,d", number.longValue())
                    : String.format(Locale.ENGLISH, "%,.2f", number);
        }
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
