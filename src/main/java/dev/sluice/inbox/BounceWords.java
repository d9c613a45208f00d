package dev.sluice.inbox;

import dev.sluice.inbox.Verdict.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What mail systems say, in their languages, when a delivery fails. All words in lower case. */
final class BounceWords {
    private static final List<String> SUBJECTS = List.of(
            "undeliver",
            "undelivered",
            "delivery failure",
            "delivery failed",
            "delivery status notification",
            "returned mail",
            "mail delivery failed",
            "failure notice",
            "mail system error",
            "nondeliverable",
            "non-delivery",
            "returning message",
            "unzustellbar",
            "nicht zustellbar",
            "zustellung fehlgeschlagen",
            "zustellung nicht möglich",
            "non remis",
            "échec de la remise",
            "échec de remise",
            "no se puede entregar",
            "no se pudo entregar",
            "no entregado",
            "mancato recapito",
            "impossibile recapitare",
            "non recapitabile",
            "onbestelbaar",
            "niet bezorgd",
            "nie można dostarczyć",
            "niedostarczon",
            "não entregue",
            "não foi possível entregar",
            "kunde inte levereras",
            "olevererbart",
            "配信不能",
            "配信できません",
            "не доставлено",
            "недоставленное",
            "teslim edilemedi",
            "配信エラー");

    private static final List<String> FAILED = List.of(
            "could not be delivered",
            "couldn't be delivered",
            "cannot be delivered",
            "can not be delivered",
            "wasn't able to deliver",
            "was unable to deliver",
            "were unable to deliver",
            "unable to deliver",
            "delivery to the following",
            "delivery has failed",
            "permanent fatal errors",
            "permanent error",
            "was not delivered",
            "wasn't delivered",
            "failed to deliver",
            "i'm afraid i wasn't able",
            "undeliverable",
            "not listed in",
            "konnte nicht zugestellt",
            "nicht zugestellt werden",
            "zustellung ist fehlgeschlagen",
            "n'a pas pu être remis",
            "n'a pas pu être distribué",
            "impossible de remettre",
            "no se ha podido entregar",
            "no pudo ser entregado",
            "no se pudo entregar",
            "impossibile consegnare",
            "non è stato possibile recapitare",
            "non è stato recapitato",
            "kon niet worden bezorgd",
            "kan niet worden bezorgd",
            "nie mogła zostać dostarczona",
            "nie została dostarczona",
            "nie udało się dostarczyć",
            "não pôde ser entregue",
            "não foi entregue",
            "kunde inte levereras",
            "kunde inte leverera",
            "配信できませんでした",
            "送信できませんでした",
            "配達できませんでした",
            "не может быть доставлено",
            "не было доставлено");

    private static final List<String> DELAYED = List.of(
            "delivery delayed",
            "is delayed",
            "has been delayed",
            "delayed mail",
            "still being retried",
            "will be retried",
            "will keep trying",
            "will continue to try",
            "continue trying",
            "not yet been delivered",
            "has not been delivered yet",
            "warning: message",
            "could not send message for past",
            "no action is required",
            "verzögert",
            "weitere zustellversuche",
            "retardée",
            "nouvelle tentative",
            "retrasad",
            "se seguirá intentando",
            "in ritardo",
            "ulteriori tentativi",
            "vertraagd",
            "opnieuw geprobeerd",
            "opóźnion",
            "atrasada",
            "försenat",
            "遅延");

    private static final List<String> FINAL = List.of(
            "giving up",
            "given up",
            "i've given up",
            "this is a permanent error",
            "permanent fatal errors",
            "has been removed from the queue",
            "no further attempts",
            "will not be retried",
            "endgültig");

    private static final List<String> FULL = List.of(
            "mailbox full",
            "mailbox is full",
            "mailbox for user is full",
            "quota exceeded",
            "over quota",
            "overquota",
            "exceeded storage",
            "storage allocation",
            "out of storage",
            "insufficient storage",
            "insufficient system storage",
            "quota limit",
            "no space",
            "postfach ist voll",
            "postfach voll",
            "speicherplatz",
            "boîte pleine",
            "boîte aux lettres est pleine",
            "quota dépassé",
            "buzón lleno",
            "buzón está lleno",
            "casella piena",
            "casella di posta è piena",
            "postbus is vol",
            "mailbox is vol",
            "skrzynka jest pełna",
            "przepełniona",
            "caixa de correio cheia",
            "caixa postal cheia",
            "brevlådan är full",
            "容量を超え",
            "いっぱい");

    private static final List<String> REFUSED = List.of(
            "spam",
            "blacklist",
            "blocklist",
            "block list",
            "blocked using",
            "reputation",
            "dmarc",
            "spf",
            "dkim",
            "policy reasons",
            "rate limit",
            "too many",
            "greylist",
            "try again later",
            "temporarily",
            "timed out",
            "timeout",
            "connection refused",
            "message too large",
            "message size exceeds",
            "exceeds size",
            "maximum size",
            "virus",
            "content rejected",
            "unsolicited",
            "expired",
            "message expired");

    private static final List<String> UNKNOWN = List.of(
            "user unknown",
            "unknown user",
            "unknown recipient",
            "no such user",
            "no such mailbox",
            "no such recipient",
            "no such person",
            "does not exist",
            "doesn't exist",
            "not exist",
            "mailbox not found",
            "user not found",
            "recipient not found",
            "address not found",
            "invalid recipient",
            "recipient address rejected: access denied",
            "unrouteable address",
            "unrouteable mail domain",
            "no mailbox here",
            "mailbox unavailable",
            "account is disabled",
            "account has been disabled",
            "account disabled",
            "mailbox disabled",
            "inactive user",
            "user disabled",
            "is not a known user",
            "not listed in domino",
            "not listed in public name",
            "is unknown",
            "not our customer",
            "host or domain name not found",
            "domain not found",
            "host unknown",
            "nxdomain",
            "no longer valid",
            "existiert nicht",
            "empfänger unbekannt",
            "unbekannter empfänger",
            "benutzer unbekannt",
            "n'existe pas",
            "utilisateur inconnu",
            "destinataire inconnu",
            "adresse introuvable",
            "no existe",
            "usuario desconocido",
            "destinatario desconocido",
            "non esiste",
            "utente sconosciuto",
            "destinatario sconosciuto",
            "bestaat niet",
            "onbekende gebruiker",
            "onbekende ontvanger",
            "nie istnieje",
            "nieznany użytkownik",
            "nieznany odbiorca",
            "não existe",
            "usuário desconhecido",
            "destinatário desconhecido",
            "finns inte",
            "okänd mottagare",
            "okänd användare",
            "存在しません",
            "宛先不明",
            "不明なユーザー",
            "не существует",
            "не найден");

    private BounceWords() {}

    static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replace('’', '\'').replaceAll("\\s+", " ");
    }

    static boolean saysFailed(String subject, String words) {
        return any(SUBJECTS, normal(subject)) || any(FAILED, words);
    }

    static boolean saysDelayed(String subject, String words) {
        return any(DELAYED, normal(subject)) || any(DELAYED, words);
    }

    static boolean saysFinal(String words) {
        return any(FINAL, words);
    }

    /** What the words say of the address; nothing when they say nothing. */
    static Optional<Severity> severity(String words) {
        if (any(FULL, words)) {
            return Optional.of(Severity.SOFT);
        }
        if (any(UNKNOWN, words)) {
            return Optional.of(Severity.HARD);
        }
        return any(REFUSED, words) ? Optional.of(Severity.SOFT) : Optional.empty();
    }

    private static boolean any(List<String> phrases, String words) {
        return phrases.stream().anyMatch(words::contains);
    }
}
