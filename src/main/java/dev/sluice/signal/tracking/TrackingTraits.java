package dev.sluice.signal.tracking;

import dev.sluice.platform.StorableText;
import dev.sluice.signal.SnakeCase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads the traits of a tracking message under the names that Sluice has for them. */
final class TrackingTraits {
    private TrackingTraits() {}

    /** The traits of a message: names in snake case, or the declared name; nested objects become name_inner. */
    static Map<String, Object> of(Map<String, Object> values, UnaryOperator<String> names) {
        Map<String, Object> traits = new HashMap<>();
        values.forEach((name, value) -> put(traits, SnakeCase.name(name), value, names));
        return traits;
    }

    private static void put(Map<String, Object> traits, String name, Object value, UnaryOperator<String> names) {
        switch (value) {
            case Map<?, ?> nested ->
                TrackingMessage.object(nested)
                        .forEach((inner, member) -> put(traits, name + "_" + SnakeCase.name(inner), member, names));
            case String text -> traits.put(names.apply(name), StorableText.clip(text, TrackingMessage.MAX_LENGTH));
            case Number number -> traits.put(names.apply(name), number);
            case Boolean yesNo -> traits.put(names.apply(name), yesNo);
            case List<?> list ->
                traits.put(
                        names.apply(name),
                        list.stream()
                                .map(member -> StorableText.clip(String.valueOf(member), TrackingMessage.MAX_LENGTH))
                                .toList());
            default -> traits.put(names.apply(name), StorableText.clip(value.toString(), TrackingMessage.MAX_LENGTH));
        }
    }
}
