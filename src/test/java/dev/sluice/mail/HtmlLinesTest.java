package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text part says what a reader of the HTML sees. A break of a line is written as a bar. */
class HtmlLinesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<div>a</div><div>b</div> ~ a|b",
                "<p>a</p><p>b</p> ~ a||b",
                "<p>one<p>two ~ one||two",
                "<p>a<br><br><br>b</p> ~ a||b",
                "<h1>Title</h1> <p>text</p> ~ Title||text",
                "a<hr>b ~ a||b",
                "<blockquote>quoted</blockquote>own ~ quoted||own",
                "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>after ~ a b|c||after",
                "<ol><li>one</li><li>two</li></ol> ~ - one|- two",
                "<ul><li><p>one</p></li><li>a<ul><li>b</li></ul></li></ul>after ~ - one||- a|- b||after",
                "<ul><li></li><li>x</li></ul> ~ -|- x",
                "<p>unclosed <b>bold ~ unclosed bold",
                "<p>1 &lt; 2 &amp; 3 &amp;lt; &copy; &#128512;</p> ~ 1 < 2 & 3 &lt; © 😀",
                "<script>alert(1)</script>hello<style>p {}</style> ~ hello",
            })
    void blocksBecomeLines(String html, String text) {
        assertThat(MailHtml.text(MailHtml.safe(html))).isEqualTo(text.replace('|', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "<a href=https://a.example/x>see <b>this</b></a> ~ see this (https://a.example/x)",
                "<a href=https://a.example/?a=1&amp;b=2>https://a.example/?a=1&amp;b=2</a> ~ https://a.example/?a=1&b=2",
                "<a href=https://evil.example/>https://a.example</a> ~ https://a.example (https://evil.example/)",
                "<a href=mailto:a@b.example>write to us</a> ~ write to us",
                "<a href=https://x.example/>a</a> or <a href=https://y.example/>b</a> ~ a (https://x.example/) or b (https://y.example/)",
            })
    void theAddressOfALinkFollowsItsWordsUnlessTheySayIt(String html, String text) {
        assertThat(MailHtml.text(MailHtml.safe(html))).isEqualTo(text);
    }

    @Test
    void wordsBeforeABlockHaveALineOfTheirOwn() {
        // the reader by regular expressions wrote "Helloone"
        assertThat(MailHtml.text(MailHtml.safe("Hello<p>one</p>two"))).isEqualTo("Hello\none\n\ntwo");
    }

    @Test
    void aPictureThatIsALinkKeepsItsAddress() {
        // the reader by regular expressions took the address of the picture for the words of the link
        assertThat(MailHtml.text(MailHtml.safe(
                        "<a href=\"https://a.example/\"><img src=\"https://a.example/logo.png\" alt=\"Logo\"></a>")))
                .isEqualTo("(https://a.example/)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<div>", "<b><p>", "<table><tr><td>", "<ul><li>", "<a href=https://a.example>", "<!--", "<"})
    void hostileMarkupCostsLittle(String unit) {
        String html = unit.repeat(100_000 / unit.length());
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(MailHtml.text(MailHtml.safe(html))).isNotNull());
    }
}
