package dev.sluice.funnel;

import dev.sluice.funnel.text.DefinitionContext;
import dev.sluice.funnel.text.DefinitionReader;
import dev.sluice.funnel.text.ParsedDefinition;
import dev.sluice.signal.kind.AllSignals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Signals a second on one thread: the sample definition managed-it, mixed signals of many people. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class FoldBench {

    private static final int PEOPLE = 2_000;
    private static final int SIGNALS = 40;

    private Definition definition;
    private FoldSignal[][] lives;
    private Standing[] standings;
    private Standing[] grown;
    private byte[][] bytes;
    private int person;
    private int signal;
    private int next;

    @Setup
    public void grow() throws IOException {
        definition = managedIt();
        Crowd crowd = new Crowd(7);
        lives = new FoldSignal[PEOPLE][];
        standings = new Standing[PEOPLE];
        grown = new Standing[PEOPLE];
        bytes = new byte[PEOPLE][];
        List<FoldSignal[]> all = new ArrayList<>();
        for (int p = 0; p < PEOPLE; p++) {
            all.add(crowd.life(SIGNALS).toArray(FoldSignal[]::new));
        }
        for (int p = 0; p < PEOPLE; p++) {
            lives[p] = all.get(p);
            standings[p] = Standing.NEW;
            grown[p] = Standing.NEW;
            for (FoldSignal x : lives[p]) {
                grown[p] = Fold.advance(definition, grown[p], x).standing();
            }
            bytes[p] = grown[p].toBytes();
        }
    }

    static Definition managedIt() throws IOException {
        try (InputStream in = FoldBench.class.getResourceAsStream("/funnel/managed-it.yaml")) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            ParsedDefinition reading =
                    DefinitionReader.read(yaml, AllSignals.vocabulary(), DefinitionContext.unknown());
            return ((ParsedDefinition.Readable) reading).definition();
        }
    }

    /** One signal for one person after the other, so that no standing stays in the processor's cache. */
    @Benchmark
    public FoldResult fold() {
        Standing before = signal == 0 ? Standing.NEW : standings[person];
        FoldResult advance = Fold.advance(definition, before, lives[person][signal]);
        standings[person] = advance.standing();
        if (++person == PEOPLE) {
            person = 0;
            signal = (signal + 1) % SIGNALS;
        }
        return advance;
    }

    @Benchmark
    public byte[] encode() {
        next = (next + 1) % PEOPLE;
        return grown[next].toBytes();
    }

    @Benchmark
    public Standing decode() {
        next = (next + 1) % PEOPLE;
        return Standing.fromBytes(bytes[next]);
    }

    /** Prints nothing but the operations per second of the fold, of writing a standing and of reading one. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(FoldBench.class.getSimpleName())
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run().stream()
                        .forEach(result -> System.out.printf(
                                "%s %.0f%n",
                                result.getPrimaryResult().getLabel(),
                                result.getPrimaryResult().getScore()));
    }
}
