package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A standing is kept as bytes: what is read is what was written, and damage is noticed rather than believed. */
class StandingBytesTest {
    private static final Life KIM = Life.managedIt()
            .says(Map.of("email", "kim@acme.example", "role", "director", "company_size", 80.0))
            .does("page_viewed", "/pricing")
            .does("page_viewed", "/pricing/plans")
            .does("email_opened", "welcome")
            .does("email_opened", "welcome")
            .does("form_submitted", "contact")
            .does("accepted_by_sales");

    private static Standing again(Standing standing) {
        return Standing.fromBytes(standing.toBytes());
    }

    @Test
    void whatOnePersonDidIsReadAsItWasWritten() {
        Standing read = again(KIM.standing);

        assertThat(read.stage()).isEqualTo("sql");
        assertThat(read.enteredAt()).isEqualTo(KIM.now);
        assertThat(read.fit()).isEqualTo(35);
        assertThat(read.engagement(KIM.now)).isEqualTo(KIM.standing.engagement(KIM.now));
        assertThat(read.rank()).isEqualTo(KIM.standing.rank());
        assertThat(read.reached().keySet())
                .containsExactlyElementsOf(KIM.standing.reached().keySet());
        assertThat(read.reached()).isEqualTo(KIM.standing.reached());
        assertThat(read.entryScores()).isEqualTo(KIM.standing.entryScores());
        assertThat(read.flags()).containsOnlyKeys("warm");
        assertThat(read.traits()).isEqualTo(KIM.standing.traits());
        assertThat(read.count()).isEqualTo(7);
        assertThat(read.lastAt()).isEqualTo(KIM.now);
        assertThat(read.lastId()).isEqualTo(KIM.last());
        assertThat(read.outcome()).isEqualTo(Standing.StandingOutcome.ACTIVE);
        assertThat(read.reason()).isNull();
    }

    @Test
    void anUnknownPersonHasAnEmptyStanding() {
        Standing read = again(Standing.NEW);

        assertThat(read).isEqualTo(Standing.NEW);
        assertThat(read.stage()).isNull();
        assertThat(read.enteredAt()).isZero();
        assertThat(read.lastAt()).isZero();
        assertThat(read.lastId()).isNull();
        assertThat(read.reached()).isEmpty();
        assertThat(read.rank()).isEqualTo(Standing.NO_RANK);
    }

    static List<Map<String, Object>> traits() {
        return List.of(
                Map.of("country", ""),
                Map.of("country", "Geschäftsführerin"),
                Map.of("country", "取締役 🚀"),
                Map.of("country", "x".repeat(200)),
                Map.of("country", List.of("owner", "größter Chef")),
                Map.of("country", List.of()),
                Map.of("company_size", -0.5),
                Map.of("company_size", 0.0),
                Map.of("company_size", Double.MAX_VALUE),
                Map.of("email_is_free", true),
                Map.of("email_is_free", false, "country", "GB"));
    }

    @ParameterizedTest
    @MethodSource("traits")
    void everyKindOfTraitIsReadAsItWasWritten(Map<String, Object> traits) {
        Standing standing = Life.managedIt().says(traits).standing;

        assertThat(again(standing).traits()).isEqualTo(traits);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void aLifeGoesOnFromWhatWasReadAsItWouldHaveAnyway(long seed) {
        Definition definition = Life.read(Life.readyMade("managed-it"));
        Standing kept = Standing.NEW;
        Standing stored = Standing.NEW;
        for (FoldSignal signal : new Crowd(seed).life(120)) {
            kept = Fold.advance(definition, kept, signal).standing();
            stored = again(Fold.advance(definition, stored, signal).standing());
        }

        assertThat(stored).isEqualTo(kept).hasSameHashCodeAs(kept);
        assertThat(stored).hasToString(kept.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 44})
    void outcomesComeBackWithTheirReasonAndInstant(long seed) {
        Life lost =
                Life.managedIt().tells("email", "s" + seed + "@acme.example").does("deal_lost");
        Life student = Life.managedIt().says(Map.of("role", "student")).does("identified");
        Life won = Life.managedIt().tells("email", "w@acme.example").does("deal_won");

        assertThat(again(lost.standing).reason()).isEqualTo("deal_lost");
        assertThat(again(lost.standing).outcomeSince()).isEqualTo(lost.now);
        assertThat(again(student.standing).outcome()).isEqualTo(Standing.StandingOutcome.DISQUALIFIED);
        assertThat(again(won.standing).outcome()).isEqualTo(Standing.StandingOutcome.WON);
        assertThat(again(won.standing).reason()).isNull();
    }

    @Test
    void bytesThatWereCutOffAreRefused() {
        byte[] whole = KIM.standing.toBytes();

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Standing.fromBytes(cut))
                    .as("the first %d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void bytesWithSomethingBehindThemAreRefused() {
        byte[] longer = Arrays.copyOf(KIM.standing.toBytes(), KIM.standing.toBytes().length + 1);

        assertThatThrownBy(() -> Standing.fromBytes(longer)).hasMessageContaining("damaged");
    }

    @Test
    void bytesOfAnotherVersionAreRefusedWithWhatToDo() {
        byte[] other = KIM.standing.toBytes();
        other[0] = 99;

        assertThatThrownBy(() -> Standing.fromBytes(other)).hasMessageContaining("fold the person again from the log");
    }

    @Test
    void damageEndsInARefusalOrInAnotherStandingAndNeverInAnythingElse() {
        byte[] whole = KIM.standing.toBytes();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Throwable thrown = catchThrowable(() -> Standing.fromBytes(damaged));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aStandingStaysSmallHoweverLongALifeIs() {
        Life busy = Life.managedIt().tells("email", "busy@acme.example");
        for (int i = 0; i < 2_000; i++) {
            busy.does("page_viewed", "/pricing");
        }

        assertThat(busy.standing.count()).isEqualTo(2_001);
        assertThat(busy.standing.toBytes()).hasSizeLessThan(1_500);
    }

    @Test
    void traitsThatNoRuleReadsAreNotKept() {
        Life kim = Life.managedIt().says(Map.of("role", "owner", "message", "A long story", "shoe_size", 44.0));

        assertThat(kim.standing.traits()).isEqualTo(Map.of("role_level", "owner", "role_function", List.of("general")));
    }
}
