package dev.sluice.imports.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Suggests the targets of a file's columns, by their headers and the values of the first rows. */
final class TargetSuggestion {
    private TargetSuggestion() {}

    static List<ColumnTarget> suggest(List<String> headers, List<List<String>> values, String file) {
        ColumnTarget[] targets = new ColumnTarget[headers.size()];
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < targets.length; i++) {
            targets[i] = KnownHeaders.ignored(headers.get(i))
                    ? ColumnTarget.IGNORE
                    : ColumnTarget.trait(traitName(headers.get(i)));
            KnownHeaders.HeaderMeaning meaning = KnownHeaders.meaning(headers.get(i));
            if (meaning == null) {
                continue;
            }
            String code = meaning.target().code();
            Integer other = columns.get(code);
            if (other == null || better(headers, values, i, other)) {
                columns.put(code, i);
            }
        }
        columns.forEach((code, i) -> targets[i] = meaning(headers.get(i)));
        external(targets, headers, values, file);
        addressByValue(targets, values);
        amountsOnlyWithDeals(targets, headers);
        return Arrays.asList(targets);
    }

    private static ColumnTarget meaning(String header) {
        KnownHeaders.HeaderMeaning meaning = KnownHeaders.meaning(header);
        return meaning == null ? ColumnTarget.IGNORE : meaning.target();
    }

    /** The fuller column wins, then the usual name. */
    private static boolean better(List<String> headers, List<List<String>> values, int column, int other) {
        int more = Integer.compare(values.get(column).size(), values.get(other).size());
        return more != 0 ? more > 0 : rank(headers.get(column)) < rank(headers.get(other));
    }

    private static int rank(String header) {
        KnownHeaders.HeaderMeaning meaning = KnownHeaders.meaning(header);
        return meaning == null ? Integer.MAX_VALUE : meaning.rank();
    }

    /** Names the system of the id column; without a usual name, the first "..._id" whose values never repeat. */
    private static void external(ColumnTarget[] targets, List<String> headers, List<List<String>> values, String file) {
        String system = KnownHeaders.system(headers);
        for (int i = 0; i < targets.length; i++) {
            if (targets[i].kind() == ColumnTarget.Kind.EXTERNAL) {
                targets[i] = new ColumnTarget(
                        ColumnTarget.Kind.EXTERNAL,
                        system == null ? firstWord(file) : aboutDeals(headers) ? system + "_deal" : system);
                return;
            }
        }
        for (int i = 0; i < targets.length; i++) {
            String name = KnownHeaders.snake(headers.get(i));
            Set<String> distinct = new HashSet<>(values.get(i));
            if (targets[i].kind() == ColumnTarget.Kind.TRAIT
                    && name.endsWith("_id")
                    && !distinct.isEmpty()
                    && distinct.size() == values.get(i).size()) {
                targets[i] = new ColumnTarget(ColumnTarget.Kind.EXTERNAL, name.substring(0, name.length() - 3));
                return;
            }
        }
    }

    private static boolean aboutDeals(List<String> headers) {
        return headers.stream()
                .map(KnownHeaders::key)
                .anyMatch(key -> key.equals("dealname") || key.equals("dealtitle"));
    }

    private static String firstWord(String file) {
        String word = file.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.[a-z]+$", "")
                .replaceFirst("^[^\\p{L}]*(\\p{L}+).*$", "$1");
        return word.matches("\\p{L}+") ? word : "file";
    }

    /** A column full of addresses is the email column under any name. */
    private static void addressByValue(ColumnTarget[] targets, List<List<String>> values) {
        if (Arrays.stream(targets).anyMatch(target -> target.kind() == ColumnTarget.Kind.EMAIL)) {
            return;
        }
        for (int i = 0; i < targets.length; i++) {
            List<String> cells = values.get(i);
            long addresses = cells.stream().filter(CellText::containsEmail).count();
            if (!cells.isEmpty()
                    && addresses * 10 >= cells.size() * 8L
                    && targets[i].kind() == ColumnTarget.Kind.TRAIT) {
                targets[i] = new ColumnTarget(ColumnTarget.Kind.EMAIL, "");
                return;
            }
        }
    }

    private static void amountsOnlyWithDeals(ColumnTarget[] targets, List<String> headers) {
        boolean deals = Arrays.stream(targets).anyMatch(target -> switch (target.kind()) {
            case WON, LOST, DEAL, DEAL_NAME, DEAL_STAGE, DEAL_OPENED, DEAL_CLOSED -> true;
            default -> false;
        });
        for (int i = 0; i < targets.length && !deals; i++) {
            switch (targets[i].kind()) {
                case AMOUNT, CURRENCY, LOST_REASON -> targets[i] = ColumnTarget.trait(traitName(headers.get(i)));
                default -> {}
            }
        }
    }

    static String traitName(String header) {
        String name = KnownHeaders.snake(header.replaceFirst("^property_", "").replaceFirst("__c$", ""));
        return switch (name) {
            case "" -> "column";
            case "email", "identified", "email_is_free" -> name + "_given";
            default -> name;
        };
    }
}
