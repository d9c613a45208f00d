package dev.sluice.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.platform.BadInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written into a template, and what its writer is advised. */
class TemplateTest {
    private static final String GOOD = "Hello {{first_name|there}}, shall we talk about the outage on Tuesday? "
            + "It takes ten minutes, and you tell me what happened.";

    private static Template template(String subject, String body) {
        return Template.written("hello", "Hello", "text", subject, body);
    }

    private static void refused(String field, String name, String title, String subject, String body) {
        assertThatThrownBy(() -> Template.written(name, title, "text", subject, body))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().field()).isEqualTo(field));
    }

    @Test
    void whatIsWrittenIsStrippedAndItsLinesAreMadeAlike() {
        Template template = Template.written("hello", " Hello ", "html", " The outage ", "<p>a</p>\r\n<p>b?</p>");

        assertThat(template.title()).isEqualTo("Hello");
        assertThat(template.subject()).isEqualTo("The outage");
        assertThat(template.body()).isEqualTo("<p>a</p>\n<p>b?</p>");
        assertThat(template.format()).isEqualTo(Template.TemplateFormat.HTML);
        assertThat(template.version()).isZero();
    }

    @Test
    void everyPartIsRefusedByName() {
        refused("name", "Not good", "Hello", "Subject", GOOD);
        refused("title", "hello", " ", "Subject", GOOD);
        refused("title", "hello", "x".repeat(101), "Subject", GOOD);
        refused("subject", "hello", "Hello", "", GOOD);
        refused("subject", "hello", "Hello", "two\nlines", GOOD);
        refused("subject", "hello", "Hello", "x".repeat(201), GOOD);
        refused("body", "hello", "Hello", "Subject", " ");
        refused("body", "hello", "Hello", "Subject", "x".repeat(50_001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{{name}}}", "{{&name}}", "{{ & name}}", "{{=<% %>=}}", "{{! note }}"})
    void formsThatWriteRawTextAreRefusedInBothParts(String form) {
        refused("body", "hello", "Hello", "Subject", GOOD + form);
        refused("body", "hello", "Hello", "Subject " + form, GOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#company}} open", "closed {{/company}}", "{{#a}} {{/b}}"})
    void aPartThatDoesNotCloseIsRefused(String body) {
        refused("body", "hello", "Hello", "Subject", body);
    }

    @Test
    void anUnknownFormatIsText() {
        assertThat(Template.TemplateFormat.named("html")).isEqualTo(Template.TemplateFormat.HTML);
        assertThat(Template.TemplateFormat.named("rtf")).isEqualTo(Template.TemplateFormat.TEXT);
        assertThat(Template.TemplateFormat.TEXT.code()).isEqualTo("text");
    }

    @Test
    void aTemplateIsCalledByItsTitleAndOneThatIsGoneByItsName() {
        List<Template> templates = List.of(template("Subject", GOOD));

        assertThat(Template.titleOf(templates, "hello")).isEqualTo("Hello");
        assertThat(Template.titleOf(templates, "gone")).isEqualTo("gone");
    }

    @Test
    void aMailThatIsShortClearAndQuietHasNoHints() {
        assertThat(DeliverabilityHints.of(template("About your outage", GOOD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ACTION needed now                | A subject in capitals or with an exclamation mark reads like an advertisement.
            Hurry up!                        | A subject in capitals or with an exclamation mark reads like an advertisement.
            Act now, with a guarantee        | Filters look twice at words like act now, guarantee.
            A subject that goes on and on and on until no phone shows all of it | The subject has 67 characters; phones show about 60.
            """)
    void aLoudSubjectIsNoted(String subject, String hint) {
        assertThat(DeliverabilityHints.of(template(subject, GOOD))).contains(hint);
    }

    @Test
    void aWordIsLoudOnlyAsAWholeWord() {
        assertThat(DeliverabilityHints.of(template("Your freelancers", GOOD))).isEmpty();
        assertThat(DeliverabilityHints.of(template("A free look", GOOD))).hasSize(1);
    }

    @Test
    void lengthAndLinksAreCounted() {
        assertThat(DeliverabilityHints.of(template("About it", "Shall we talk?")))
                .containsExactly("It has only 3 words: say why you write and what the next step is.");
        assertThat(DeliverabilityHints.of(template("About it", "word ".repeat(251) + "?")))
                .singleElement()
                .asString()
                .contains("mails of under 250");
        assertThat(DeliverabilityHints.of(
                        template("About it", GOOD + " [a](https://a.example) [b](https://b.example)")))
                .singleElement()
                .asString()
                .startsWith("It has 4 links");
        assertThat(DeliverabilityHints.of(template("About it", GOOD.replace("?", "."))))
                .containsExactly("It asks nothing and links nowhere: make the next step clear.");
    }

    @Test
    void fieldsAreThoseThatTheMailWants() {
        CompiledTemplate letter = CompiledTemplate.of(
                template("For {{company}}", "{{#company}}At {{company}}{{/company}} {{>sign}} {{first_name|you}}?"),
                List.of(new Snippet("sign", "{{sender}}"), new Snippet("other", "{{unused}}")));

        assertThat(letter.fields()).containsExactly("company", "sender", "first_name");
        assertThat(letter.fill(Map.of("sender", "Olga")).missing()).containsExactly("company");
    }
}
