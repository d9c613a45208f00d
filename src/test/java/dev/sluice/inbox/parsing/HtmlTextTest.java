package dev.sluice.inbox.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads in an HTML mail, and what they only quote. A break of a line is written as a bar. */
class HtmlTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<p>Hello <b>Ana</b>,</p><p>see you</p> ~ Hello Ana,|see you",
                "<p>a<br>b<br><br><br>c</p> ~ a|b||c",
                "<div>one</div><div><br></div><div>two</div> ~ one||two",
                "<p>a</p>   <p>b</p> ~ a|b",
                "<ul><li>one<li>two</ul> ~ one|two",
                "<pre>line one</pre> ~ line one",
                "<p>unclosed <b>bold <i>it</p>next ~ unclosed bold it|next",
                "<p>x</p><blockquote>a<blockquote>b</blockquote>c</blockquote>d ~ x|> a|> > b|> c|d",
                "</blockquote>a</p>b ~ a|b",
                "1 < 2 and 3 > 2 ~ 1 < 2 and 3 > 2",
                "a<!-- hidden --> b <!-- never closed ~ a b",
                "<script>never closed <p>x</p> ~ ``",
                "&lt;b&gt; &amp;amp; &nbsp;x&#8364;&euro;&hellip; ~ <b> &amp; x€€…",
                "<noscript>no scripts here</noscript> ~ no scripts here",
            })
    void theTextIsReadInLines(String html, String text) {
        assertThat(HtmlText.of(html).strip()).isEqualTo(text.replace('|', '\n'));
    }

    /** Each of these the reader by regular expressions got wrong; the comment says how. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // ">", which begins a quoted line, remained of the end of a style, a script and a title
                "<style>p {color: red}</style><p>Hello</p> ~ Hello",
                "<script>x</script>Hello ~ Hello",
                "<html><head><title>Subject</title></head><body>Hello</body></html> ~ Hello",
                // "AnaLee": a space between two elements was none
                "<b>Ana</b> <i>Lee</i> ~ Ana Lee",
                // "From:Ana": cells ran together
                "<table><tr><td>From:</td><td>Ana</td></tr><tr><td>c</td></tr></table> ~ From: Ana|c",
                // "b">text"
                "<p title='a > b'>text</p> ~ text",
                // the marks of conditions were text
                "<![if !mso]>plain<![endif]> ~ plain",
                // the entity without its semicolon was not read
                "&copy 2026 ~ © 2026",
            })
    void whatOnlyAParserOfHtmlReadsRight(String html, String text) {
        assertThat(HtmlText.of(html).strip()).isEqualTo(text.replace('|', '\n'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div class=\"gmail_quote\">",
                "<div id='divRplyFwdMsg'>",
                "<div id=appendonsend>",
                "<DIV CLASS=\"x yahoo_quoted\">",
                "<a name=\"OutlookMessageHeader\">",
            })
    void whereAMailProgramBeginsToQuoteIsMarked(String element) {
        assertThat(HtmlText.of("<p>Thanks</p>" + element + "old</div>").strip())
                .isEqualTo("Thanks\n" + QuotedTextSplitter.BEGINS + "\nold");
    }

    @Test
    void anAddressThatNamesAQuoteIsNone() {
        assertThat(HtmlText.of("<a href=\"https://x.example/?q=gmail_quote\">click</a> here")
                        .strip())
                .isEqualTo("click here");
    }

    @Test
    void quotesDeeperThanTwentyAreMarkedTwentyTimes() {
        assertThat(HtmlText.of("<blockquote>".repeat(25) + "deep").strip()).isEqualTo("> ".repeat(20) + "deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<b><p>",
                "<a><b><i>",
                "<table><tr><td>",
                "<a <div class=",
                "<select><table>",
                "<svg><math>",
                "<blockquote>",
                "&amp",
                "<!--",
                "<",
            })
    void hostileMarkupCostsLittle(String unit) {
        String html = unit.repeat(400_000 / unit.length());
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(HtmlText.of(html).length()).isLessThan(400_000));
    }
}
