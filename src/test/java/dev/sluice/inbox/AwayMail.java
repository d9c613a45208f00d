package dev.sluice.inbox;

import dev.sluice.inbox.Corpus.Case;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answering machines: every text by several programs, and what tickets, gates and full shops answer. */
final class AwayMail {
    /** How a program that answers by itself writes its headers and its subject. */
    private enum Program {
        EXCHANGE,
        GMAIL,
        SIEVE,
        VACATION,
        DOMINO,
        SUBJECT_ONLY,
        WORDS_ONLY,
        NO_SENDER
    }

    private AwayMail() {}

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        List<String> texts = Corpus.blocks("away.txt");
        for (int i = 0; i < texts.size(); i++) {
            for (int k = 0; k < 4; k++) {
                all.add(away(texts.get(i), Program.values()[(i + k * 3) % Program.values().length], i));
            }
        }
        all.addAll(acknowledgements());
        return all;
    }

    private static Case away(String block, Program program, int number) {
        String prefix = line(block, "prefix:");
        String until = line(block, "until:");
        String text = block.substring(block.indexOf("\n\n") + 2);
        @Nullable LocalDate last = until.isEmpty() ? null : LocalDate.parse(until);
        String subject = prefix.matches(".*[:：]$") ? prefix + " " + Corpus.SUBJECT : prefix;
        String head = head(program, subject, last, number);
        return new Case(
                "away " + number + " by " + program, Corpus.bytes(head + body(program, text)), "auto", last, null);
    }

    private static String head(Program program, String subject, @Nullable LocalDate last, int number) {
        String common = """
                From: Owen Marsh <%s>
                To: %s
                Message-ID: <away-%d-%s@brightfold.example>
                Date: Mon, 23 Nov 2026 09:%02d:00 +0100
                MIME-Version: 1.0
                """.formatted(Corpus.THEM, Corpus.US, number, program, number % 60);
        String answers = "In-Reply-To: " + Corpus.OURS + "\n";
        String re = "Subject: Re: " + Corpus.SUBJECT + "\n";
        String own = "Subject: " + Corpus.encoded(subject) + "\n";
        return common
                + switch (program) {
                    case EXCHANGE -> own + answers + "X-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated\n";
                    case GMAIL ->
                        re + answers + "References: " + Corpus.OURS
                                + "\nPrecedence: bulk\nX-Autoreply: yes\nAuto-Submitted: auto-replied\n";
                    case SIEVE ->
                        re.replace("Re:", "Auto: Re:") + answers + "Auto-Submitted: auto-replied (vacation)\n";
                    case VACATION -> re + "Precedence: junk\n";
                    case DOMINO ->
                        "Subject: AUTO: Owen Marsh is not available"
                                + (last == null ? "" : " (returning " + last.plusDays(1) + ")")
                                + "\nX-Mailer: Notes\n";
                    case SUBJECT_ONLY -> own + answers;
                    case WORDS_ONLY -> re + answers;
                    case NO_SENDER -> re + "Return-Path: <>\n" + answers;
                };
    }

    private static String body(Program program, String text) {
        return switch (program) {
            case EXCHANGE -> """
                Content-Type: multipart/alternative; boundary="_000_ex_"

                --_000_ex_
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: base64

                %s
                --_000_ex_
                Content-Type: text/html; charset="utf-8"
                Content-Transfer-Encoding: quoted-printable

                <html><head><style>p {color: black}</style></head><body><p>%s</p></body></html>
                --_000_ex_--
                """.formatted(Corpus.base64(text), Corpus.quotedPrintable(Corpus.html(text)));
            case DOMINO -> """
                Content-Type: text/html; charset=UTF-8
                Content-Transfer-Encoding: quoted-printable

                <font size=3D2 face=3D"sans-serif">%s</font>
                """.formatted(Corpus.quotedPrintable(Corpus.html(text)));
            default -> "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text + "\n";
        };
    }

    private static String line(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }

    private static List<Case> acknowledgements() {
        List<String> texts = List.of(
                "Re: %s [Case 4471902]|Thank you for contacting Lanehill Care. We have received your message and one of our team"
                        + " answers within two business days.",
                "%s - Ticket #208813|Your request has been logged and a ticket has been created. Please keep the number in the"
                        + " subject.",
                "AW: %s|Vielen Dank für Ihre Anfrage. Ihre Nachricht ist bei uns eingegangen und wird schnellstmöglich"
                        + " bearbeitet. Diese E-Mail wurde automatisch erzeugt.",
                "Re: %s|Bonjour, nous avons bien reçu votre message et reviendrons vers vous sous 48 heures. Message"
                        + " automatique, merci de ne pas répondre à ce courriel.",
                "RE: %s [#77120]|Hemos recibido su mensaje. Nuestro equipo le responderá lo antes posible.",
                "R: %s|Abbiamo ricevuto la sua richiesta, pratica 1190233. Questo è un messaggio automatico.",
                "Antw: %s|Wij hebben uw bericht ontvangen en reageren binnen drie werkdagen. Dit is een automatisch bericht.",
                "Odp: %s|Otrzymaliśmy Państwa wiadomość, zgłoszenie 559120. Wiadomość wygenerowana automatycznie.",
                "Re: %s|Recebemos a sua mensagem e respondemos em breve, no máximo em dois dias úteis. Mensagem automática.",
                "SV: %s|Vi har tagit emot ditt ärende 310077. Det går inte att svara på detta meddelande.",
                "Re: %s|お問い合わせありがとうございます。受け付けました。担当者より二営業日以内にご連絡いたします。自動返信メールです。",
                "Re: %s|Your message is being held. Click the link below to deliver it and confirm that you are a human.");
        List<Case> all = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String[] parts = Objects.requireNonNull(texts.get(i)).split("\\|", 2);
            for (boolean marked : List.of(true, false)) {
                all.add(Case.of(
                        "acknowledgement " + i + (marked ? " with" : " without") + " header",
                        """
                        From: Service Desk <%s>
                        To: %s
                        Subject: %s
                        %sMIME-Version: 1.0
                        Content-Type: text/plain; charset=UTF-8
                        Content-Transfer-Encoding: base64

                        %s
                        """.formatted(
                                i % 3 == 0 ? "no-reply@lanehill.example" : "service@lanehill.example",
                                Corpus.US,
                                Corpus.encoded(parts[0].formatted(Corpus.SUBJECT)),
                                marked ? "Auto-Submitted: auto-replied\n" : "In-Reply-To: " + Corpus.OURS + "\n",
                                Corpus.base64(parts[1])),
                        "auto"));
            }
        }
        return all;
    }
}
