package dev.sluice.inbox;

import dev.sluice.inbox.Corpus.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What mail systems send back: the dialects of ten of them, their languages, and the reasons they give. */
final class BounceMail {
    /** Why a delivery failed: what it is for the address, the code, and the remote system's words. */
    private record Reason(String is, String action, String status, String says) {}

    private static final List<Reason> REASONS = List.of(
            new Reason("bounce hard", "failed", "5.1.1", "550 5.1.1 <%s>: user unknown here"),
            new Reason("bounce soft", "failed", "5.2.2", "552 5.2.2 the mailbox of %s is over quota"),
            new Reason("bounce soft", "failed", "5.7.1", "554 5.7.1 your network is on a blocklist"),
            new Reason("bounce delayed", "delayed", "4.4.1", "connect to mx.brightfold.example: connection timed out"),
            new Reason("bounce soft", "failed", "4.4.7", "message expired after five days in the queue"),
            new Reason("bounce hard", "failed", "5.1.2", "host or domain name not found for brightfold.example"),
            new Reason("bounce hard", "failed", "5.2.1", "550 5.2.1 account disabled"),
            new Reason("bounce hard", "failed", "5.0.0", "550 no mailbox here by that name, %s does not exist"),
            new Reason("bounce soft", "failed", "5.3.4", "552 5.3.4 message size exceeds the maximum size"));

    /** How the systems that translate say that a mail did not arrive, was late, and that a mailbox is not there. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "en",
                    List.of(
                            "Undeliverable: ",
                            "Your message to %s couldn't be delivered.",
                            "The address does not exist."),
            "de",
                    List.of(
                            "Unzustellbar: ",
                            "Ihre Nachricht an %s konnte nicht zugestellt werden.",
                            "Der Empfänger existiert nicht."),
            "fr", List.of("Non remis : ", "Votre message à %s n'a pas pu être remis.", "Cette adresse n'existe pas."),
            "es", List.of("No entregado: ", "El mensaje para %s no se ha podido entregar.", "La dirección no existe."),
            "it",
                    List.of(
                            "Mancato recapito: ",
                            "Non è stato possibile recapitare il messaggio a %s.",
                            "L'indirizzo non esiste."),
            "nl", List.of("Onbestelbaar: ", "Uw bericht aan %s kon niet worden bezorgd.", "Dit adres bestaat niet."),
            "pl", List.of("Niedostarczone: ", "Wiadomość do %s nie została dostarczona.", "Ten adres nie istnieje."),
            "pt", List.of("Não entregue: ", "A mensagem para %s não foi entregue.", "O endereço não existe."),
            "sv", List.of("Olevererbart: ", "Meddelandet till %s kunde inte levereras.", "Adressen finns inte."),
            "ja", List.of("配信不能: ", "%s 宛てのメッセージを配信できませんでした。", "この宛先は存在しません。"));

    private BounceMail() {}

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (int i = 0; i < REASONS.size(); i++) {
            Reason reason = REASONS.get(i);
            all.add(report(
                    "postfix " + i,
                    "MAILER-DAEMON@mx.brightfold.example",
                    "Undelivered Mail Returned to Sender",
                    reason,
                    "This is the mail system at host mx.brightfold.example.\n\nIt could not deliver your message."));
            all.add(report(
                    "sendmail " + i,
                    "MAILER-DAEMON@brightfold.example",
                    "Returned mail: see transcript for details",
                    reason,
                    "   ----- The following addresses had trouble -----\n<" + Corpus.THEM + ">"));
            all.add(report(
                    "zimbra " + i,
                    "mailer-daemon@zimbra.brightfold.example",
                    "Undelivered Mail Returned to Sender",
                    reason,
                    "The mail system at zimbra.brightfold.example could not place it."));
            all.add(exim("exim " + i, reason));
            all.add(qmail("qmail " + i, reason));
        }
        WORDS.forEach((language, words) -> {
            all.add(exchange(language, words));
            all.add(onlyWords(language, words));
        });
        all.addAll(special());
        return all;
    }

    private static Case report(String name, String from, String subject, Reason reason, String text) {
        return Case.of(
                name,
                """
                Return-Path: <>
                From: %s
                To: %s
                Subject: %s
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="B0/%s"

                --B0/%s
                Content-Type: text/plain; charset=us-ascii

                %s

                --B0/%s
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.brightfold.example
                Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0100

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; %s

                --B0/%s
                Content-Type: message/rfc822

                From: rosalind@sluice.example
                To: %s
                Message-ID: %s
                Subject: %s

                Hello
                --B0/%s--
                """.formatted(
                                from,
                                Corpus.US,
                                subject,
                                name.replace(' ', '-'),
                                name.replace(' ', '-'),
                                text,
                                name.replace(' ', '-'),
                                Corpus.THEM,
                                reason.action(),
                                reason.status(),
                                reason.says().formatted(Corpus.THEM),
                                name.replace(' ', '-'),
                                Corpus.THEM,
                                Corpus.OURS,
                                Corpus.SUBJECT,
                                name.replace(' ', '-')),
                reason.is());
    }

    private static Case exim(String name, Reason reason) {
        boolean waits = reason.action().equals("delayed");
        return Case.of(
                name,
                """
                X-Failed-Recipients: %s
                From: Mail Delivery System <Mailer-Daemon@mail.gmx-like.example>
                To: %s
                Subject: %s
                Auto-Submitted: auto-replied
                Content-Type: text/plain; charset=us-ascii

                %s

                  %s
                    host mx.brightfold.example: %s

                ------ This is a copy of the message's headers ------

                Message-ID: %s
                To: %s
                """.formatted(
                        Corpus.THEM,
                        Corpus.US,
                        waits ? "Warning: message 1abc delayed 24 hours" : "Mail delivery failed: returning message",
                        waits
                                ? "The message has not yet been delivered and will be retried."
                                : "A message that you sent could not be delivered.",
                        Corpus.THEM,
                        reason.says().formatted(Corpus.THEM),
                        Corpus.OURS,
                        Corpus.THEM),
                reason.is());
    }

    private static Case qmail(String name, Reason reason) {
        boolean waits = reason.action().equals("delayed");
        return Case.of(
                name,
                """
                Return-Path: <>
                From: MAILER-DAEMON@brightfold.example
                To: %s
                Subject: %s

                %s

                <%s>:
                %s (#%s)

                --- Below this line is a copy of the message.

                Return-Path: <rosalind@sluice.example>
                Message-Id: %s
                """.formatted(
                                Corpus.US,
                                waits ? "Delayed mail" : "failure notice",
                                waits
                                        ? "Hi. This program will keep trying to deliver your message."
                                        : "Hi. I'm afraid I wasn't able to deliver your message. I have given up.",
                                Corpus.THEM,
                                reason.says().formatted(Corpus.THEM),
                                reason.status(),
                                Corpus.OURS),
                reason.is());
    }

    private static Case exchange(String language, List<String> words) {
        return Case.of(
                "exchange " + language,
                """
                Return-Path: <>
                From: %s
                To: %s
                Subject: %s
                X-MS-Exchange-Message-Is-Ndr: true
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="ndr-%s"
                Content-Language: %s

                --ndr-%s
                Content-Type: text/html; charset="utf-8"
                Content-Transfer-Encoding: base64

                %s
                --ndr-%s
                Content-Type: message/delivery-status

                Reporting-MTA: dns;AM0PR.example
                Received-From-MTA: dns;sluice.example

                Original-Recipient: rfc822;%s
                Final-Recipient: rfc822;o.marsh@internal.brightfold.example
                Action: failed
                Status: 5.4.1
                Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied

                --ndr-%s
                Content-Type: text/rfc822-headers

                Message-ID: %s
                To: %s

                --ndr-%s--
                """.formatted(
                        "postmaster@brightfold.example",
                        Corpus.US,
                        Corpus.encoded(words.getFirst() + Corpus.SUBJECT),
                        language,
                        language,
                        language,
                        Corpus.base64("<html><body><p>" + words.get(1).formatted(Corpus.THEM) + "</p></body></html>"),
                        language,
                        Corpus.THEM,
                        language,
                        Corpus.OURS,
                        Corpus.THEM,
                        language),
                "bounce hard");
    }

    private static Case onlyWords(String language, List<String> words) {
        return Case.of(
                "words " + language,
                """
                From: %s <postmaster@brightfold.example>
                To: %s
                Subject: %s
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                %s
                """.formatted(
                                "Mail",
                                Corpus.US,
                                Corpus.encoded(words.getFirst() + Corpus.SUBJECT),
                                Corpus.quotedPrintable(words.get(1).formatted(Corpus.THEM) + "\n" + words.get(2)
                                        + "\n\nMessage-ID: " + Corpus.OURS)),
                "bounce hard");
    }

    private static List<Case> special() {
        Reason unknown = REASONS.getFirst();
        String postfix = new String(
                        report(
                                        "several",
                                        "MAILER-DAEMON@mx.brightfold.example",
                                        "Undelivered Mail Returned to Sender",
                                        unknown,
                                        "Not delivered.")
                                .message(),
                        java.nio.charset.StandardCharsets.UTF_8)
                .replace("\r\n", "\n");
        return List.of(
                Case.of("several recipients", postfix.replace("Final-Recipient:", """
                        Final-Recipient: rfc822; other@brightfold.example
                        Action: delivered
                        Status: 2.0.0

                        Final-Recipient:"""), "bounce hard"),
                Case.of(
                        "without fields in the report",
                        postfix.replaceAll("(?s)Final-Recipient:.*?known here\n", ""),
                        "bounce hard"),
                Case.of(
                        "with a status that says nothing",
                        postfix.replace("Status: 5.1.1", "Status: 5.0.0"),
                        "bounce hard"),
                Case.of(
                        "with fields in capitals",
                        postfix.replace("Action: failed", "ACTION: Failed (permanently)"),
                        "bounce hard"),
                Case.of("delivered", postfix.replace("Action: failed", "Action: delivered"), "other"),
                Case.of("relayed", postfix.replace("Action: failed", "Action: relayed"), "other"),
                Case.of(
                        "in one block",
                        postfix.replace("09:00:00 +0100\n\nFinal", "09:00:00 +0100\nFinal"),
                        "bounce hard"),
                Case.of(
                        "gmail",
                        postfix.replace(
                                        "Subject: Undelivered",
                                        "X-Failed-Recipients: " + Corpus.THEM + "\nSubject: Undelivered")
                                .replace(
                                        "smtp; 550",
                                        "smtp; 550-5.1.1 the account that you tried to reach does not exist. 550"),
                        "bounce hard"),
                Case.of("yahoo", """
                        Return-Path: <>
                        From: MAILER-DAEMON@yahoo-like.example
                        To: %s
                        Subject: Failure Notice
                        Content-Type: text/plain

                        Sorry, we were unable to deliver your message to the following address.

                        <%s>:
                        554: delivery error: this user doesn't have an account, no such mailbox

                        --- Original ---
                        Message-ID: %s
                        """.formatted(Corpus.US, Corpus.THEM, Corpus.OURS), "bounce hard"),
                Case.of("domino", """
                        From: "Mail Router" <postmaster@brightfold.example>
                        To: %s
                        Subject: DELIVERY FAILURE: User owen.marsh (owen.marsh@brightfold.example) not listed in Domino Directory
                        Content-Type: text/plain

                        Your message was not delivered to %s because:
                        User owen.marsh not listed in Domino Directory
                        """.formatted(Corpus.US, Corpus.THEM), "bounce hard"),
                Case.of(
                        "full, in German",
                        """
                        Return-Path: <>
                        From: MAILER-DAEMON@gmx-like.example
                        To: %s
                        Subject: Unzustellbar
                        Content-Type: text/plain; charset=utf-8

                        Die Nachricht an %s konnte nicht zugestellt werden: Das Postfach ist voll, das Postfach ist voll.
                        """.formatted(Corpus.US, Corpus.THEM).replace("das Postfach ist voll.", "Postfach voll."),
                        "bounce soft"),
                Case.of("full, in French", """
                        Return-Path: <>
                        From: postmaster@brightfold.example
                        To: %s
                        Subject: Non remis
                        Content-Type: text/plain; charset=iso-8859-1

                        Impossible de remettre le message: quota exceeded.
                        """.formatted(Corpus.US), "bounce soft"),
                Case.of("delayed, in German", """
                        Return-Path: <>
                        From: MAILER-DAEMON@gmx-like.example
                        To: %s
                        Subject: =?utf-8?Q?Zustellung_verz=C3=B6gert?=
                        Content-Type: text/plain; charset=utf-8

                        Die Zustellung an %s ist verzögert. Weitere Zustellversuche folgen.
                        """.formatted(Corpus.US, Corpus.THEM), "bounce delayed"));
    }
}
