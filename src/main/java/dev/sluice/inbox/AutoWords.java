package dev.sluice.inbox;

import java.util.List;
import java.util.Locale;

/** What answering machines say, in the languages of those who set them up. All words in lower case. */
final class AutoWords {
    /** How answering programs begin a subject; a colon, a dash or nothing follows. */
    private static final List<String> SUBJECTS = List.of(
            "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response", "autoresponse",
            "automated reply", "automated response", "auto", "out of office", "out of the office", "out-of-office",
            "out of office autoreply", "out of office reply", "on vacation", "vacation reply", "away from office",
            "automatische antwort", "abwesenheitsnotiz", "abwesenheit", "abwesend", "abwesenheitsmeldung",
            "automatische abwesenheitsnotiz", "réponse automatique", "absence du bureau", "absent du bureau",
            "message d'absence", "absence", "respuesta automática", "fuera de la oficina", "fuera de oficina",
            "ausente de la oficina", "risposta automatica", "fuori sede", "fuori ufficio", "assente", "assenza",
            "automatisch antwoord", "afwezig", "afwezigheidsbericht", "niet aanwezig", "afwezigheid",
            "automatische beantwoording", "odpowiedź automatyczna", "automatyczna odpowiedź", "poza biurem", "nieobecność",
            "autoodpowiedź", "resposta automática", "fora do escritório", "ausência", "ausente", "autosvar",
            "automatiskt svar", "frånvaro", "frånvarande", "automatisk svar", "fraværsmelding", "fraværende", "fravær",
            "automaattinen vastaus", "poissa", "poissaoloilmoitus", "automatická odpověď", "mimo kancelář", "автоответ",
            "автоматический ответ", "отсутствие на рабочем месте", "otomatik yanıt", "自動応答", "自動返信", "不在通知",
            "不在のお知らせ", "不在連絡", "休暇中", "自动回复", "自動回覆", "자동 회신", "부재중", "răspuns automat",
            "automatikus válasz", "αυτόματη απάντηση");

    /** Says outright that a machine speaks. */
    private static final List<String> MACHINE = List.of(
            "this is an automatic", "this is an automated", "this is an auto", "automatically generated", "automatic reply",
            "automated reply", "automated response", "auto-reply", "autoreply", "please do not reply to this",
            "do not respond to this", "this mailbox is not monitored", "not monitored", "unattended mailbox",
            "automatisch erzeugt", "automatisch generiert", "automatisch erstellt", "automatische antwort",
            "automatische nachricht", "antworten sie nicht auf diese", "nicht auf diese e-mail", "message automatique",
            "réponse automatique", "généré automatiquement", "merci de ne pas répondre à ce", "ne pas répondre à ce",
            "mensaje automático", "respuesta automática", "generado automáticamente", "no responda a este",
            "messaggio automatico", "risposta automatica", "generato automaticamente", "non rispondere a questo",
            "si prega di non rispondere", "automatisch bericht", "automatisch gegenereerd", "automatisch antwoord",
            "reageer niet op deze", "wiadomość automatyczna", "wygenerowana automatycznie", "automatyczna odpowiedź",
            "prosimy nie odpowiadać", "nie odpowiadaj na tę", "mensagem automática", "resposta automática",
            "gerada automaticamente", "não responda a este", "não responda a esta", "automatiskt meddelande", "autosvar",
            "automatiskt svar", "svara inte på detta", "går inte att svara", "自動返信", "自動応答", "自動で送信", "自動的に送信",
            "自動配信", "返信しないで", "返信いただいても", "автоматическ", "automatisk svar", "automaattinen");

    private static final List<String> AWAY = List.of(
            "out of office", "out of the office", "out-of-office", "i am away", "i'm away", "i will be away", "i'll be away",
            "currently away", "am currently out", "on annual leave", "on leave", "on vacation", "on holiday", "on my holiday",
            "parental leave", "maternity leave", "paternity leave", "sick leave", "away from my desk", "away from the office",
            "not in the office", "office is closed", "offices are closed", "we are closed", "currently travelling",
            "currently traveling", "on a business trip", "not be checking", "nicht im büro", "nicht im haus", "außer haus",
            "ausser haus", "im urlaub", "in urlaub", "in elternzeit", "im mutterschutz", "abwesend", "nicht erreichbar",
            "auf dienstreise", "nicht am arbeitsplatz", "mein büro ist", "absent", "absente", "en congé", "en vacances",
            "en déplacement", "hors du bureau", "de retour le", "ne suis pas au bureau", "fermé jusqu", "bureaux sont fermés",
            "fuera de la oficina", "fuera de oficina", "de vacaciones", "estoy ausente", "estaré ausente", "estaré fuera",
            "estoy fuera", "de baja", "fuori ufficio", "fuori sede", "in ferie", "in vacanza", "assente", "sono in viaggio",
            "in congedo", "in maternità", "niet op kantoor", "niet aanwezig", "afwezig", "met vakantie", "op vakantie",
            "met verlof", "buiten kantoor", "poza biurem", "na urlopie", "nieobecny", "nieobecna", "jestem na zwolnieniu",
            "w podróży służbowej", "nie ma mnie w biurze", "fora do escritório", "de férias", "em férias", "estou ausente",
            "estarei ausente", "estarei fora", "de licença", "inte på kontoret", "på semester", "semesterledig",
            "föräldraledig", "är ledig", "är bortrest", "inte på plats", "har semester", "ikke på kontoret", "på ferie",
            "har ferie", "lomalla", "poissa toimistolta", "mimo kancelář", "na dovolené", "в отпуске", "отсутствую", "不在",
            "休暇", "休業", "出張中", "席を外して", "お休みを", "夏季休業", "休假", "外出", "부재");

    private static final List<String> LEFT = List.of(
            "no longer with", "no longer work", "no longer employed", "has left the company", "have left the company",
            "left the organisation", "left the organization", "nicht mehr bei", "nicht mehr für", "das unternehmen verlassen",
            "nicht mehr in unserem", "ne fait plus partie", "ne travaille plus", "a quitté", "ya no trabaja", "ya no forma parte",
            "non lavora più", "non fa più parte", "non è più in", "niet meer werkzaam", "werkt niet meer", "nie pracuje już",
            "już nie pracuje", "não trabalha mais", "já não trabalha", "não faz mais parte", "arbetar inte längre",
            "slutat på", "jobbar inte längre", "退職", "больше не работает");

    private static final List<String> RECEIVED = List.of(
            "we have received your", "we've received your", "has been received", "we received your", "your request has been",
            "your enquiry", "your inquiry has", "a ticket has been", "ticket has been created", "will be processed",
            "thank you for contacting", "thanks for contacting", "thank you for reaching out to", "thank you for writing to",
            "wir haben ihre", "ist bei uns eingegangen", "ihre anfrage", "ihre nachricht ist", "vielen dank für ihre anfrage",
            "nous avons bien reçu", "avons bien reçu", "votre demande a", "accusons réception", "hemos recibido su",
            "hemos recibido tu", "su solicitud ha", "su consulta ha", "abbiamo ricevuto", "la sua richiesta",
            "la tua richiesta", "wij hebben uw", "we hebben uw", "we hebben je", "uw bericht is", "uw aanvraag",
            "otrzymaliśmy", "twoje zgłoszenie", "państwa zgłoszenie", "recebemos a sua", "recebemos sua", "a sua mensagem foi",
            "sua solicitação", "o seu pedido", "vi har tagit emot", "vi har mottagit", "ditt ärende", "お問い合わせありがとう",
            "受け付けました", "受付いたしました", "受付けました", "承りました", "отримано", "получили ваш", "ваше обращение");

    private static final List<String> THANKS = List.of(
            "thank you for your e-mail", "thank you for your email", "thank you for your mail", "thank you for your message",
            "thanks for your e-mail", "thanks for your email", "thanks for your message", "thanks for your mail",
            "thank you for contacting", "thanks for contacting", "thank you for getting in touch", "thank you for reaching out",
            "vielen dank für ihre", "danke für ihre", "vielen dank für deine", "danke für deine", "merci pour votre",
            "merci de votre", "je vous remercie", "nous vous remercions", "gracias por su", "gracias por tu",
            "gracias por contactar", "gracias por escribir", "grazie per la", "grazie per il", "grazie per aver",
            "la ringrazio", "bedankt voor uw", "bedankt voor je", "dank u voor", "dank voor uw", "dziękuję za", "dziękujemy za",
            "obrigado pela", "obrigada pela", "obrigado por", "obrigada por", "agradecemos", "tack för ditt", "tack för din",
            "ありがとうございます", "いつもお世話", "takk for", "tak for", "kiitos viestistä", "спасибо за");

    private static final List<String> URGENT = List.of(
            "urgent", "in my absence", "immediate assistance", "immediate attention", "emergency", "please contact",
            "reach out to my colleague", "dringend", "in eiligen", "wenden sie sich", "meine vertretung", "vertritt mich",
            "ansprechpartner", "en cas d'urgence", "urgence", "veuillez contacter", "vous pouvez contacter", "urgente",
            "póngase en contacto", "puede contactar", "contacte con", "può contattare", "contattare", "rivolgersi",
            "dringende", "spoed", "contact opnemen met", "neem contact", "pilnych", "pilne", "proszę o kontakt",
            "kontakt z", "contate", "contactar", "entrar em contato", "entre em contato", "brådskande", "kontakta",
            "i mitt ställe", "緊急", "お急ぎ", "代わりに", "までご連絡", "haster", "kiireellis", "срочн", "weitergeleitet",
            "forwarded automatically", "not be forwarded", "in my stead", "instead");

    private static final List<String> RETURN = List.of(
            "upon my return", "on my return", "when i return", "when i am back", "when i'm back", "when i get back",
            "as soon as i", "once i am back", "will respond", "will reply", "will be back", "i'll be back", "back in the office",
            "i return", "returning", "limited access", "no access", "intermittent access", "sporadic", "get back to you",
            "nach meiner rückkehr", "wieder für sie", "wieder da", "wieder im büro", "wieder erreichbar", "ab dem",
            "keinen zugriff", "eingeschränkt", "à mon retour", "de retour", "mon retour", "accès limité", "a mi regreso",
            "a mi vuelta", "de vuelta", "volveré", "regreso", "acceso limitado", "al mio rientro", "rientro", "rientrerò",
            "sarò di nuovo", "tornerò", "accesso limitato", "bij terugkomst", "bij mijn terugkomst", "weer bereikbaar",
            "weer aanwezig", "weer op kantoor", "ben ik terug", "po powrocie", "wracam", "wrócę", "odpowiem", "quando regressar",
            "no meu regresso", "meu retorno", "volto", "regresso", "responderei", "retornarei", "är tillbaka", "åter",
            "när jag är tillbaka", "svarar jag", "kommer tillbaka", "戻り次第", "休み明け", "対応いたします", "ご返信",
            "ご連絡いたします", "返信いたします", "折り返し", "tilbake", "tilbage", "palaan", "вернусь", "отвечу");

    private static final List<String> PROMISE = List.of(
            "business day", "working day", "business hours", "as soon as possible", "within 24", "within 48", "within one",
            "within two", "shortly", "one of our", "our team", "werktag", "schnellstmöglich", "so schnell wie möglich",
            "innerhalb von", "in kürze", "umgehend", "jours ouvr", "dans les plus brefs", "sous 24", "sous 48", "días hábiles",
            "días laborables", "lo antes posible", "a la brevedad", "giorni lavorativi", "al più presto", "nel più breve",
            "werkdag", "zo snel mogelijk", "zo spoedig mogelijk", "dni robocz", "jak najszybciej", "wkrótce", "dias úteis",
            "o mais breve", "em breve", "brevemente", "arbetsdag", "så snart", "inom kort", "営業日", "担当者", "рабочих дн");

    private static final List<String> CHALLENGE = List.of(
            "confirm that you are a human", "confirm you are human", "prove that you are human", "verify that you are a person",
            "click the link below to deliver", "your message is being held", "held until you confirm", "sender verification",
            "approve your message", "waiting for your confirmation", "wird zugestellt, sobald sie");

    private AutoWords() {}

    static String normal(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replaceAll("[\\s\\u00a0\\u200b\\u3000]+", " ")
                .strip();
    }

    /** Whether a subject begins as programs begin theirs: their word, then a mark or the end. */
    static boolean beginsAutomatically(String subject) {
        String plain = normal(subject).replaceFirst("^[\\[(【<*]+ ?", "");
        for (String start : SUBJECTS) {
            if (plain.startsWith(start)) {
                String rest = plain.substring(start.length()).stripLeading();
                boolean short_ = start.equals("auto") || start.equals("absence") || start.equals("absent");
                if ((rest.isEmpty() && !short_) || (!rest.isEmpty() && ":：]】)>".indexOf(rest.charAt(0)) >= 0)) {
                    return true;
                }
                if (!short_ && rest.matches("([-–—(,].*|(re|aw|sv|tr|r)\\s?:.*|.{0,12}\\d.*)")) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean machine(String words) {
        return any(MACHINE, words);
    }

    static boolean away(String words) {
        return any(AWAY, words);
    }

    static boolean left(String words) {
        return any(LEFT, words);
    }

    static boolean received(String words) {
        return any(RECEIVED, words);
    }

    static boolean thanks(String words) {
        return any(THANKS, words);
    }

    static boolean urgent(String words) {
        return any(URGENT, words);
    }

    static boolean returns(String words) {
        return any(RETURN, words);
    }

    static boolean promises(String words) {
        return any(PROMISE, words);
    }

    static boolean challenges(String words) {
        return any(CHALLENGE, words);
    }

    private static boolean any(List<String> phrases, String words) {
        return phrases.stream().anyMatch(words::contains);
    }
}
