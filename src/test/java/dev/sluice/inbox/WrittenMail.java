package dev.sluice.inbox;

import dev.sluice.inbox.Corpus.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** People: every text by several mail programs, and the cases in which a machine could be suspected. */
final class WrittenMail {
    private enum Client {
        GMAIL,
        OUTLOOK,
        THUNDERBIRD,
        PHONE,
        BELOW,
        NO_QUOTE,
        HTML_ONLY
    }

    private static final String ASKED =
            "Hello Owen,\nshall we talk on Tuesday?\n\nRosalind\n-- \nUnsubscribe: https://sluice.example/u/1";

    private static final Map<String, String> WROTE = Map.of(
            "en", "On Sun, 22 Nov 2026 at 09:12, Rosalind <rosalind@sluice.example>\nwrote:",
            "de", "Am 22.11.26 um 09:12 schrieb Rosalind:",
            "fr", "Le dim. 22 nov. 2026 à 09:12, Rosalind <rosalind@sluice.example> a\nécrit :",
            "es", "El dom, 22 nov 2026 a las 9:12, Rosalind (<rosalind@sluice.example>) escribió:",
            "it", "Il giorno dom 22 nov 2026 alle 09:12 Rosalind <rosalind@sluice.example> ha\nscritto:",
            "nl", "Op 22 nov 2026 om 09:12 heeft Rosalind <rosalind@sluice.example> het volgende geschreven:",
            "pl", "niedz., 22 lis 2026 o 09:12 Rosalind <rosalind@sluice.example> napisał(a):",
            "pt", "Em dom., 22 de nov. de 2026, 09:12, Rosalind <rosalind@sluice.example> escreveu:",
            "sv", "Den sön 22 nov. 2026 kl 09:12 skrev Rosalind <rosalind@sluice.example>:",
            "ja", "2026年11月22日(日) 9:12 Rosalind <rosalind@sluice.example>:");

    private static final Map<String, String> OUTLOOK_HEAD = Map.of(
            "en", "From: Rosalind\nSent: Sunday, 22 November 2026 09:12\nTo: Owen Marsh\nSubject: %s",
            "de", "Von: Rosalind\nGesendet: Sonntag, 22. November 2026 09:12\nAn: Owen Marsh\nBetreff: %s",
            "fr", "De : Rosalind\nEnvoyé : dimanche 22 novembre 2026 09:12\nÀ : Owen Marsh\nObjet : %s",
            "es", "De: Rosalind\nEnviado el: domingo, 22 de noviembre de 2026 9:12\nPara: Owen Marsh\nAsunto: %s",
            "it", "Da: Rosalind\nInviato: domenica 22 novembre 2026 09:12\nA: Owen Marsh\nOggetto: %s",
            "nl", "Van: Rosalind\nVerzonden: zondag 22 november 2026 09:12\nAan: Owen Marsh\nOnderwerp: %s",
            "pl", "Od: Rosalind\nWysłano: niedziela, 22 listopada 2026 09:12\nDo: Owen Marsh\nTemat: %s",
            "pt", "De: Rosalind\nEnviada em: domingo, 22 de novembro de 2026 09:12\nPara: Owen Marsh\nAssunto: %s",
            "sv", "Från: Rosalind\nSkickat: den 22 november 2026 09:12\nTill: Owen Marsh\nÄmne: %s",
            "ja", "差出人: Rosalind\n送信日時: 2026年11月22日 9:12\n宛先: Owen Marsh\n件名: %s");

    private static final Map<String, String> RE =
            Map.of("de", "AW: ", "nl", "Antw: ", "sv", "SV: ", "pl", "Odp: ", "it", "R: ");

    private static final Map<String, String> FROM_PHONE = Map.of(
            "en", "Sent from my iPhone",
            "de", "Von meinem iPhone gesendet",
            "fr", "Envoyé de mon iPhone",
            "es", "Enviado desde mi iPhone",
            "it", "Inviato da iPhone",
            "nl", "Verstuurd vanaf mijn iPhone",
            "pl", "Wysłane z iPhone'a",
            "pt", "Enviado do meu iPhone",
            "sv", "Skickat från min iPhone",
            "ja", "iPhoneから送信");

    private WrittenMail() {}

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        List<String> texts = Corpus.blocks("written.txt");
        for (int i = 0; i < texts.size(); i++) {
            String language = texts.get(i).substring(0, 2);
            String text = texts.get(i).substring(3).strip();
            for (int k = 0; k < 4; k++) {
                Client client = Client.values()[(i + k * 2) % Client.values().length];
                all.add(written(language, text, client, i));
            }
        }
        all.addAll(suspicious());
        return all;
    }

    private static Case written(String language, String text, Client client, int number) {
        String head = """
                From: %s <%s>
                To: %s
                Subject: %s
                Message-ID: <written-%d-%s@brightfold.example>
                In-Reply-To: %s
                X-Auto-Response-Suppress: DR, OOF, AutoReply
                MIME-Version: 1.0
                """.formatted(
                        "Owen Marsh",
                        Corpus.THEM,
                        Corpus.US,
                        Corpus.encoded(RE.getOrDefault(language, "Re: ") + Corpus.SUBJECT),
                        number,
                        client,
                        Corpus.OURS);
        return new Case(
                "written " + number + " with " + client,
                Corpus.bytes(head + body(language, text, client)),
                "reply",
                null,
                text);
    }

    private static String body(String language, String text, Client client) {
        String wrote = WROTE.get(language);
        String plain = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n%s\n";
        return switch (client) {
            case GMAIL -> plain.formatted(Corpus.base64(text + "\n\n" + wrote + "\n\n" + Corpus.quoted(ASKED)));
            case OUTLOOK ->
                plain.formatted(Corpus.base64(
                        text + "\n\n" + OUTLOOK_HEAD.get(language).formatted(Corpus.SUBJECT) + "\n\n" + ASKED));
            case THUNDERBIRD ->
                plain.formatted(Corpus.base64(wrote + "\n" + Corpus.quoted("Hello Owen,\nshall we talk on Tuesday?")
                        + "\n\n" + text + "\n\n-- \nOwen Marsh, Brightfold"));
            case PHONE ->
                plain.formatted(Corpus.base64(text + "\n\n" + FROM_PHONE.get(language) + "\n\n> "
                        + wrote.replace("\n", " ") + "\n> \n" + Corpus.quoted(ASKED)));
            case BELOW -> plain.formatted(Corpus.base64(Corpus.quoted(ASKED) + "\n\n" + text));
            case NO_QUOTE -> "Content-Type: text/plain; charset=utf-8\n\n" + text + "\n";
            case HTML_ONLY ->
                """
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                %s
                """.formatted(Corpus.quotedPrintable("<div dir=\"ltr\">" + Corpus.html(text)
                        + "</div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">"
                        + Corpus.html(wrote)
                        + "<br></div><blockquote class=\"gmail_quote\">" + Corpus.html(ASKED) + "</blockquote></div>"));
        };
    }

    private static List<Case> suspicious() {
        return List.of(
                plain(
                        "answers our automatic reply",
                        "Re: Automatic reply: " + Corpus.SUBJECT,
                        "",
                        """
                        Fine, then I will wait for Monday.

                        On Sun, 22 Nov 2026, Rosalind <rosalind@sluice.example> wrote:
                        > I am out of the office until 30 November. This is an automatic reply, for urgent
                        > matters please contact the desk.
                        """,
                        "reply",
                        "Fine, then I will wait for Monday."),
                plain(
                        "forwards a colleague's out of office",
                        "Fwd: Out of Office: lunch",
                        "",
                        """
                        See below, Dana cannot decide before December, so ask me instead.

                        ---------- Forwarded message ---------
                        From: Dana Field <dana@brightfold.example>
                        Subject: Out of Office: lunch

                        I am out of the office until 4 December and will respond upon my return.
                        """,
                        "reply",
                        "See below, Dana cannot decide before December, so ask me instead."),
                plain(
                        "forwards a bounce of their own",
                        "Fwd: Undelivered Mail Returned to Sender",
                        "",
                        """
                        I tried to answer you and got this, is the address right?

                        -------- Original Message --------
                        From: MAILER-DAEMON@brightfold.example
                        Subject: Undelivered Mail Returned to Sender

                        rosalnd@sluice.example: 550 5.1.1 user unknown
                        """,
                        "reply",
                        "I tried to answer you and got this, is the address right?"),
                plain(
                        "a colleague answers",
                        "Re: " + Corpus.SUBJECT,
                        "References: <x@y.example> " + Corpus.OURS + "\n",
                        """
                        Owen is on holiday, I am looking after this. Send me the offer please?

                        Dana

                        On Sun, 22 Nov 2026, Rosalind <rosalind@sluice.example> wrote:
                        > shall we talk on Tuesday
                        """,
                        "reply",
                        null),
                plain(
                        "through a shared mailbox's list",
                        "Re: " + Corpus.SUBJECT,
                        "In-Reply-To: " + Corpus.OURS + "\nList-ID: <sales.brightfold.example>\nPrecedence: list\n"
                                + "List-Post: <mailto:sales@brightfold.example>\nList-Unsubscribe: <mailto:x@brightfold.example>\n",
                        "We would like the larger plan.\n",
                        "reply",
                        "We would like the larger plan."),
                plain(
                        "says that no machine sent it",
                        "Re: " + Corpus.SUBJECT,
                        "Auto-Submitted: no\nIn-Reply-To: " + Corpus.OURS + "\n",
                        "Call me after four.\n",
                        "reply",
                        "Call me after four."),
                plain(
                        "talks of unsubscribing",
                        "Re: " + Corpus.SUBJECT,
                        "In-Reply-To: " + Corpus.OURS + "\n",
                        "How do I unsubscribe a colleague who has left? I still want to hear from you.\n",
                        "reply",
                        null),
                plain("has a subject about absence", "Out of office rules for the helpdesk", "", """
                        Dear Rosalind, we want a helpdesk that also answers at night. Is that part of your plans?
                        """, "letter", null),
                plain("has a subject that begins with auto", "Auto dealers in Leeds", "", """
                        We run nine dealerships and look for someone to host our phones.
                        """, "letter", null),
                plain(
                        "writes for the first time",
                        "Hosting for nine shops",
                        "",
                        "Could you send prices?\n",
                        "letter",
                        null),
                plain(
                        "thanks for an answer and says they have it",
                        "Re: " + Corpus.SUBJECT,
                        "In-Reply-To: " + Corpus.OURS + "\n",
                        """
                        Thank you for your message, we have received your offer. We will decide on Friday.
                        """,
                        "reply",
                        null),
                plain(
                        "is away soon, and asks",
                        "Re: " + Corpus.SUBJECT,
                        "In-Reply-To: " + Corpus.OURS + "\n",
                        """
                        I'll be away until 4 December, so can you send the contract before that? Contact Dana if I forget.
                        """,
                        "reply",
                        null),
                plain(
                        "answers with an invitation",
                        "Re: " + Corpus.SUBJECT,
                        "In-Reply-To: " + Corpus.OURS + "\n",
                        """
                        Here is a time that works.
                        """,
                        "reply",
                        null),
                plain(
                        "answers with nothing but the quotation",
                        "Re: " + Corpus.SUBJECT,
                        "In-Reply-To: " + Corpus.OURS + "\n",
                        """
                        > shall we talk on Tuesday
                        """,
                        "reply",
                        ""),
                plain(
                        "wrote in between",
                        "Re: " + Corpus.SUBJECT,
                        "In-Reply-To: " + Corpus.OURS + "\n",
                        """
                        > shall we talk on Tuesday
                        Yes, at ten.
                        > and who decides
                        I do.
                        """,
                        "reply",
                        "Yes, at ten.\nI do."));
    }

    private static Case plain(String name, String subject, String headers, String text, String is, String own) {
        return new Case(
                name,
                Corpus.bytes("""
                From: Owen Marsh <%s>
                To: %s
                Subject: %s
                Message-ID: <%s@brightfold.example>
                %sContent-Type: text/plain; charset=utf-8

                %s""".formatted(Corpus.THEM, Corpus.US, subject, name.replace(' ', '-'), headers, text)),
                is,
                null,
                own);
    }
}
