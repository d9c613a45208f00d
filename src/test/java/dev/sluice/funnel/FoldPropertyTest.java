package dev.sluice.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every person and every definition. */
class FoldPropertyTest {

    /** Looks at windows and fading scores wherever a definition can, so that time alone decides a lot. */
    private static final String TIMELY = """
            funnel: timely
            stages:
              - {id: lead, layer: engage, owner: marketing, enter: {identified: true}, limit: 3d}
              - id: mql
                layer: convert
                owner: sales
                limit: 5d
                enter:
                  all:
                    - happened: {page_viewed: "*", times: 2, within: 6d}
                    - none: [{happened: {email_clicked: "*", within: 2d}}]
                exit:
                  - {when: {engagement: {at_most: 8}}, to: lead}
                  - {when: {happened: {rejected_by_sales: "*", times: 2}}, to: lost, reason: rejected}
              - {id: sql, layer: convert, owner: sales, limit: 4d, enter: {happened: accepted_by_sales}}
              - id: opportunity
                layer: convert
                owner: sales
                limit: 9d
                enter: {all: [{flagged: quiet}, {happened: meeting_booked}]}
              - {id: customer, layer: retain, owner: success, enter: {happened: deal_won}, limit: 20d}
            fit:
              - {when: {role: {in: [director, owner]}}, points: 15}
            engagement:
              half_life: 3d
              rules:
                - {when: {page_viewed: /pricing*}, points: 10, at_most: 2 per 4d}
                - {when: page_viewed, points: 2}
                - {when: unsubscribed, points: -5}
            flags:
              - {id: quiet, when: {all: [{identified: true}, {none: [{happened: {page_viewed: "*", within: 4d}}]}]}}
              - {id: cooling, when: {engagement: {between: [1, 4]}}}
            disqualify:
              - {reason: student, when: {role: student}}
              - {reason: abroad, when: {country: {not_in: [US, CA, GB]}}}
              - {reason: silent, when: {all: [{reached: mql}, {none: [{happened: {page_viewed: "*", within: 40d}}]}]}}
            routing:
              - {otherwise: true, to: team/inbound}
            """;

    private static final int PEOPLE = 150;
    private static final int SIGNALS = 60;

    private static List<Definition> definitions() {
        List<Definition> all = new ArrayList<>(List.of(Life.read(TIMELY)));
        for (String name : List.of("managed-it", "b2b-saas", "history")) {
            all.add(Life.read(Life.readyMade(name)));
        }
        return all;
    }

    /** Every person of every definition. */
    private static void everybody(long seed, Property property) {
        for (Definition definition : definitions()) {
            Crowd crowd = new Crowd(seed);
            Random random = new Random(seed);
            for (int i = 0; i < PEOPLE; i++) {
                property.of(definition, crowd.life(SIGNALS), random);
            }
        }
    }

    private interface Property {
        void of(Definition definition, List<FoldSignal> life, Random random);
    }

    /** Folds in order, then passes time to the end. */
    private static FoldResult replay(Definition definition, List<FoldSignal> life, long end) {
        Standing standing = Standing.NEW;
        List<Decision> decisions = new ArrayList<>();
        for (FoldSignal x : life) {
            FoldResult advance = Fold.advance(definition, standing, x);
            standing = advance.standing();
            decisions.addAll(advance.decisions());
        }
        FoldResult last = Fold.passTime(definition, standing, end);
        decisions.addAll(last.decisions());
        return new FoldResult(last.standing(), decisions);
    }

    private static long end(List<FoldSignal> life) {
        return life.getLast().at() + 100 * Crowd.DAY;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void replayDecidesWhatWasDecidedLiveHoweverLateTheTicksCame(long seed) {
        everybody(seed, (definition, life, random) -> {
            Standing standing = Standing.NEW;
            List<Decision> live = new ArrayList<>();
            for (FoldSignal x : life) {
                while (random.nextInt(3) != 0) {
                    long gap = x.at() - standing.lastAt();
                    long tick = random.nextBoolean()
                            ? Fold.nextChange(definition, standing).orElse(x.at())
                            : standing.lastAt() + (long) (gap * random.nextDouble());
                    FoldResult looked = Fold.passTime(definition, standing, Math.min(tick, x.at()));
                    live.addAll(looked.decisions());
                    standing = Standing.fromBytes(looked.standing().toBytes());
                }
                FoldResult advance = Fold.advance(definition, standing, x);
                live.addAll(advance.decisions());
                standing = advance.standing();
            }
            FoldResult looked = Fold.passTime(definition, standing, end(life));
            live.addAll(looked.decisions());

            FoldResult replayed = replay(definition, life, end(life));
            assertThat(looked.standing()).isEqualTo(replayed.standing());
            assertThat(live).isEqualTo(replayed.decisions());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void signalsThatComeTwiceAndInDisorderEndInTheSameStanding(long seed) {
        everybody(seed, (definition, life, random) -> {
            List<FoldSignal> arriving = new ArrayList<>(life);
            arriving.addAll(life.subList(0, life.size() / 3));
            Collections.shuffle(arriving, random);
            TreeMap<FoldSignal, FoldSignal> log =
                    new TreeMap<>(Comparator.comparingLong(FoldSignal::at).thenComparing((a, b) -> compare(a, b)));
            Standing standing = Standing.NEW;
            for (FoldSignal x : arriving) {
                boolean known = log.putIfAbsent(x, x) != null;
                if (standing.precedes(x)) {
                    standing = Fold.advance(definition, standing, x).standing();
                } else if (!known) {
                    standing = Standing.NEW;
                    for (FoldSignal logged : log.values()) {
                        standing = Fold.advance(definition, standing, logged).standing();
                    }
                }
            }
            assertThat(Fold.passTime(definition, standing, end(life)).standing())
                    .isEqualTo(replay(definition, life, end(life)).standing());
        });
    }

    private static int compare(FoldSignal a, FoldSignal b) {
        int high = Long.compareUnsigned(a.id().getMostSignificantBits(), b.id().getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(a.id().getLeastSignificantBits(), b.id().getLeastSignificantBits());
    }

    @ParameterizedTest
    @ValueSource(longs = {6})
    void aStandingComesBackFromItsBytesUnchangedAndStaysSmall(long seed) {
        everybody(seed, (definition, life, _) -> {
            Standing standing = Standing.NEW;
            for (FoldSignal x : life) {
                standing = Fold.advance(definition, standing, x).standing();
                Standing back = Standing.fromBytes(standing.toBytes());
                assertThat(back).isEqualTo(standing).hasToString(standing.toString());
                assertThat(back.rank()).isEqualTo(standing.rank());
                assertThat(standing.toBytes()).hasSizeLessThan(2_000);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {7})
    void damagedBytesAreRefusedOrReadButNeverHarm(long seed) {
        everybody(seed, (definition, life, random) -> {
            byte[] bytes = replay(definition, life, end(life)).standing().toBytes();
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> Standing.fromBytes(cut)).isInstanceOf(IllegalArgumentException.class);
            byte[] other = bytes.clone();
            other[0] = 99;
            assertThatThrownBy(() -> Standing.fromBytes(other)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {8})
    void theExplainedTotalsAreTheSumsOfTheirLines(long seed) {
        everybody(seed, (definition, life, _) -> {
            Standing standing = replay(definition, life, life.getLast().at()).standing();
            long now = end(life);
            Explanation explanation = Fold.explain(definition, standing, now);

            assertThat(explanation.fit().stream()
                            .filter(Explanation.FitLine::matched)
                            .mapToInt(Explanation.FitLine::points)
                            .sum())
                    .isEqualTo(explanation.fitTotal());
            assertThat(explanation.engagement().stream()
                            .mapToDouble(Explanation.EngagementLine::points)
                            .sum())
                    .isCloseTo(explanation.engagementTotal(), org.assertj.core.api.Assertions.within(1e-6));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {9})
    void everyDecisionIsOfItsTimeAndEveryReasonNamesSignalsOfThePerson(long seed) {
        everybody(seed, (definition, life, _) -> {
            List<Decision> decisions = replay(definition, life, end(life)).decisions();
            assertThat(decisions).isSortedAccordingTo(Comparator.comparingLong(Decision::at));
            List<java.util.UUID> ids =
                    life.stream().filter(FoldSignal::human).map(FoldSignal::id).toList();
            for (Decision decision : decisions) {
                assertThat(because(decision))
                        .allSatisfy(reason -> assertThat(ids).containsAll(reason.signals()));
            }
        });
    }

    private static List<Reason> because(Decision decision) {
        return switch (decision) {
            case Decision.Entered e -> e.because();
            case Decision.FlagRaised f -> f.because();
            case Decision.Disqualified d -> d.because();
            case Decision.Lost l -> l.because();
            case Decision.Reinstated r -> r.because();
            case Decision.LimitPassed _ -> List.of();
        };
    }
}
