package dev.sluice.imports.mapping;

import dev.sluice.imports.csv.ColumnFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a deal, or a lead without one, ended by the words of a file. */
public enum DealOutcome {
    WON(
            "won",
            "closed_won",
            "closedwon",
            "gewonnen",
            "gagné",
            "gagnée",
            "ganado",
            "ganada",
            "ganho",
            "ganha",
            "vinto",
            "vinta",
            "wygrana",
            "wygrany",
            "wygrane",
            "vyhráno",
            "vyhraný",
            "vyhraná",
            "kazanıldı",
            "kazanildi",
            "gewonnen_abgeschlossen",
            "converted",
            "sold"),
    LOST(
            "lost",
            "closed_lost",
            "closedlost",
            "verloren",
            "perdu",
            "perdue",
            "perdido",
            "perdida",
            "perso",
            "persa",
            "przegrana",
            "przegrany",
            "przegrane",
            "utracona",
            "prohráno",
            "ztraceno",
            "prohraný",
            "kaybedildi",
            "kayıp",
            "not_converted"),
    OPEN(
            "open",
            "in_progress",
            "pending",
            "ongoing",
            "active",
            "offen",
            "laufend",
            "ouvert",
            "ouverte",
            "en_cours",
            "abierto",
            "abierta",
            "en_curso",
            "aberto",
            "aberta",
            "em_andamento",
            "aperto",
            "aperta",
            "in_corso",
            "otwarta",
            "otwarty",
            "otwarte",
            "w_toku",
            "otevřeno",
            "otevřený",
            "otevřená",
            "açık",
            "new",
            "neu");

    private final Set<String> words;

    DealOutcome(String... words) {
        this.words = Set.of(words);
    }

    /** The end as pipelines name it; null where there is none yet. */
    public @Nullable String end() {
        return this == WON ? "won" : this == LOST ? "lost" : null;
    }

    /** Whether the words say that something is won or lost. */
    public static boolean isEnd(String value) {
        DealOutcome outcome = ofWords(value);
        return outcome == WON || outcome == LOST;
    }

    /** What the words say; null where they say nothing of an end. */
    public static @Nullable DealOutcome ofWords(String value) {
        String id = StageIds.id(value).replaceFirst("^deal_|_deal$", "");
        for (DealOutcome outcome : values()) {
            if (outcome.words.contains(id)) {
                return outcome;
            }
        }
        return null;
    }

    /** What the words say, a yes being a win and a no being none so far. */
    public static @Nullable DealOutcome of(String value) {
        DealOutcome outcome = ofWords(value);
        Boolean yes = outcome == null ? ColumnFormat.yes(value) : null;
        return yes == null ? outcome : yes ? WON : OPEN;
    }
}
