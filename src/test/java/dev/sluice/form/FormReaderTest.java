package dev.sluice.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.platform.BadInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormReaderTest {
    private static final Map<String, Object> EMAIL = FormTest.field("email", "Work e-mail", true);

    @Test
    void what_is_left_out_takes_a_sensible_beginning() {
        FormDefinition form = FormReader.read(json(Map.of()));

        assertThat(form.button()).isEqualTo("Send");
        assertThat(form.accent()).isEqualTo(FormDefinition.Accent.BLUE);
        assertThat(form.remember()).isEqualTo(FormDefinition.Remember.AFTER_CONSENT);
        assertThat(form.consent()).isNull();
    }

    @Test
    void what_is_stored_reads_back_the_same() {
        FormDefinition form = FormReader.read(json(Map.of(
                "fields",
                List.of(
                        EMAIL,
                        Map.of(
                                "trait",
                                "budget",
                                "label",
                                "Budget",
                                "type",
                                "select",
                                "options",
                                List.of("small", "big"))),
                "consent",
                Map.of("wording", "Write to me.", "required", true),
                "redirect",
                "https://brightwater.example/welcome")));

        assertThat(FormReader.read(form.asJson())).isEqualTo(form);
    }

    @Test
    void more_than_four_fields_are_refused_until_somebody_says_they_are_meant() {
        List<Map<String, Object>> fields = new ArrayList<>(List.of(EMAIL));
        for (String trait : List.of("name", "company", "role", "phone")) {
            fields.add(FormTest.field(trait, trait, false));
        }

        assertThat(faults(Map.of("fields", fields)))
                .containsEntry(
                        "many_fields_accepted",
                        "The form asks 5 things. More than 4 lose leads: remove some, or tick that you want them all.");
        assertThat(FormReader.read(json(Map.of("fields", fields, "many_fields_accepted", true)))
                        .fields())
                .hasSize(5);
    }

    @Test
    void a_form_that_asks_for_no_address_or_for_what_sluice_works_out_is_refused() {
        assertThat(faults(Map.of("fields", List.of(FormTest.field("name", "Name", true)))))
                .containsKey("fields");
        assertThat(faults(Map.of("fields", List.of(EMAIL, FormTest.field("score", "Score", false)))))
                .containsKey("fields[1].trait");
        assertThat(faults(Map.of("fields", List.of(EMAIL, EMAIL)))).containsKey("fields[1].trait");
        assertThat(faults(Map.of("fields", "none"))).containsKey("fields");
    }

    @Test
    void it_leads_on_only_to_full_https_addresses() {
        for (String wrong : List.of(
                "http://brightwater.example",
                "//evil.example",
                "\\\\evil.example",
                "javascript:alert(1)",
                "https:",
                "https://user@evil.example",
                "https://a b.example",
                "/local",
                "https://evil.example\r\nSet-Cookie: a=b")) {
            assertThat(faults(Map.of("redirect", wrong))).as(wrong).containsKey("redirect");
        }
        assertThat(FormReader.read(json(Map.of("redirect", "https://brightwater.example/a?b=c")))
                        .redirect())
                .isEqualTo("https://brightwater.example/a?b=c");
    }

    @Test
    void every_fault_is_named_at_once() {
        assertThat(faults(Map.of("headline", "", "accent", "neon", "text", 7, "consent", Map.of("wording", ""))))
                .containsOnlyKeys("headline", "accent", "text", "consent.wording");
    }

    private static Map<String, Object> json(Map<String, Object> more) {
        Map<String, Object> json = new HashMap<>(Map.of("headline", "15-point audit", "fields", List.of(EMAIL)));
        json.putAll(more);
        return json;
    }

    private static Map<String, String> faults(Map<String, Object> more) {
        BadInput refused = catchThrowableOfType(BadInput.class, () -> FormReader.read(json(more)));
        assertThat(refused).isNotNull();
        Map<String, String> faults = new HashMap<>();
        refused.faults().forEach(fault -> faults.put(fault.field(), fault.sentence()));
        return faults;
    }
}
