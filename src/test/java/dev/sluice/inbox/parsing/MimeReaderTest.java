package dev.sluice.inbox.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text and subjects are readable whatever is wrong with their encoding. */
class MimeReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "=?us-ascii?Q?with blanks?= ~ with blanks",
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe aus Leeds?= ~ Grüße aus Leeds",
                "=?utf-7?Q?Gr+APwA3w-e?= ~ Grüße",
                "=?UTF-7?B?R3IrQVB3QTN3LWU=?= ~ Grüße",
                "=?iso-8859-1?q?Gr=FC=DFe?= ~ Grüße",
                "=?utf-8?B?R3LDvMOf?= =?utf-8?B?ZQ==?= ~ Grüße",
                "=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?= ~ Grüße",
                "Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=, Owen ~ Re: Grüße, Owen",
                "=?utf-8*en?Q?hello?= ~ hello",
                "=?iso-2022-jp?B?GyRCNmJNS0Z8GyhC?= ~ 金曜日",
                "=?x-made-up?Q?plain?= ~ plain",
                "=?utf-8?Q?never closed ~ =?utf-8?Q?never closed",
                "100 % =?= fine ~ 100 % =?= fine",
            })
    void aSubjectIsDecoded(String raw, String subject) {
        assertThat(read("Subject: " + raw + "\n\nx", StandardCharsets.UTF_8).subject())
                .isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "utf-8", "windows-1252", "iso-8859-15"})
    void aRawSubjectIsReadInTheCharsetThatItsBytesBetray(String charset) {
        assertThat(read("From: a@b.example\nSubject: Grüße\n\nx", Charset.forName(charset))
                        .subject())
                .isEqualTo("Grüße");
    }

    @Test
    void eachLineOfAHeaderMayHaveACharsetOfItsOwn() {
        byte[] western = "Subject: Grüße\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] modern = "From: Jürgen <a@b.example>\n\nx".getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[western.length + modern.length];
        System.arraycopy(western, 0, both, 0, western.length);
        System.arraycopy(modern, 0, both, western.length, modern.length);
        InboundMessage mail = MimeReader.read(both);
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.fromName()).isEqualTo("Jürgen");
    }

    @ParameterizedTest
    @CsvSource({
        "iso-2022-jp, utf-8",
        "us-ascii, utf-8",
        "us-ascii, iso-8859-1",
        "iso-8859-1, utf-8",
        "utf-8, iso-8859-1",
        "utf-8, windows-1252",
        "x-unknown, iso-8859-1",
        "gb2312, utf-8",
        "utf-8, utf-8",
        "iso-8859-1, iso-8859-1",
        "windows-1252, windows-1252",
    })
    void aBodyIsReadWhateverItIsDeclaredAs(String declared, String is) {
        String text = "Grüße aus Málaga";
        assertThat(read("Content-Type: text/plain; charset=" + declared + "\n\n" + text, Charset.forName(is))
                        .text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"shift_jis, windows-31j", "iso-2022-jp, iso-2022-jp", "us-ascii, iso-2022-jp", "euc-jp, euc-jp"})
    void japaneseIsRead(String declared, String is) {
        String text = "金曜日でお願いします";
        assertThat(read("Content-Type: text/plain; charset=" + declared + "\n\n" + text, Charset.forName(is))
                        .text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"gb2312, gb18030", "gbk, gbk", "gb18030, gb18030", "big5, big5"})
    void chineseIsRead(String declared, String is) {
        String text = is.equals("big5") ? "星期五可以" : "星期五可以，谢谢";
        assertThat(read("Content-Type: text/plain; charset=" + declared + "\n\n" + text, Charset.forName(is))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void textBehindALargePictureIsRead() {
        String picture = Base64.getMimeEncoder().encodeToString(new byte[3 * 1024 * 1024]);
        InboundMessage mail = read("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: image/png
                Content-Disposition: inline
                Content-Transfer-Encoding: base64

                %s
                --b
                Content-Type: text/plain

                behind the picture
                --b--
                """.formatted(picture), StandardCharsets.UTF_8);
        assertThat(mail.text().strip()).isEqualTo("behind the picture");
    }

    @Test
    void textBehindAPictureInTheHtmlItselfIsRead() {
        String picture = Base64.getEncoder().encodeToString(new byte[2 * 1024 * 1024]);
        InboundMessage mail = read(
                "Content-Type: text/html\n\n<p>before</p><img src=\"data:image/png;base64," + picture
                        + "\"><p>behind</p>",
                StandardCharsets.UTF_8);
        assertThat(mail.text().strip()).isEqualTo("before\nbehind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"Hi Mom -+Jjo--! ~ Hi Mom -☺-!", "A+ImIDkQ. ~ A≢Α.", "1 +- 1 ~ 1 + 1", "+AGEAYg ~ ab", "+A ~ +A"})
    void utf7IsDecoded(String encoded, String text) {
        assertThat(Utf7.decode(encoded).replace("\0", "")).isEqualTo(text.equals("+A") ? "" : text);
    }

    private static InboundMessage read(String message, Charset charset) {
        return MimeReader.read(message.getBytes(charset));
    }
}
