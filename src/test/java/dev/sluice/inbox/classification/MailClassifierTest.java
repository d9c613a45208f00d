package dev.sluice.inbox.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.sluice.inbox.Corpus;
import dev.sluice.inbox.Corpus.Case;
import dev.sluice.inbox.classification.MailClassification.AutoReply;
import dev.sluice.inbox.classification.MailClassification.Bounce;
import dev.sluice.inbox.classification.MailClassification.Complaint;
import dev.sluice.inbox.classification.MailClassification.Other;
import dev.sluice.inbox.classification.MailClassification.Reply;
import dev.sluice.inbox.classification.MailClassification.Unsubscribe;
import dev.sluice.inbox.classification.MailClassification.WrittenBy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comes back is told apart, by a corpus of our own and by messages made to break the reader. */
class MailClassifierTest {
    private static final List<Case> ALL = Corpus.all();

    @Test
    void ninetyNineOfAHundredAreToldRight() {
        List<String> wrong = faults(one -> true);
        assertThat(ALL).hasSizeGreaterThan(200);
        assertThat(wrong).hasSizeLessThanOrEqualTo(ALL.size() / 100);
    }

    @Test
    void noMachineIsTakenForAPerson() {
        assertThat(faults(one -> !one.is().equals("reply") && !one.is().equals("letter")).stream()
                        .filter(fault -> fault.contains("told reply") || fault.contains("told letter")))
                .isEmpty();
    }

    @Test
    void noPersonIsTakenForAMachine() {
        assertThat(faults(one -> one.is().equals("reply") || one.is().equals("letter")))
                .isEmpty();
    }

    @Test
    void theLastDayAwayIsRead() {
        assertThat(ALL.stream()
                        .filter(one -> one.until() != null)
                        .filter(one -> !(verdict(one) instanceof AutoReply auto
                                && one.until().equals(auto.until())))
                        .map(one -> one.name() + " should be " + one.until() + " and is " + verdict(one)))
                .isEmpty();
    }

    @Test
    void whatSomebodyWroteIsPartedFromWhatTheyQuote() {
        assertThat(ALL.stream()
                        .filter(one -> one.own() != null)
                        .filter(one -> !(verdict(one) instanceof Reply reply
                                && reply.text().equals(one.own())))
                        .map(one -> one.name() + " should be\n" + one.own() + "\nand is\n" + verdict(one)))
                .isEmpty();
    }

    @Test
    void aBounceNamesTheRecipientTheCodeAndTheMessage() {
        Bounce bounce = (Bounce) verdict(named("postfix 0"));
        assertThat(bounce.messageId()).isEqualTo(Corpus.OURS);
        assertThat(bounce.of(Corpus.THEM)).hasValueSatisfying(failure -> {
            assertThat(failure.status()).isEqualTo("5.1.1");
            assertThat(failure.recipient()).isEqualTo(Corpus.THEM);
            assertThat(failure.diagnostic()).contains("user unknown here");
        });
        List<String> nameless = ALL.stream()
                .filter(one -> one.is().startsWith("bounce"))
                .filter(one -> !one.name().contains("French"))
                .filter(one -> ((Bounce) verdict(one))
                        .of(Corpus.THEM)
                        .filter(failure ->
                                List.of(failure.recipient(), failure.original()).contains(Corpus.THEM))
                        .isEmpty())
                .map(Case::name)
                .toList();
        assertThat(nameless).isEmpty();
    }

    @Test
    void aComplaintNamesWhoComplainedAndOfWhat() {
        assertThat(ALL.stream().filter(one -> one.is().equals("complaint")).map(MailClassifierTest::verdict))
                .allSatisfy(told -> assertThat(told).isInstanceOfSatisfying(Complaint.class, complaint -> {
                    assertThat(complaint.recipient()).isEqualTo(Corpus.THEM);
                    assertThat(complaint.messageId()).isEqualTo(Corpus.OURS);
                }));
    }

    @Test
    void neitherNestingNorNumbersNorBrokenBytesCostMuchOrThrow() {
        Stream.of(nested(1_000), headers(100_000), manyParts(200_000), "", "\n\n", "From", unclosedHtml(), regexBait())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .forEach(bytes -> assertTimeout(
                        Duration.ofSeconds(5),
                        () -> assertThat(MailClassifier.classify(bytes, Corpus.MONDAY))
                                .isNotNull()));
        byte[] large = new byte[50 * 1024 * 1024];
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(MailClassifier.classify(large, Corpus.MONDAY)).isNotNull());
        assertThat(MailClassifier.classify(nested(1_000).getBytes(StandardCharsets.UTF_8), Corpus.MONDAY)
                        .rule())
                .isEqualTo(ClassificationRule.UNREADABLE);
        assertThat(MailClassifier.classify(headers(100_000).getBytes(StandardCharsets.UTF_8), Corpus.MONDAY)
                        .rule())
                .isEqualTo(ClassificationRule.UNREADABLE);
    }

    @Test
    void anyMessageWithAnyBytesChangedStillGetsAVerdict() {
        Random dice = new Random(20261123);
        for (Case one : ALL) {
            for (int round = 0; round < 6; round++) {
                byte[] broken = one.message().clone();
                for (int i = 0; i < 1 + dice.nextInt(40); i++) {
                    broken[dice.nextInt(broken.length)] = (byte) dice.nextInt(256);
                }
                byte[] cut = java.util.Arrays.copyOf(broken, dice.nextInt(broken.length) + 1);
                assertThat(MailClassifier.classify(round % 2 == 0 ? broken : cut, Corpus.MONDAY))
                        .isNotNull();
            }
        }
    }

    @Test
    void anUnknownCharsetIsReadAsBestItCanBe() {
        byte[] message = Corpus.bytes("""
                From: a@b.example
                Subject: Re: x
                Content-Type: text/plain; charset=x-made-up-9
                Content-Transfer-Encoding: base64

                TmVpbiwgZGFua2UhISE*broken
                """);
        assertThat(MailClassifier.classify(message, Corpus.MONDAY)).isInstanceOf(Reply.class);
    }

    private static List<String> faults(Predicate<Case> which) {
        return ALL.stream()
                .filter(which)
                .filter(one -> !is(verdict(one)).equals(one.is()))
                .map(one -> one.name() + " is " + one.is() + " and was told " + is(verdict(one)) + ": " + verdict(one))
                .toList();
    }

    private static Case named(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static MailClassification verdict(Case one) {
        return MailClassifier.classify(one.message(), Corpus.MONDAY);
    }

    private static String is(MailClassification verdict) {
        return switch (verdict) {
            case Reply ignored -> "reply";
            case WrittenBy ignored -> "letter";
            case AutoReply ignored -> "auto";
            case Bounce bounce ->
                "bounce " + bounce.worst().orElseThrow().severity().code();
            case Complaint ignored -> "complaint";
            case Unsubscribe ignored -> "unsubscribe";
            case Other ignored -> "other";
        };
    }

    private static String nested(int depth) {
        StringBuilder text = new StringBuilder("From: a@b.example\r\n");
        for (int i = 0; i < depth; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        return text.append("\r\nHello").toString();
    }

    private static String headers(int number) {
        StringBuilder text = new StringBuilder("From: a@b.example\r\n");
        for (int i = 0; i < number; i++) {
            text.append("X-H").append(i).append(": 1\r\n");
        }
        return text.append("\r\nHello").toString();
    }

    private static String manyParts(int number) {
        return "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\n\r\n\r\n".repeat(number);
    }

    private static String unclosedHtml() {
        return "From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + "<style><!--<a <div class=".repeat(40_000);
    }

    private static String regexBait() {
        return "From: " + "<".repeat(5_000) + "a@".repeat(5_000) + "\r\nSubject: " + "Re: ".repeat(5_000) + "\r\n\r\n"
                + "On 1 2026 a@b ".repeat(3_000) + "\n" + "-".repeat(20_000) + "\n"
                + "from the 1/1/1.1.1 until ".repeat(2_000);
    }
}
