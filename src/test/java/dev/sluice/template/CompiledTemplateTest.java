package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mail.MailHtml;
import dev.sluice.platform.BadInput;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template, filled for one reader. */
class CompiledTemplateTest {
    private static Template template(String subject, String body) {
        return Template.written("hello", "Hello", "text", subject, body);
    }

    private static CompiledTemplate.FilledTemplate fill(String subject, String body, Map<String, String> values) {
        return CompiledTemplate.of(template(subject, body), List.of(new Snippet("signature", "{{sender_name}}\n")))
                .fill(values);
    }

    @Test
    void fieldsAreFilledInSubjectHtmlAndText() {
        CompiledTemplate.FilledTemplate mail = fill(
                "For {{company}}",
                "Hello {{first_name}},\n\nsee [the list]({{asset_link}}).\n\n{{>signature}}",
                Map.of(
                        "company", "Acme & Sons",
                        "first_name", "Ruth",
                        "asset_link", "https://example.com/a?x=1&y=2",
                        "sender_name", "Ben"));

        assertThat(mail.missing()).isEmpty();
        assertThat(mail.subject()).isEqualTo("For Acme & Sons");
        assertThat(mail.html())
                .contains("<p dir=\"auto\">Hello Ruth,</p>")
                .contains("href=\"https://example.com/a?x&#x3D;1&amp;y&#x3D;2\"")
                .contains("Ben");
        assertThat(mail.text()).contains("Hello Ruth,").contains("https://example.com/a?x=1&y=2");
    }

    @Test
    void whatIsNotKnownIsNamedUnlessAnotherWordIsGiven() {
        assertThat(fill("Hi {{first_name}}", "About {{company}} and {{company}}", Map.of())
                        .missing())
                .containsExactly("first_name", "company");

        CompiledTemplate.FilledTemplate mail =
                fill("Hi {{first_name|there}}", "About {{company|\"your\" firm}}", Map.of("first_name", " "));
        assertThat(mail.missing()).isEmpty();
        assertThat(mail.subject()).isEqualTo("Hi there");
        assertThat(mail.text()).contains("About \"your\" firm");
        assertThat(mail.html()).contains("About &quot;your&quot; firm");
    }

    @Test
    void aPartStandsOnlyWhereSomethingIsKnown() {
        String body = "Hello{{#company}}, how is {{company}}{{/company}}{{^company}}, where do you work{{/company}}?";

        assertThat(fill("s", body, Map.of("company", "Acme")).text()).isEqualTo("Hello, how is Acme?");
        CompiledTemplate.FilledTemplate unknown = fill("s", body, Map.of());
        assertThat(unknown.text()).isEqualTo("Hello, where do you work?");
        assertThat(unknown.missing()).isEmpty();
    }

    @Test
    void whatAPersonIsCalledIsNeverHtmlNorMarkdownNorAField() {
        CompiledTemplate.FilledTemplate mail = fill(
                "s {{name}}",
                "Hello {{name}}",
                Map.of("name", "<b>[x](http://evil.test)</b> {{email}}\r\nBcc: a@b", "email", "secret"));

        assertThat(mail.html()).doesNotContain("<b>").doesNotContain("href").doesNotContain("secret");
        assertThat(mail.subject()).doesNotContain("\n").doesNotContain("\r").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{{name}}}", "{{& name}}", "{{=<% %>=}}", "{{#company}} never closed", "{{! note}}"})
    void formsThatReachPastTheFieldsAreRefused(String body) {
        assertThatThrownBy(() -> template("subject", body)).isInstanceOf(BadInput.class);
    }

    @Test
    void noTemplateReachesIntoObjects() {
        Random dice = new Random(7);
        String[] words = {
            "class", "getClass", "name.bytes", "this", ".", "entrySet", "values.class.name", "env.PATH", "-first"
        };
        for (int i = 0; i < 20_000; i++) {
            String field = words[dice.nextInt(words.length)]
                    + (dice.nextBoolean() ? "" : "." + words[dice.nextInt(words.length)]);
            CompiledTemplate.FilledTemplate mail = fill("s", "x {{" + field + "|}} y", Map.of("name", "Ruth"));
            assertThat(mail.text()).isEqualTo("x y");
        }
    }

    @Test
    void hintsSpeakOfWhatKeepsMailFromBeingRead() {
        assertThat(DeliverabilityHints.of(template("FREE offer, act now!", "Buy")))
                .anySatisfy(hint -> assertThat(hint).contains("exclamation"))
                .anySatisfy(hint -> assertThat(hint).contains("act now, free"))
                .anySatisfy(hint -> assertThat(hint).contains("only 1 words"));
        assertThat(
                        DeliverabilityHints.of(
                                template(
                                        "What does an hour cost {{company|you}}?",
                                        "Hello {{first_name|there}}, before any talk of tools one figure helps: what does it cost when all stand still for an hour?")))
                .isEmpty();
    }

    @Test
    void theTextPartKeepsTheBlankLinesAndEachParagraphItsDirection() {
        CompiledTemplate.FilledTemplate filled = CompiledTemplate.of(
                        new Template(
                                "t",
                                "T",
                                Template.TemplateFormat.TEXT,
                                "S",
                                "Hello {{first_name|there}},\n\nSecond paragraph.\nIts second line.\n\n- one\n- two\n\n"
                                        + "\u05e9\u05dc\u05d5\u05dd & [a link](https://a.example/?a=1&b=2)",
                                0,
                                null),
                        List.of())
                .fill(Map.of("first_name", "Bea & <Co>"));

        assertThat(filled.text())
                .isEqualTo("Hello Bea & <Co>,\n\nSecond paragraph.\nIts second line.\n\n- one\n- two\n\n"
                        + "\u05e9\u05dc\u05d5\u05dd & a link (https://a.example/?a=1&b=2)");
        assertThat(filled.html()).contains("<p dir=\"auto\">").doesNotContain("<p>");
        assertThat(MailHtml.safe(filled.html())).contains("<p dir=\"auto\">");
    }
}
