package dev.sluice.form.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Browser;
import dev.sluice.SluiceTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is done in the builder before the form is saved, what was typed elsewhere in it stays. */
class BuilderRoundTripTest extends SluiceTest {
    private static final Set<String> BUTTONS = Set.of("_csrf", "do");

    @ParameterizedTest
    @CsvSource({
        "'', up-2",
        "'', down-0",
        "'', remove-2",
        "'', add-own",
        "'', add-phone",
        "'', type",
        "round-trip-up, up-1",
        "round-trip-add, add-own",
    })
    void everyInputKeepsWhatWasTyped(String existing, String button) {
        Browser olga = owner(workspace());
        if (!existing.isEmpty()) {
            Map<String, String> made = typed("");
            made.put("slug", existing);
            made.put("redirect", "https://brightwater.example/thanks");
            made.remove("many_fields_accepted");
            assertThat(olga.post("/forms", made).statusCode()).isBetween(300, 303);
        }
        Map<String, String> typed = typed(existing);
        Map<String, String> posted = new LinkedHashMap<>(typed);
        if (button.equals("type")) {
            posted.put("field-2-type", "long_text"); // what was a list to choose from
            typed.put("field-2-type", "long_text");
        } else {
            posted.put("do", button);
        }
        Map<String, String> shown = shown(olga.post("/forms/draft", posted).body());

        Map<String, String> before = withoutPlaces(typed);
        Map<String, String> after = withoutPlaces(shown);
        if (!existing.isEmpty()) {
            before.put("slug", existing);
        }
        if (button.startsWith("remove")) {
            before.keySet().removeIf(name -> name.startsWith("Which insurer?"));
        }
        assertThat(after).containsAllEntriesOf(before);
        Set<String> more = new TreeSet<>(after.keySet());
        more.removeAll(before.keySet());
        assertThat(more).allMatch(name -> button.startsWith("add") && name.contains(" "));
    }

    private static Map<String, String> typed(String existing) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("known", existing);
        typed.put("name", "Audit of spring");
        typed.put("slug", existing.isEmpty() ? "audit-of-spring" : existing);
        typed.put("problem", "an insurer asks");
        typed.put("source", "spring campaign");
        typed.put("headline", "15-point audit");
        typed.put("text", "Two lines\nof text");
        typed.put("button", "Go");
        typed.put("thanks", "We are on it.");
        typed.put("redirect", "brightwater.example/half typed");
        typed.put("accent", "teal");
        typed.put("remember", "never");
        typed.put("many_fields_accepted", "yes");
        typed.put("consent_wording", "You may write to me");
        typed.put("consent_required", "yes");
        typed.put("consent_double_opt_in", "yes");
        typed.put("field-0-trait", "email");
        typed.put("field-0-label", "Work email");
        typed.put("field-0-required", "yes");
        typed.put("field-1-trait", "role");
        typed.put("field-1-label", "Your role");
        typed.put("field-1-type", "text");
        typed.put("field-1-options", "");
        typed.put("field-2-trait", "insurer");
        typed.put("field-2-label", "Which insurer?");
        typed.put("field-2-type", "select");
        typed.put("field-2-options", "Aldgate\nBowline\nCorrib");
        return typed;
    }

    /** What a browser would post of this page. */
    private static Map<String, String> shown(String body) {
        Map<String, String> shown = new TreeMap<>();
        for (Element input : Jsoup.parse(body).select("#builder [name]")) {
            String type = input.attr("type");
            boolean off = type.equals("checkbox") && !input.hasAttr("checked");
            if (input.tagName().equals("button") || off || BUTTONS.contains(input.attr("name"))) {
                continue;
            }
            String value = switch (input.tagName()) {
                case "select" -> {
                    Element selected = input.selectFirst("option[selected]");
                    yield selected == null ? "" : selected.attr("value");
                }
                case "textarea" -> input.wholeText();
                default -> input.attr("value");
            };
            shown.put(input.attr("name"), value);
        }
        return shown;
    }

    /** The inputs of a field by its question, wherever it is, without what is empty. */
    private static Map<String, String> withoutPlaces(Map<String, String> inputs) {
        Map<String, String> named = new TreeMap<>();
        inputs.forEach((name, value) -> {
            int end = name.startsWith("field-") ? name.indexOf('-', 6) : -1;
            String question = end < 0 ? "" : inputs.get(name.substring(0, end) + "-label") + " ";
            if (!value.isEmpty()) {
                named.put(question + (end < 0 ? name : name.substring(end)), value.strip());
            }
        });
        return named;
    }
}
