package dev.sluice.imports.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells in which encoding a file of text was saved. Fed with the whole file, so that a late umlaut counts too. */
public final class CharsetDetector {
    /** What the screens offer when the guess is wrong. */
    public static final List<String> OFFERED = List.of(
            "UTF-8",
            "UTF-16LE",
            "UTF-16BE",
            "windows-1252",
            "x-MacRoman",
            "ISO-8859-1",
            "ISO-8859-2",
            "ISO-8859-15",
            "windows-1250",
            "windows-1251",
            "windows-1253",
            "windows-1254",
            "windows-1257",
            "IBM850",
            "IBM852",
            "x-MacCentralEurope",
            "KOI8-R",
            "Shift_JIS",
            "EUC-JP",
            "GB18030",
            "Big5",
            "EUC-KR");

    private static final int SAMPLE = 1 << 18;
    private final byte[] sample = new byte[SAMPLE];
    private int sampled;
    private long multibyte;
    private long invalid;
    private int pending;
    private int lowest = 0x80;
    private int highest = 0xBF;
    private @Nullable CharsetGuess guess;

    /** Takes the next part of the file. */
    public void feed(byte[] bytes, int length) {
        guess = null;
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            if (b < 0 || pending > 0) {
                utf8(b & 0xFF);
            }
        }
        sample(bytes, length);
    }

    /** Keeps the beginning, and of the rest the parts that hold something else than ASCII. */
    private void sample(byte[] bytes, int length) {
        int room = Math.min(SAMPLE / 2 - sampled, length);
        int from = 0;
        if (room > 0) {
            System.arraycopy(bytes, 0, sample, sampled, room);
            sampled += room;
            from = room;
        }
        for (int i = from; i < length && sampled < SAMPLE; i++) {
            if (bytes[i] < 0) {
                int begin = Math.max(from, i - 8);
                int count = Math.min(Math.min(length, i + 32) - begin, SAMPLE - sampled);
                System.arraycopy(bytes, begin, sample, sampled, count);
                sampled += count;
                i = begin + count;
                from = i;
            }
        }
    }

    private void utf8(int b) {
        if (pending > 0) {
            if (b >= lowest && b <= highest) {
                pending--;
                lowest = 0x80;
                highest = 0xBF;
                multibyte += pending == 0 ? 1 : 0;
                return;
            }
            invalid++;
            pending = 0;
        }
        lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        if (b >= 0xC2 && b <= 0xDF) {
            pending = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            pending = 2;
        } else if (b >= 0xF0 && b <= 0xF4) {
            pending = 3;
        } else if (b >= 0x80) {
            invalid++;
        }
    }

    /** The encoding's name as Java knows it. */
    public String name() {
        return guess().encoding();
    }

    /** The encodings that cannot be told apart by these bytes, the likeliest first; empty where one is certain. */
    public List<String> possible() {
        return guess().possible();
    }

    /** True when the text holds bytes that the encoding cannot explain. */
    public boolean damaged() {
        return invalid > 0 && name().equals("UTF-8");
    }

    private CharsetGuess guess() {
        CharsetGuess known = guess;
        if (known == null) {
            known = newGuess();
            guess = known;
        }
        return known;
    }

    private CharsetGuess newGuess() {
        String marked = byteOrderMark() != null ? byteOrderMark() : wide();
        if (marked != null) {
            return new CharsetGuess(marked, List.of());
        }
        // a few damaged bytes in a file that is UTF-8 otherwise cost their rows, not the umlauts of all others
        if (invalid == 0 || multibyte > 10 * invalid) {
            return new CharsetGuess("UTF-8", List.of());
        }
        CharsetGuess other = CharsetGuess.of(sample, sampled);
        if (multibyte == 0 || invalid > 10 * multibyte) {
            return other;
        }
        List<String> possible = new ArrayList<>(List.of("UTF-8", other.encoding()));
        other.possible().stream().filter(name -> !possible.contains(name)).forEach(possible::add);
        return new CharsetGuess(multibyte >= invalid ? "UTF-8" : other.encoding(), List.copyOf(possible));
    }

    private @Nullable String byteOrderMark() {
        int a = at(0);
        int b = at(1);
        if (a == 0xEF && b == 0xBB && at(2) == 0xBF) {
            return "UTF-8";
        }
        if (a == 0xFF && b == 0xFE) {
            return at(2) == 0 && at(3) == 0 ? "UTF-32LE" : "UTF-16LE";
        }
        return a == 0xFE && b == 0xFF ? "UTF-16BE" : null;
    }

    private int at(int index) {
        return index < sampled ? sample[index] & 0xFF : -1;
    }

    /** UTF-16 without a mark: in mostly Latin text every other byte is zero. */
    private @Nullable String wide() {
        int even = 0;
        int odd = 0;
        int looked = Math.min(sampled, 8_192);
        for (int i = 0; i < looked; i++) {
            if (sample[i] == 0) {
                even += i % 2 == 0 ? 1 : 0;
                odd += i % 2;
            }
        }
        if (looked < 4 || even + odd < looked / 5) {
            return null;
        }
        return odd > 4 * even ? "UTF-16LE" : even > 4 * odd ? "UTF-16BE" : null;
    }

    /** A name from outside as one of the machine's encodings; null when there is none of that name. */
    static @Nullable public Charset named(String name) {
        try {
            return Charset.forName(name.strip());
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** Whether what comes first in the file is a text at all, and if not, the remedy. */
    @Nullable
    public String notText() {
        if (starts('P', 'K', 3, 4) || starts(0xD0, 0xCF, 0x11, 0xE0)) {
            return "This is a workbook, not a text file: save it as CSV (\"CSV UTF-8\") and choose that file.";
        }
        if (starts(0x1F, 0x8B)) {
            return "This file is compressed: unpack it and choose the CSV file in it.";
        }
        if (starts('%', 'P', 'D', 'F')) {
            return "This is a PDF; an import needs a text file with one row a lead (CSV).";
        }
        String text = new String(
                sample,
                0,
                Math.min(sampled, 8_192),
                wide() == null && byteOrderMark() == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name()));
        long control = text.chars()
                .filter(c -> c < 32 && c != '\n' && c != '\r' && c != '\t' && c != 0)
                .count();
        return control * 20 > text.length() ? "This file is no text; an import needs one row a lead (CSV)." : null;
    }

    private boolean starts(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (at(i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    public boolean empty() {
        return sampled == 0;
    }
}
