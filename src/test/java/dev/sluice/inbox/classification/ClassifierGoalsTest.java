package dev.sluice.inbox.classification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.inbox.Corpus;
import dev.sluice.inbox.Corpus.Case;
import dev.sluice.inbox.classification.MailClassification.Bounce;
import dev.sluice.inbox.classification.MailClassification.BounceSeverity;
import dev.sluice.inbox.classification.MailClassification.Reply;
import dev.sluice.inbox.classification.MailClassification.WrittenBy;
import dev.sluice.mail.refusal.BounceCause;
import dev.sluice.mail.refusal.BounceDiagnosis;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What is asked of the classifier over the corpus: mistakes that harm somebody are rarer than others. */
class ClassifierGoalsTest {
    private static final List<Case> ALL = Corpus.all();

    @Test
    void theCorpusHasManyShapes() {
        assertThat(ALL).hasSizeGreaterThan(1_000);
        assertThat(Corpus.handWritten()).isGreaterThan(250);
    }

    @Test
    void bouncesAreRecognised() {
        assertThat(share(bounces(), one -> verdict(one) instanceof Bounce)).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void hardIsSaidOfDeadAddressesOnly() {
        List<Case> hard = of(one -> isHard(one));
        assertThat(share(hard, one -> one.is().equals("bounce hard"))).isGreaterThanOrEqualTo(0.97);
        assertThat(share(of(one -> one.is().equals("bounce soft")), ClassifierGoalsTest::isHard))
                .isLessThanOrEqualTo(0.02);
        assertThat(share(of(one -> one.is().equals("bounce hard")), one -> !isHard(one)))
                .isLessThanOrEqualTo(0.05);
    }

    @Test
    void noWordThatAPersonWroteIsLost() {
        assertThat(ALL.stream()
                        .filter(one -> one.own() != null)
                        .flatMap(one -> Arrays.stream(one.own().split("\\s+"))
                                .filter(word -> !ownText(one).contains(word))
                                .map(word -> one.name() + " lost " + word)))
                .isEmpty();
    }

    @Test
    void eachRefusalHasItsCause() {
        assertThat(Corpus.lines("reasons.txt")).hasSizeGreaterThan(120).allSatisfy(line -> {
            String[] parts = line.split(" ", 3);
            String words = BounceDiagnosis.normal(parts[2].replace("%s", Corpus.THEM));
            String status = parts[1].equals("-") ? BounceText.status(words) : parts[1];
            assertThat(BounceDiagnosis.cause(status, words, words).code())
                    .as(line)
                    .isEqualTo(parts[0]);
        });
    }

    /** RFC 3463: of the subjects and details, only those of the recipient's address make a bounce hard without words. */
    @Test
    void codesWithoutWordsAreHardOnlyAboutTheAddress() {
        List<String> address = List.of("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4");
        for (int kind = 4; kind <= 5; kind++) {
            for (int subject = 0; subject <= 7; subject++) {
                for (int detail = 0; detail <= 16; detail++) {
                    String status = kind + "." + subject + "." + detail;
                    assertThat(BounceDiagnosis.cause(status, "", "") == BounceCause.ADDRESS)
                            .as(status)
                            .isEqualTo(address.contains(status));
                }
            }
        }
    }

    /** The time of one thread for one message; the slowest machine that builds Sluice is allowed ten times the goal. */
    @Test
    void aMessageTakesFewMilliseconds() {
        ALL.forEach(ClassifierGoalsTest::verdict);
        long begin = System.nanoTime();
        ALL.forEach(ClassifierGoalsTest::verdict);
        double each = (System.nanoTime() - begin) / 1e6 / ALL.size();
        System.out.printf(Locale.ROOT, "%d messages, %.2f ms each%n", ALL.size(), each);
        assertThat(each).isLessThan(50);
    }

    private static List<Case> bounces() {
        return of(one -> one.is().startsWith("bounce"));
    }

    private static boolean isHard(Case one) {
        return verdict(one) instanceof Bounce bounce
                && bounce.worst().orElseThrow().severity() == BounceSeverity.HARD;
    }

    private static String ownText(Case one) {
        return switch (verdict(one)) {
            case Reply reply -> reply.text();
            case WrittenBy letter -> letter.text();
            case MailClassification other -> throw new AssertionError(one.name() + " is " + other);
        };
    }

    private static List<Case> of(Predicate<Case> which) {
        return ALL.stream().filter(which).toList();
    }

    private static double share(List<Case> all, Predicate<Case> which) {
        assertThat(all).isNotEmpty();
        return (double) all.stream().filter(which).count() / all.size();
    }

    private static MailClassification verdict(Case one) {
        return MailClassifier.classify(one.message(), Corpus.MONDAY);
    }
}
