package dev.sluice.imports.csv;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * In which encoding some bytes were written that are no Unicode.
 *
 * @param encoding the likeliest
 * @param possible those that cannot be ruled out, the likeliest first; empty where one is certain
 */
record CharsetGuess(String encoding, List<String> possible) {
    /** Each with the proof that it needs beyond the first of them, because programs save it more rarely. */
    private static final Map<String, Integer> SINGLE_BYTE = Map.ofEntries(
            Map.entry("windows-1252", 0),
            Map.entry("windows-1251", 0),
            Map.entry("windows-1250", 2),
            Map.entry("windows-1253", 2),
            Map.entry("windows-1254", 2),
            Map.entry("windows-1257", 3),
            Map.entry("x-MacRoman", 3),
            Map.entry("ISO-8859-2", 4),
            Map.entry("ISO-8859-5", 4),
            Map.entry("ISO-8859-7", 4),
            Map.entry("KOI8-R", 4),
            Map.entry("IBM850", 5),
            Map.entry("IBM852", 6),
            Map.entry("IBM866", 6),
            Map.entry("x-MacCentralEurope", 10));

    private static final List<String> MULTI_BYTE = List.of("Shift_JIS", "EUC-JP", "GB18030", "Big5", "EUC-KR");

    /** What a spreadsheet saves in Western Europe and America needs less proof than what is rare. */
    private static final Set<String> USUAL = Set.of("windows-1252", "x-MacRoman");

    private static final double PROOF_OF_USUAL = 8;
    private static final double PROOF_OF_RARE = 25;
    private static final int WORDS_OF_RARE = 20;
    private static final int MOST_OFFERED = 8;
    private static final double POOR = -4.5;
    private static final int PROOF_OF_MULTI_BYTE = 400;

    private record Reading(String encoding, List<String> words, double likelihood) {}

    static CharsetGuess of(byte[] sample, int length) {
        List<byte[]> words = ForeignWords.of(sample, length);
        int high = ForeignWords.high(words);
        List<Reading> readings = SINGLE_BYTE.keySet().stream()
                .filter(Charset::isSupported)
                .map(encoding -> reading(encoding, words))
                .sorted(Comparator.comparingDouble(Reading::likelihood)
                        .reversed()
                        .thenComparing(Reading::encoding, Comparator.reverseOrder()))
                .toList();
        Reading best = readings.getFirst();
        if (best.likelihood() < POOR * high) {
            String foreign = detected(sample, length);
            return foreign == null
                    ? new CharsetGuess(best.encoding(), possible(readings))
                    : multiByte(foreign, high, readings);
        }
        Reading rival = readings.stream()
                .filter(reading -> !reading.words().equals(best.words()))
                .findFirst()
                .orElse(null);
        boolean usual = USUAL.contains(best.encoding());
        boolean enough = usual || words.size() >= WORDS_OF_RARE;
        double proof = usual ? PROOF_OF_USUAL : PROOF_OF_RARE;
        return enough && (rival == null || best.likelihood() - rival.likelihood() >= proof)
                ? new CharsetGuess(best.encoding(), List.of())
                : new CharsetGuess(best.encoding(), possible(readings));
    }

    /** Each text once. */
    private static List<String> possible(List<Reading> readings) {
        List<String> possible = new ArrayList<>();
        List<List<String>> texts = new ArrayList<>();
        for (Reading reading : readings) {
            if (possible.size() < MOST_OFFERED && !texts.contains(reading.words())) {
                texts.add(reading.words());
                possible.add(reading.encoding());
            }
        }
        return possible;
    }

    private static CharsetGuess multiByte(String encoding, int high, List<Reading> readings) {
        if (MULTI_BYTE.contains(encoding) && high >= PROOF_OF_MULTI_BYTE) {
            return new CharsetGuess(encoding, List.of());
        }
        Set<String> possible = new LinkedHashSet<>(List.of(encoding));
        if (MULTI_BYTE.contains(encoding)) {
            possible.addAll(MULTI_BYTE);
        }
        possible.addAll(possible(readings));
        return new CharsetGuess(encoding, List.copyOf(possible));
    }

    private static Reading reading(String encoding, List<byte[]> words) {
        Charset charset = Charset.forName(encoding);
        List<String> read =
                words.stream().map(word -> new String(word, charset)).toList();
        return new Reading(encoding, read, LetterFrequencies.likelihood(read) - SINGLE_BYTE.getOrDefault(encoding, 0));
    }

    private static @Nullable String detected(byte[] sample, int length) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(sample, 0, length);
        detector.dataEnd();
        String name = detector.getDetectedCharset();
        return name == null || name.toUpperCase(Locale.ROOT).startsWith("UTF") || !Charset.isSupported(name)
                ? null
                : Charset.forName(name).name();
    }
}
